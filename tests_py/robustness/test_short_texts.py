"""Texts in which nothing can begin are answered without Go's scan, by a look in C.

What is not answered is scanned from the place on up to which the look came.
"""

import json
import random
from itertools import count

import pytest

from piigo import Detector
from tests_py.backends import build
from tests_py.seed import rng

# What a pattern can begin with or turn on, without a digit where there need not be one.
SAMPLES = (
    "license ABCDEF",
    "dl\tABCDEF",
    "Driver's License: ABCDEF",
    "mrn#ABCDEF",
    "Medical Record ABCDEF",
    "AKIA" + "Q" * 16,
    "api_key: " + "k" * 20,
    "access-token " + "k" * 20,
    "a" * 40,
    "a" + "+/=" * 12 + "+/a",
    "a" + "+" * 38 + "a",
    "a" + "/" * 38 + "a",
    "a" + "=" * 38 + "a",
    "ab:cd:ef:ab:cd:ef:ab:cd",
    "x(555) 123-4567",
    "+15551234567",
    "jane@example.com",
    "born 1/2/1990",
    "A1234567",
    "A\u212aIA" + "Q" * 16,
    "L\u0131cense ABCDEF",
    "12",
    "1" * 17,
)

PIECES = (
    *("license", "lic", "DL", "mrn", "MRN:", "Medical", "Record", "med", "api", "key"),
    *("access", "token", "akia", "born", "birth", "dob", "acc", "li", "d", "Q"),
    *("ABCDEF", "abc", "k" * 19, "a" * 39, "ab:", ":", "#", "_", "-", "(", "/", "'"),
    *(" ", " ", " ", "\t", "\n", "\x1f", "\x00", "\x7f"),
)
NUMBERS = (
    "1",
    "0",
    "7,",
    "1.",
    "2/",
    "12",
    "1234567",
    "9" * 31,
    "x1",
    "é",
    "1\u0663",
    "+",
    "@",
)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_place(sample: str) -> None:
    """Each sample at each place of the blocks that are looked at, and at both ends."""
    native, python = build("go"), build("python")
    assert python.detect(sample)
    for place in range(140):
        before = ("so it is, " * 14)[:place]
        for text in (
            f"{before}{sample}",
            f"{before} {sample}",
            f"{before} {sample}.",
            f"{before} {sample} so",
        ):
            assert native.detect(text) == python.detect(text), repr(text)
            assert native.process(text) == python.process(text), repr(text)
            assert native.redact(text) == python.redact(text), repr(text)
            data = [before, sample, "so"]
            assert native.process_nested(data) == python.process_nested(data), data


def _some(pieces: tuple[str, ...], most: int, random: random.Random) -> str:
    return "".join(random.choices(pieces, k=random.randrange(1, most)))


@pytest.mark.parametrize("pieces", [PIECES, PIECES * 4 + NUMBERS])
def test_random_pieces(pieces: tuple[str, ...]) -> None:
    """Pieces of labels and of what follows them, in any order."""
    random = rng("short texts")
    native, python = build("go"), build("python")
    found = 0
    for _ in range(20_000):
        text = _some(pieces, 24, random)
        detections = native.detect(text)
        assert detections == python.detect(text), repr(text)
        data = [text, "so"]
        assert native.process_nested(data) == python.process_nested(data), data
        found += bool(detections)
    assert 1_000 < found < 19_000


def test_longer_texts() -> None:
    """Samples anywhere in texts without one, as batches find them, without a look."""
    random = rng("longer texts")
    native = build("go")
    texts = []
    for _ in range(20_000):
        calm = "so it is, " * random.randrange(random.choice((40, 420, 1700)))
        place = random.randrange(len(calm) + 1)
        texts.append(calm[:place] + _some(SAMPLES + PIECES, 4, random) + calm[place:])
    for text, detections in zip(texts, native.detect_many(texts), strict=True):
        assert native.detect(text) == detections, repr(text)


def _forms(native: Detector, text: str) -> list[int]:
    """What each form of the look that this processor can run says of the text."""
    found: list[int] = []
    for form in count():
        try:
            found.append(native._engine.quiet(text, form))
        except ValueError:
            return found
    raise AssertionError


def test_what_needs_no_scan() -> None:
    """Prose to the last character, and JSON with plain numbers in it."""
    native = build("go")
    prose = "The committee met again on Tuesday, and said (once more): wait; so it is. "
    records = [{"id": i % 10, "score": 7, "note": prose} for i in range(40)]
    for text in (prose * 30, json.dumps(records)):
        found = _forms(native, text)
        assert found == [len(text)] * len(found)


def test_all_forms() -> None:
    """They say the same, and that a text is quiet only where nothing is in it."""
    random = rng("forms of the look")
    native = build("go")
    quiet = 0
    for _ in range(20_000):
        text = _some(PIECES + NUMBERS + (" so it is ",) * 60, 120, random)
        text = text.replace("é", "e").replace("\u0663", "3")
        found = _forms(native, text)
        assert found, "there is no form"
        assert found == found[:1] * len(found), repr(text)
        assert found[0] == len(text) or found[0] % 64 == 0
        if found[0] == len(text):
            assert native.detect_many([text]) == [{}], repr(text)
            quiet += 1
    assert 500 < quiet < 19_500
