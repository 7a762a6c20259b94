"""The built-in patterns on `re`, which looks only where they can match.

`re` tries a pattern at each position of a text, and most texts have nothing for most
patterns. What no match can do without is looked for first, once for all patterns.
"""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from piigo._email import find_emails
from piigo._haystack import LABELS, Haystack
from piigo._overlap import Span
from piigo._rules import BUILTIN

_FLAGS: Final = re.IGNORECASE | re.UNICODE

Finder: TypeAlias = Callable[[Haystack], list[Span]]
"""Returns the spans of all matches of a pattern, as its `finditer` gives them."""

FinderOf: TypeAlias = Callable[[re.Pattern[str]], Finder]


def built_in_finder(pattern: re.Pattern[str]) -> Finder | None:
    """Return what finds the matches of a built-in pattern, None for any other one."""
    # A caller may have put something else with a `finditer` in `Detector.patterns`.
    if not isinstance(pattern, re.Pattern) or pattern.flags != _FLAGS:
        return None
    finder_of = FINDERS.get(pattern.pattern)
    return finder_of(pattern) if finder_of is not None else None


def everywhere(pattern: re.Pattern[str]) -> Finder:
    """Return what finds the matches of any pattern by trying every position."""
    return lambda hay: [match.span() for match in pattern.finditer(hay.text)]


# The longest match of the patterns that are looked for by shape: a card number.
_WIDTH: Final = 19
# Where shapes occur more often than once in so many characters, all are tried.
_STRIDE: Final = 64


def _by_shape(*shapes: str) -> FinderOf:
    """Return what makes the finder of a pattern whose matches hold a shape of these."""

    def finder_of(pattern: re.Pattern[str]) -> Finder:
        find_everywhere = everywhere(pattern)

        def find(hay: Haystack) -> list[Span]:
            shape = hay.shape()
            number = sum(map(shape.count, shapes))
            if not number:
                return []
            if number * _STRIDE > len(shape):
                return find_everywhere(hay)
            return _near(shapes, hay, pattern)

        return find

    return finder_of


def _near(
    shapes: tuple[str, ...], hay: Haystack, pattern: re.Pattern[str]
) -> list[Span]:
    """Return the spans of all matches, which are looked for around the shapes only."""
    spans: list[Span] = []
    begin = 0
    for at in _occurrences(shapes, hay.shape()):
        if at < begin:
            continue
        # What begins after it is for the next turn, so that no match is cut off.
        last = at + _STRIDE
        match = pattern.search(hay.text, max(at - _WIDTH, begin), last + _WIDTH + 1)
        if match is None or match.start() > last:
            begin = last + 1
        else:
            spans.append(match.span())
            begin = match.end()
    return spans


def _from_label(type_name: str) -> FinderOf:
    """Return what makes the finder of a pattern whose matches begin with a label."""
    labels = LABELS[type_name]

    def finder_of(pattern: re.Pattern[str]) -> Finder:
        def find(hay: Haystack) -> list[Span]:
            lower = hay.lower()
            if not lower:
                return []
            spans: list[Span] = []
            for start in _occurrences(labels, lower):
                if not spans or start >= spans[-1][1]:
                    match = pattern.match(hay.text, start)
                    if match:
                        spans.append(match.span())
            return spans

        return find

    return finder_of


def _occurrences(wanted: tuple[str, ...], text: str) -> list[int]:
    """Return where one of the wanted strings begins, in order."""
    starts: list[int] = []
    for each in wanted:
        at = text.find(each)
        while at >= 0:
            starts.append(at)
            at = text.find(each, at + 1)
    return sorted(starts)


def _from(first: Callable[[Haystack], int]) -> FinderOf:
    """Return what makes the finder of a pattern by where a match can begin first."""

    def finder_of(pattern: re.Pattern[str]) -> Finder:
        def find(hay: Haystack) -> list[Span]:
            begin = first(hay)
            if begin < 0:
                return []
            return [match.span() for match in pattern.finditer(hay.text, begin)]

        return find

    return finder_of


def _at_signs(_: re.Pattern[str]) -> Finder:
    return lambda hay: find_emails(hay.text)


# What makes the finder of each pattern of a type, in order.
_FINDERS_BY_TYPE: Final[dict[str, tuple[FinderOf, ...]]] = {
    "ssn": (_by_shape("000-00-0000", "000000000"),),
    "credit_card": (_by_shape("00000000", "0000-0000"),),
    "email": (_at_signs,),
    "phone": (_by_shape("0000000", "000-0000", "000.0000"), _by_shape("00")),
    "ip_address": (_by_shape(".0.", ".00.", ".000."), _from(Haystack.first_colons)),
    "date_of_birth": (_from_label("date_of_birth"), _by_shape("00-00-0000")),
    "passport": (_by_shape("000000"),),
    "driver_license": (_from_label("driver_license"),),
    "bank_account": (_by_shape("00000000"), _by_shape("0000000")),
    "medical_record": (_from_label("medical_record"),),
    "aws_key": (_from_label("aws_key"), _from(Haystack.first_long_run)),
    "api_key": (_from_label("api_key"),),
}

FINDERS: Final = {
    expression: finder_of
    for type_name, _, rules in BUILTIN
    for (expression, _, _), finder_of in zip(
        rules, _FINDERS_BY_TYPE[type_name], strict=True
    )
}
"""What makes the finder of each built-in pattern, by its expression."""
