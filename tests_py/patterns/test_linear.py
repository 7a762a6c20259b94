"""The matcher that never goes back, and the analysis that says where it is needed."""

import random
import re
import time
import warnings

import pytest

from piigo._backtracking import needs_backtracking
from piigo._complexity import is_exponential, largest_repeat, size
from piigo._haystack import Haystack
from piigo._linear import LinearMatcher
from piigo._matching import finder, linear_matcher, occurs
from tests_py.patterns.compare_patterns import compile_here, time_limit
from tests_py.patterns.generate_patterns import pattern as random_pattern
from tests_py.patterns.generate_patterns import texts
from tests_py.patterns.patterns_table import TABLE
from tests_py.patterns.real_life import HANGING_WITHOUT_RE2
from tests_py.seed import SEED

PARTS = 2


def valid(patterns: list[str]) -> list[re.Pattern[str]]:
    """Those of the patterns that are valid, compiled, and of a size to look at."""
    compiled = [compile_here(pattern) for pattern in patterns]
    return [
        made
        for made in compiled
        if isinstance(made, re.Pattern) and size(made.pattern) < 500
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_same_matches_as_re(part: int) -> None:
    """Also on patterns for which it is not needed; `re` ends in time on all others."""
    rng = random.Random(f"{SEED}:linear:{part}")
    table = [pattern for patterns in TABLE.values() for pattern in patterns]
    compared = 0
    for made in valid(table[part::PARTS] + [random_pattern(rng) for _ in range(250)]):
        expression = made.pattern
        linear = None if needs_backtracking(expression) else LinearMatcher(expression)
        for text in texts(rng, expression, 3):
            try:
                with time_limit(0.3):
                    want = [match.span() for match in made.finditer(text)]
            except TimeoutError:
                assert is_exponential(expression) or len(text) > 100, expression
                continue
            if linear is not None:
                compared += 1
                assert linear.find_all(text) == want, (expression, text)
                found = linear.next_match(text, 0, False)
                assert (found is None) == (not want), (expression, text)
    assert compared > 1000


@pytest.mark.parametrize(("expression", "text"), HANGING_WITHOUT_RE2)
def test_linear_time(expression: str, text: str) -> None:
    made = re.compile(expression, re.IGNORECASE)
    assert linear_matcher(made) is not None
    took = []
    for times in (1, 8):
        begin = time.process_time()
        assert not occurs(made, text * times)
        assert finder(made)(Haystack(text * times)) == []
        took.append(time.process_time() - begin)
    assert took[1] < 16 * took[0]


def test_nested_repeats_are_not_written_out() -> None:
    expression = "(" * 60 + "a+" + ")+" * 60 + "b"
    find = finder(re.compile(expression, re.IGNORECASE))
    assert find(Haystack("a" * 50 + "b")) == [(0, 51)]


def test_left_to_re() -> None:
    for expression in (r"\d+", r"(?=(a+)+b)", r"(?:\w+\s)+$"):
        assert linear_matcher(re.compile(expression, re.IGNORECASE)) is None
    # Flags that are not ours: the caller's own pattern, in `.patterns`.
    assert linear_matcher(re.compile(r"(a+)+b")) is None
    assert linear_matcher(re.compile(r"(?s)(a+)+b", re.IGNORECASE)) is not None


MEASURED = [
    ("", 0, 0),
    ("abc", 3, 0),
    (r"(?:a|[bc])\b$", 3, 0),  # `re` itself makes one class of the branches
    ("(?:a{3}b){4,5}", 26, 5),
    ("a{7,}", 8, 7),
    (r"(a)\1(?=b)", 4, 0),
    ("(?:(?:a{1000}){1000}){1000}", 1_001_001_001, 1000),
]


@pytest.mark.parametrize(("expression", "parts", "largest"), MEASURED)
def test_measures(expression: str, parts: int, largest: int) -> None:
    assert size(expression) == parts
    assert largest_repeat(expression) == largest


def test_no_warning_but_that_of_re() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert size("[[a]") == 1
