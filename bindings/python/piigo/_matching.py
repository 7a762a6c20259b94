"""Finding matches: by `re`, or in linear time where `re` could take longer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from piigo._prefilter import FINDERS, Finder, built_in_finder, everywhere

if TYPE_CHECKING:
    from piigo._linear import LinearMatcher


@lru_cache(maxsize=4096)
def finder(pattern: re.Pattern[str]) -> Finder:
    """Return what finds the spans of all matches, as `pattern.finditer` gives them."""
    built_in = built_in_finder(pattern)
    if built_in is not None:
        return built_in
    linear = linear_matcher(pattern)
    if linear is not None:
        return lambda hay: linear.find_all(hay.text)
    return everywhere(pattern)


def occurs(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether the pattern matches anywhere, as `pattern.search` does."""
    linear = linear_matcher(pattern)
    if linear is None:
        return pattern.search(text) is not None
    return linear.next_match(text, 0, False) is not None


@lru_cache(maxsize=4096)
def linear_matcher(pattern: re.Pattern[str]) -> LinearMatcher | None:
    """Return what finds the pattern's matches in linear time, None to leave it to `re`.

    That is for patterns which `re` could take exponential time for and RE2 would not.
    """
    expression = pattern.pattern
    if not isinstance(expression, str) or expression in FINDERS:
        return None
    # Those without custom patterns need not wait for these.
    from piigo._backtracking import needs_backtracking
    from piigo._complexity import is_exponential
    from piigo._linear import LinearMatcher
    from piigo._tree import parse

    if parse(expression).flags != pattern.flags or needs_backtracking(expression):
        return None
    return LinearMatcher(expression) if is_exponential(expression) else None
