"""Which repeats backtrack exponentially, construct by construct."""

import random
import re

import pytest

from piigo._complexity import is_exponential
from tests_py.patterns.compare_patterns import compile_here, time_limit
from tests_py.seed import SEED

EXPONENTIAL = (
    "(a+)+b",
    "(a*)*b",
    "(?:a*)+b",
    r"(?:\w+\s?)+$",
    "(a|aa)+b",
    "(a|a)*b",
    "(?:k|\u212ab?)*c",
    r"(?:[a-z0-9]x?|\d)*c",
    "(?:a?a?)*b",
    "(?:(?:|)a)*b",
    "(?:(?:a?)*b)*c",
    "(?:(?:a?)+b)*c",
    r'"(?:[^"]|\\.)*"',
    r"(?:\w+\s?){1,30}$",
    r"(?:\w+\s?){1,4}$",
    "(?:a{1,40}){1,40}b",
    "(?:a?){50}a{50}",
    "(?:(?>a+)|a)+b",
    "(?:(?>a+)|a|c)*b",
    "(?:(?>a{1,2})|a)*b",
    "(?:(?>a+?)|a)*b",
    "(?:(?>a+b|a)|a)*c",
    "(?:(?>a)|a)*b",
    "(?>(a+)+b)",
    "(?=(a+)+b)a",
    "(?!(a+)+b)a",
    "(?=x)(?:(?:a+)+b)*",
    r"(?:\w+(?<=a))+b",
    r"(?:(a)\1*)*b",
    "(x)?(?:(?(1)a|a+))+b",
    "(?:[\u0430-\u044f]+|\u0451?\u0431)+!",
    "(?:[\u0600-\u06ff]+|\\d)+!",
    r"(?:\d{1,3}){1,40}!",
    "(?:(?:a|b){3,300}b?)+!",
)

FINE = (
    "abc",
    "a+b",
    r"\s*\s*x",
    r"(?:\w+\s)+$",
    "(a|b)*c",
    "(?:k|\u212a)*c",  # one class to `re`
    "(?-i:k|\u212ab?)*c",
    "(?:a?)*b",
    "(?:(?:a|)b)*c",
    r'"(?:[^"\\]|\\.)*"',
    r"(?:\d{1,3}\.){3}\d{1,3}",
    r"\b(?:\d[ -]*?){13,16}\b",
    r"(?:\w+\s?){1,3}$",
    "(?:a{4}){4,40}b",
    r"(?:\d{1,3}[ -]?){4,6}!",
    "(?:a++)+b",
    "(?:(?>a+))+b",
    "(?:(?>a+b?))+c",
    "(?:(?>[^b]+|b.))*c",
    "(?>(a+)+)b",
    "(?=a)b+",
    "(?=(?:a+)+)a",
    "(?:a+)+",  # nothing behind that could fail
    r"(?<=x)(?:\S+\s?)*",
    r"(?:\d{1,3}){1,9}!",
    r"\b(\w+)\s+\1\b",
    r"(<)?\w+@\w+(?(1)>)",
    "(?:[\u0430-\u044f]|\u4e00)+!",
    "(?=a)(?:" + "abcd" * 1001 + ")",
    "(?=a)(?:" + r"\w|" * 1500 + "-)*b",
)


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_exponential(pattern: str) -> None:
    re.compile(pattern)
    assert is_exponential(pattern)


@pytest.mark.parametrize("pattern", FINE, ids=lambda pattern: pattern[:40])
def test_fine(pattern: str) -> None:
    re.compile(pattern)
    assert not is_exponential(pattern)


@pytest.mark.parametrize("part", range(2))
def test_re_ends_in_time_on_all_other_patterns(part: int) -> None:
    """Random patterns of few letters in loops, on texts that they nearly match."""
    rng = random.Random(f"{SEED}:exponential:{part}")
    said = {True: 0, False: 0}
    for _ in range(800):
        expression = (
            f"(?:{_branches(rng)})" + rng.choice(("*", "+", "{2,}", "{3,40}")) + "!"
        )
        made = compile_here(expression)
        if not isinstance(made, re.Pattern):
            continue
        exponential = is_exponential(expression)
        said[exponential] += 1
        if exponential:
            continue
        for unit in ("a", "b", "ab", "aab"):
            with time_limit(2):
                assert made.search(unit * (60 // len(unit))) is None
    assert min(said.values()) > 60, said


def _branches(rng: random.Random) -> str:
    return "|".join(
        "".join(
            rng.choice(("a", "b", "[ab]", "(?:a|b)", "(?:a|ab)", "(?>a)", "(?>b+|a)"))
            + rng.choice(("", "", "?", "*", "+", "++", "{1,2}", "{2}"))
            for _ in range(rng.randint(1, 3))
        )
        for _ in range(rng.randint(1, 2))
    )
