"""`resolve` against a plain restatement of the rule, which compares all pairs."""

import itertools
import re
from collections.abc import Iterator, Sequence

import pytest

from piigo._overlap import Span, resolve
from tests_py.seed import rng


def resolve_slowly(match_lists: Sequence[Sequence[Span]]) -> list[tuple[int, int, int]]:
    """Keep each match for which none of the three clauses holds with one kept."""
    kept: list[tuple[int, int, int]] = []
    for index, matches in enumerate(match_lists):
        for start, end in matches:
            clauses = (
                clause
                for _, a, b in kept
                for clause in (a <= start < b, a < end <= b, start <= a and end >= b)
            )
            if not any(clauses):
                kept.append((index, start, end))
    return kept


def possible_lists(length: int, last: Span = (0, -1)) -> Iterator[tuple[Span, ...]]:
    """All lists that `finditer` can give on a text of that length, after `last`."""
    yield ()
    for start in range(max(last[1], 0), length + 1):
        for end in range(start, length + 1):
            if (start, end) != last:
                for rest in possible_lists(length, (start, end)):
                    yield ((start, end), *rest)


CASES: list[tuple[str, list[list[Span]], list[tuple[int, int, int]]]] = [
    ("nothing", [], []),
    ("touching ranges", [[(0, 2)], [(2, 4)]], [(0, 0, 2), (1, 2, 4)]),
    ("the first wins", [[(2, 3)], [(0, 9), (9, 10)]], [(0, 2, 3), (1, 9, 10)]),
    ("empty after a range", [[(0, 3), (3, 3), (3, 5)]], [(0, 0, 3), (0, 3, 5)]),
    ("empty before a range", [[(0, 0), (0, 1), (1, 1)]], [(0, 0, 0), (0, 1, 1)]),
    ("range that touches empty", [[(3, 3)], [(0, 3), (3, 6)]], [(0, 3, 3)]),
    ("range over empty", [[(3, 3)], [(2, 4)]], [(0, 3, 3)]),
    ("empty again", [[(3, 3)], [(3, 3)]], [(0, 3, 3)]),
]


@pytest.mark.parametrize(
    ("matches", "want"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_case(matches: list[list[Span]], want: list[tuple[int, int, int]]) -> None:
    assert resolve(matches) == want
    assert resolve_slowly(matches) == want


@pytest.mark.parametrize(("length", "patterns"), [(4, 1), (3, 2), (2, 3)])
def test_all_small_lists(length: int, patterns: int) -> None:
    lists = list(possible_lists(length))
    for match_lists in itertools.product(lists, repeat=patterns):
        assert resolve(match_lists) == resolve_slowly(match_lists), match_lists


def test_lists_of_real_patterns() -> None:
    random = rng("overlap")
    patterns = ["|a", "a*", "b?", r"\b", "ab", "[ab]+", "$", "^", "a|", "(?=b)"]
    for _ in range(3000):
        text = "".join(random.choices("ab ", k=random.randrange(24)))
        chosen = random.sample(patterns, random.randrange(1, 5))
        lists = [[m.span() for m in re.finditer(p, text)] for p in chosen]
        assert resolve(lists) == resolve_slowly(lists), (chosen, text)


def test_many_matches_take_linear_time() -> None:
    count = 300_000
    spaced = [(4 * i, 4 * i + 2) for i in range(count)]
    shifted = [(4 * i + 2, 4 * i + 4) for i in range(count)]
    assert len(resolve([spaced, shifted, spaced])) == 2 * count
