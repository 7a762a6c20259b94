"""Overlaps within one type: which matches of its patterns are kept."""

from collections.abc import Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end (exclusive) of a match, in code points."""


def _conflict(a: Span, b: Span) -> bool:
    """Tell whether two matches of one type exclude each other.

    Ranges that only touch do not, but an empty range excludes, and is excluded by,
    every range that contains or touches it.
    """
    # ORACLE: its three-clause test treats an empty range as a closed point.
    if a[0] == a[1] or b[0] == b[1]:
        return a[0] <= b[1] and b[0] <= a[1]
    return a[0] < b[1] and b[0] < a[1]


def resolve(match_lists: Sequence[Sequence[Span]]) -> list[tuple[int, int, int]]:
    """Return the kept matches as (pattern index, start, end), in order of finding.

    `match_lists` has one list per pattern, each as `finditer` gives it: by start, not
    overlapping. A match is kept when it conflicts with none kept before it. The kept
    ranges are never more than the positions of the text, so merging them once per
    pattern costs no more than that pattern's own scan.
    """
    kept: list[tuple[int, int, int]] = []
    taken: list[Span] = []
    for index, matches in enumerate(match_lists):
        fresh = _admit(matches, taken)
        kept.extend((index, start, end) for start, end in fresh)
        if not taken:
            taken = fresh
        elif fresh:
            taken = sorted(taken + fresh)
    return kept


def _admit(matches: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """Return the matches of one pattern that conflict with none taken before.

    `taken` is sorted and free of conflicts, hence also sorted by end. Of the pattern's
    own matches only the last one kept can reach the next.
    """
    fresh: list[Span] = []
    low = 0
    for match in matches:
        start, end = match
        while low < len(taken) and taken[low][1] < start:
            low += 1
        if fresh and _conflict(fresh[-1], match):
            continue
        near = low
        while near < len(taken) and taken[near][0] <= end:
            if _conflict(taken[near], match):
                break
            near += 1
        else:
            fresh.append(match)
    return fresh
