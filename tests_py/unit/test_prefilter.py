"""The built-in patterns where they can match, against `finditer` on the whole text."""

import importlib
import re
import sys
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from piigo import _prefilter
from piigo._email import FOLDED
from piigo._matching import finder
from piigo._prefilter import Haystack, built_in_finder
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
        pieces = []
        for _ in range(random.randrange(1, 6)):
            fill = random.choice(FILL)
            pieces += [fill * random.randrange(60), random.choice(("", " ", "_"))]
            pieces.append(pii(random))
        found += compare("".join(pieces))
    assert found > 2_000


def test_items_at_the_ends_of_what_is_looked_at() -> None:
    """A digit after every gap there can be, a match or none before and after it."""
    for item in ("1", "123456789", "4111 1111 1111 1111", "A1234567", "+1", "\u0663"):
        for gap in range(2 * _prefilter._WIDTH + 5):
            for fill in FILL:
                compare(item + fill * gap + item)


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


def a_match(made: re.Pattern[str], random: Random) -> str:
    """Return what the pattern matches in some random item."""
    while True:
        found = made.search(pii(random))
        if found is not None:
            return found[0]


class Counted(Haystack):
    """One that says of its text that it has so many digits."""

    def __init__(self, searched: str, digits: int) -> None:
        super().__init__(searched)
        self.digits = digits

    def near_digits(self) -> list[tuple[int, int, int]]:
        return [(0, len(self.text) + 1, self.digits)]


def test_patterns_near_digits_match_little_with_so_many_digits() -> None:
    """By the parser of `re`: how long a match can be, and its least digits."""
    random = rng("prefilter, digits")
    widths, others = [], []
    for made in PATTERNS:
        parsed = PARSER.parse(made.pattern)
        least = digits_of(parsed)
        sample = a_match(made, random)
        near = not finder(made)(Counted(sample, 0))
        if near:
            assert finder(made)(Counted(sample, least)) == [(0, len(sample))]
            assert finder(made)(Counted(sample, least - 1)) == []
            widths.append(parsed.getwidth()[1])
        else:
            others.append(least)
    assert len(widths) == 9
    assert max(widths) == _prefilter._WIDTH
    assert 0 in others
    assert max(others) < 8, "could be looked for near digits"


def digits_of(parsed: Any) -> int:
    """Return how many elements of digits alone every match has of what `re` parsed."""
    count = 0
    for op, value in parsed:
        kind = str(op)
        if kind == "LITERAL":
            count += chr(value).isdecimal()
        elif kind == "IN":
            count += all(map(_of_digits, value))
        elif kind == "BRANCH":
            count += min(map(digits_of, value[1]))
        elif kind == "SUBPATTERN":
            count += digits_of(value[3])
        elif kind == "MAX_REPEAT":
            count += value[0] * digits_of(value[2])
        else:
            assert kind == "AT", kind
    return count


def _of_digits(element: tuple[Any, Any]) -> bool:
    kind, value = str(element[0]), element[1]
    if kind == "LITERAL":
        return chr(value).isdecimal()
    if kind == "RANGE":
        return bool(ord("0") <= value[0] and value[1] <= ord("9"))
    return kind == "CATEGORY" and str(value) == "CATEGORY_DIGIT"


def test_texts_in_which_nothing_can_match() -> None:
    """Short texts with and without a sign of a match."""
    random = rng("prefilter, nothing")
    silent = 0
    for _ in range(20_000):
        searched = "".join(random.choices(PIECES, k=random.randrange(8)))
        compare(searched)
        silent += not Haystack(searched).may_match()
    assert silent > 4_000


def test_lower_case_keeps_positions() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assert [char for char in every if len(char.lower()) > 1] == ["\u0130"]
    for char in FOLDED:
        assert Haystack(f"a{char}").lower() is None
    assert Haystack("ΑΣ MRN Σ").lower() == "ας mrn σ"


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
