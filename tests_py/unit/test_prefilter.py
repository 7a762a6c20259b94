"""The built-in patterns where they can match, against `finditer` on the whole text."""

import importlib
import itertools
import re
import sys
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from piigo import _haystack, _prefilter
from piigo._haystack import Haystack
from piigo._matching import finder
from piigo._prefilter import built_in_finder
from piigo._rules import BUILTIN
from tests_py.generate import pii, text
from tests_py.seed import rng

PATTERNS = [
    re.compile(expression, re.IGNORECASE)
    for _, _, rules in BUILTIN
    for expression, _, _ in rules
]
FILL = ("x", "x", " ", ".", ":", "-", "/", "A", "\xe9", "\u0663")

# A match of each way that a pattern has, some as short as can be, none with more signs
# than it needs.
ITEMS = (
    *(
        "123-45-6789",
        "123456789",
        "4111 1111-11111111",
        "a@b.cd",
        "10",
        "+1 2345678901",
    ),
    *("1.2.3.4", "a:b:c:d:e:f:a:b", "Born 1/2/90", "birthday:1/2/90", "01/02/1999"),
    *("date of birth 1/2/90", "dob\t1/2/90", "A123456", "DL ABCDE", "license#ABCDE"),
    *("drivers license ABCDE", "driver's license ABCDE", "AB12CDEF1234567"),
    *("mrn ABCDEF", "medical record ABCDEF", "AKIA" + "A" * 16, "a" + "=/" * 19 + "b"),
    *("api_key " + "x" * 20, "apikey " + "x" * 20, "api_token " + "x" * 20),
    *(
        "access_token " + "x" * 20,
        "accesstoken " + "x" * 20,
        "access-token " + "x" * 20,
    ),
)
OTHER_DIGITS = str.maketrans("1234567890", "\u0661\u0662\u0663\u0664\u0665" * 2)

PIECES = (
    *("a", "AB", "x" * 19, "A" * 20, "=/" * 10, "b" * 41, "k\u0131t", "\u212a"),
    *(" ", " ", "\n", "#", "-", "_", ".", "\xe9", "DL", "Mrn", "AKIA", "License"),
    *("medical record", "ap\u0131key", "apikey", "access_token", "born", "\u0663"),
)

PARSER: Any = importlib.import_module("re._parser")


def compare(searched: str) -> int:
    """Compare what all patterns match in the text; return how much that is."""
    hay = Haystack(searched)
    count = 0
    for made in PATTERNS:
        want = [match.span() for match in made.finditer(searched)]
        assert finder(made)(hay) == want, (made.pattern, searched)
        count += len(want)
    assert not count or hay.may_match(), searched
    return count


@pytest.mark.parametrize("part", range(2))
def test_random_texts(part: int) -> None:
    random = rng("prefilter", part)
    assert sum(compare(text(random)) for _ in range(1_500)) > 3_000


@pytest.mark.parametrize("part", range(2))
def test_items_far_apart(part: int) -> None:
    """So far that what is looked at ends between them, or just does not."""
    random = rng("prefilter, far apart", part)
    found = 0
    for _ in range(1_000):
        pieces = [random.choice(FILL) * random.choice((0, 1_000))]
        for _ in range(random.randrange(1, 6)):
            fill = random.choice(FILL)
            pieces += [fill * random.randrange(120), random.choice(("", " ", "_"))]
            pieces.append(pii(random))
        found += compare("".join(pieces))
    assert found > 2_000


@pytest.mark.parametrize(
    "item", ["10", "123456789", "4111 1111 1111 1111", "A1234567", "1.2.3.4", "\u0663"]
)
def test_items_at_the_ends_of_what_is_looked_at(item: str) -> None:
    """An item after every gap there can be, and too few for all to be looked at."""
    for gap in range(_prefilter._STRIDE + 2 * _prefilter._WIDTH + 5):
        for fill in ("x", " ", ".", "-", "\u4e00"):
            compare(f"{item}{fill * gap}{item}{fill * 1_000}")
            # No match of its own, as what follows could be part of it.
            compare(f"12345678x{fill * gap}{item}_{fill * 1_000}")


def test_matches_that_touch() -> None:
    assert compare("555-123-4567(555)123-4567" + " -" * 1_000) == 2 + 6


@pytest.mark.parametrize("item", ITEMS)
def test_items_alone_and_at_the_ends(item: str) -> None:
    for made in (item, item.translate(OTHER_DIGITS)):
        for fill in ("", " ", " " * 30, "\xe9 ", "x" * 50 + " "):
            for searched in (f"{fill}{made}", f"{made}{fill}", f"{fill}{made}{fill}"):
                compare(searched)
    assert compare(f" {item} ") > 0


def test_long_texts() -> None:
    """More digits than a match of the look holds, and runs around the limit of 40."""
    random = rng("prefilter, long")
    for _ in range(20):
        compare(" ".join(pii(random) for _ in range(300)))
    for length in range(36, 46):
        for edge in " -_é=/+":
            run = "a" * length
            compare(f"{run}{edge}{run[1:]}{edge}{'b' * 40}{edge} {run} c")
            compare(f"x y {'=' * length}{run}{edge}" * 250)


def test_only_built_in_patterns_as_built_in() -> None:
    for made in PATTERNS:
        expression = made.pattern
        assert built_in_finder(made) is not None
        assert built_in_finder(re.compile(expression)) is None
        assert built_in_finder(re.compile(expression, re.I | re.ASCII)) is None
        assert built_in_finder(re.compile(f"{expression}x", re.I)) is None
    assert built_in_finder(re.compile(r"\d", re.I)) is None


class Foreign:
    """Like a built-in pattern, as another library might have it."""

    pattern = PATTERNS[0].pattern
    flags = PATTERNS[0].flags

    def finditer(self, searched: str) -> Iterator[re.Match[str]]:
        return re.finditer("x", searched)


def test_what_is_no_pattern_of_re_finds_by_itself() -> None:
    foreign: Any = Foreign()
    assert finder(foreign)(Haystack("123456789 x")) == [(10, 11)]


@pytest.mark.parametrize("made", PATTERNS, ids=lambda made: str(made.pattern)[:20])
def test_every_way_of_a_pattern(made: re.Pattern[str]) -> None:
    """By the parser of `re`, in a text of its own and in one that has little else."""
    for way in ways(PARSER.parse(made.pattern)):
        for searched in (way, f" {way} ", f"{' -' * 400}{way}{' .' * 400}"):
            want = [match.span() for match in made.finditer(searched)]
            assert finder(made)(Haystack(searched)) == want, searched
        assert want


def ways(parsed: Any) -> list[str]:
    """Return texts of all lengths, and with all characters that are listed singly.

    Of a range or a category there is one character. What may repeat over four times
    does so in one way alone, and at most 15 times more than it must.
    """
    made = [""]
    for op, value in parsed:
        made = [before + after for before in made for after in ways_of(str(op), value)]
    return made


def ways_of(kind: str, value: Any) -> list[str]:
    if kind == "LITERAL":
        return [chr(value)]
    if kind == "IN":
        return [element(str(op), member) for op, member in value]
    if kind == "BRANCH":
        return [way for branch in value[1] for way in ways(branch)]
    if kind == "SUBPATTERN":
        return ways(value[3])
    if kind == "MAX_REPEAT":
        least, most, repeated = value
        each = ways(repeated)
        if most > 4:
            each = each[:1]
        return [
            "".join(way)
            for times in range(least, min(most, least + 15) + 1)
            for way in itertools.product(each, repeat=times)
        ]
    assert kind == "AT", kind
    return [""]


def element(kind: str, value: Any) -> str:
    if kind == "LITERAL":
        return chr(value)
    if kind == "RANGE":
        return chr(value[1])
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": "\u2003"}[str(value)]


class Shapeless(Haystack):
    def shape(self) -> str:
        return ""


def test_width_is_that_of_the_longest_match_by_shape() -> None:
    random = rng("prefilter, widths")
    widths = [
        PARSER.parse(made.pattern).getwidth()[1]
        for made in PATTERNS
        if not finder(made)(Shapeless(a_match(made, random)))
    ]
    assert len(widths) == 9
    assert max(widths) == _prefilter._WIDTH


def a_match(made: re.Pattern[str], random: Random) -> str:
    """Return what the pattern matches in some random item."""
    while True:
        found = made.search(pii(random))
        if found is not None:
            return found[0]


def test_texts_in_which_nothing_can_match() -> None:
    """Short texts with and without a sign of a match."""
    random = rng("prefilter, nothing")
    silent = 0
    for _ in range(20_000):
        searched = "".join(random.choices(PIECES, k=random.randrange(8)))
        compare(searched)
        silent += not Haystack(searched).may_match()
    assert silent > 4_000


def test_ordinary_words_are_no_labels() -> None:
    assert not Haystack("What I do about a door, a map or birth rates.").may_match()
    for label in _haystack._ALL_LABELS:
        assert Haystack(f"x {label.upper()} y").may_match()
        assert not Haystack(f"x {label[:-1]} y").may_match()


def test_bytes_stand_for_what_re_takes_characters_for() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    as_bytes = Haystack(every).as_bytes()
    assert len(as_bytes) == len(every)
    letters = re.compile("[a-z]", re.IGNORECASE)
    for found in letters.finditer(every):
        byte = as_bytes[found.start() : found.end()].decode()
        assert re.fullmatch(byte, found[0], re.IGNORECASE), found
    for found in re.finditer(r"\d", every):
        for before in ("", "\xe9", "\u4e00"):
            made = Haystack(before + found[0])
            assert made.as_bytes()[-1:].isdigit(), found
            assert made.shape()[-1:] == "0"
    for blank in re.findall(r"\s", every):
        assert Haystack(f"1{blank}").shape() == "0-", ascii(blank)


@pytest.mark.parametrize(
    "unit",
    [
        *("1", "1 ", "1" + " " * 38, "1" + " " * 39, "12-", "a:", ":::", "1:", "dl"),
        *("dl:", "DL: 1", "born ", "api", "a" * 39 + " ", "a", "/", "é", "akia"),
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    took = []
    for size in (20_000, 320_000):
        hay = Haystack(unit * (size // len(unit)))
        begin = time.process_time()
        for made in PATTERNS:
            finder(made)(hay)
        took.append(time.process_time() - begin)
    assert took[1] < 3 * 16 * took[0]
