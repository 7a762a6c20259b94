"""Cutting text: at each safe cut, the findings of the parts are those of the whole."""

import itertools
import random
import time
from collections.abc import Iterator

import pytest

from piigo import Config, Detector, LimitError
from piigo._stream import CutFinder, pieces
from tests_py import generate
from tests_py.backends import build
from tests_py.pii import ALNUM
from tests_py.seed import rng

Found = list[tuple[str, int, int, str]]


def found(detector: Detector, text: str, begin: int = 0) -> Found:
    """What `find` tells, with offsets in a text that `text` begins in at `begin`."""
    return [
        (each.type.value, begin + each.start, begin + each.end, each.mask_strategy)
        for each in detector.find(text)
    ]


def blocks(text: str, random_: random.Random, longest: int) -> Iterator[str]:
    """The text in blocks of up to so many characters."""
    at = 0
    while at < len(text):
        end = at + random_.randint(1, longest)
        yield text[at:end]
        at = end


def cuts_are_safe(detector: Detector, finder: CutFinder, text: str) -> int:
    """Check every prefix's cut, and all of them at once; return how many they are."""
    whole = found(detector, text)
    cuts = sorted({finder.find(text[:end]) for end in range(len(text) + 1)} - {0})
    for cut in cuts:
        parts = found(detector, text[:cut]) + found(detector, text[cut:], cut)
        assert parts == whole, (text, cut)
    edges = [0, *cuts, len(text)]
    every = [found(detector, text[a:b], a) for a, b in itertools.pairwise(edges)]
    assert list(itertools.chain(*every)) == whole, (text, cuts)
    return len(cuts)


def test_random_texts(backend: str) -> None:
    detector, finder = build(backend), CutFinder(Config(), backend)
    random_ = rng("stream", "random")
    cuts = sum(
        cuts_are_safe(detector, finder, generate.text(random_)) for _ in range(150)
    )
    assert cuts > 500


SHORT = (
    *("dob", "Date", "of", "birth", " ", "\n", ":", "#", "1/2/1990", "4111", "555"),
    *("(555)", "+1", "a@b", ".cc", "|", "\xe9", "\u4e2d", ",", "'", "driver", "s"),
    *("license", "A2345678901234567890", "=", "/", "api_key", "-", '"', "\u017f"),
)


def test_short_texts(backend: str) -> None:
    detector, finder = build(backend), CutFinder(Config(), backend)
    longest = 2 if backend == "python" else 3
    cuts = 0
    for count in range(1, longest + 1):
        for parts in itertools.product(SHORT, repeat=count):
            text = "".join(parts)
            cut = finder.find(text)
            whole = found(detector, text)
            left, right = text[:cut], text[cut:]
            assert found(detector, left) + found(detector, right, cut) == whole, text
            cuts += cut > 0
    assert cuts > 50


DENSE = {
    "cards over lines": ("4111", "\n", " "),
    "telephone numbers": ("(555)", " ", "123", "4567", "\n", "1", "+1", "-"),
    "digits": tuple("0123456789 \n"),
    "AWS keys": ("A" * 7, "/", "=", "b3", "+", "x" * 13, "AKIA1234567890123456"),
    "slashes and dates": ("1/2/1990", "10/10/2000", "/", "=", "A" * 19, "a"),
    "labels": ("dob", "mrn", "key", ":", "#", " ", "\n", "1/2/1990", "A" * 20, "s"),
    "folding letters": ("a@b.cc", "\u017f", "\u212a", "\u0130", "\xe9", "\u4e2d", "\n"),
    "quotes": ("api_key: ", "A" * 20, '"', "'", "\xe9", "a", ",", "\0"),
}


@pytest.mark.parametrize("parts", DENSE.values(), ids=DENSE)
def test_dense_texts(parts: tuple[str, ...], backend: str) -> None:
    detector, finder = build(backend), CutFinder(Config(), backend)
    random_ = rng("stream", parts)
    cuts = 0
    for _ in range(40 if backend == "python" else 400):
        text = "".join(random_.choices(parts, k=random_.randint(2, 80)))
        got, begin = [], 0
        for piece, last in pieces(blocks(text, random_, 60), finder.find):
            got += found(detector, piece, begin)
            begin += len(piece)
            cuts += not last
        assert (begin, got) == (len(text), found(detector, text)), text
    assert cuts > 5


FLOWING = {
    "prose": "the end of a record with the key\n",
    "numbers": "4711\n",
    "three digits": "123\n",
    "card numbers": "4111 1111 1111 1111\n",
    "blanks": " \n",
    "separators": ": #\n",
    "CJK": "\u4e2d\u6587",
    "base64": "".join(rng("base64").choices(f"{ALNUM}/+", k=5000)),
    "NUL": "\0",
    "comma": "1,2",
}


@pytest.mark.parametrize("unit", FLOWING.values(), ids=FLOWING)
def test_no_long_stretch_without_a_cut(unit: str, backend: str) -> None:
    texts = itertools.repeat(unit * (5000 // len(unit)), 20)
    find = CutFinder(Config(), backend).find
    assert max(len(piece) for piece, _ in pieces(texts, find)) < 10_500


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "a." * 50_000, "1-" * 50_000, "dob:" + " " * 100_000]
)
def test_patience(text: str, backend: str) -> None:
    find = CutFinder(Config(), backend).find
    texts = [text[at : at + 1000] for at in range(0, len(text), 1000)]
    assert list(pieces(texts, find)) == [(text, True)]
    with pytest.raises(LimitError, match="more than 50000 characters") as raised:
        list(pieces(texts, find, patience=50_000))
    assert text[:4] not in str(raised.value)


def test_whitelisted_matches_are_consumed_all_the_same(backend: str) -> None:
    config = Config(whitelist_patterns=["^4111"])
    detector, finder = build(backend, config), CutFinder(config, backend)
    text = "4111 1111 1111 1111 2222 3333 4444 5555 6666 7777 8888\n" * 3
    assert cuts_are_safe(detector, finder, text) > 3


def test_a_stretch_without_a_cut_takes_linear_time(backend: str) -> None:
    find = CutFinder(Config(), backend).find

    def seconds(count: int) -> float:
        begin = time.process_time()
        list(pieces(itertools.repeat("ab" * 50, count), find))
        return time.process_time() - begin

    seconds(10)
    small = min(seconds(2000) for _ in range(3))
    assert seconds(32_000) < 16 * 2 * small


def test_pieces_of_nothing() -> None:
    assert list(pieces([], len)) == [("", True)]
    assert list(pieces(["", "a", ""], len)) == [("a", False), ("", True)]
