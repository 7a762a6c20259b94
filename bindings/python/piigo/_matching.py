"""Finding matches: by `re`, or in linear time where `re` could take longer."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from piigo._haystack import Haystack
from piigo._overlap import Span
from piigo._prefilter import FINDERS, Finder, built_in_finder, everywhere

if TYPE_CHECKING:
    from piigo._linear import LinearMatcher


# Of so many lists of patterns is kept what finds their matches.
_KEPT: Final = 256


class Search(NamedTuple):
    """What finds the matches of patterns, in their order."""

    patterns: list[re.Pattern[str]]
    finders: list[Finder]
    only_built_in: bool


_searches: dict[tuple[int, ...], Search] = {}


def search_for(patterns: list[re.Pattern[str]]) -> Search:
    """Return what finds the matches of the patterns."""
    # To hash a pattern takes as long as to search a short text for it. What is kept
    # refers to its patterns, so that no others have their addresses.
    key = tuple(map(id, patterns))
    search = _searches.get(key)
    if search is None:
        built_in = all(map(built_in_finder, patterns))
        search = Search(patterns, list(map(finder, patterns)), built_in)
        if len(_searches) >= _KEPT:
            _searches.clear()
        _searches[key] = search
    return search


def finder(pattern: re.Pattern[str]) -> Finder:
    """Return what finds the spans of all matches, as `pattern.finditer` gives them."""
    built_in = built_in_finder(pattern)
    if built_in is not None:
        return built_in
    find_everywhere = everywhere(pattern)

    def find(hay: Haystack) -> list[Span]:
        # Not before: where Go finds the matches, this is never needed.
        linear = linear_matcher(pattern)
        return find_everywhere(hay) if linear is None else linear.find_all(hay.text)

    return find


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
