"""The built-in patterns on `re`, which looks only where they can match.

`re` tries a pattern at each position of a text, and most texts have nothing for most
patterns. What no match can do without is looked for first, once for all patterns.
"""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from piigo._email import FOLDED, find_emails
from piigo._overlap import Span
from piigo._rules import BUILTIN

_FLAGS: Final = re.IGNORECASE | re.UNICODE

# The longest match that is looked for near digits: a card number with separators.
_WIDTH: Final = 19
_DIGIT: Final = re.compile(r"\d")
# So many times at most, as `re` keeps something for each.
_DIGITS: Final = re.compile(rf"\d(?:\D{{0,{2 * _WIDTH}}}\d){{0,200}}")

# One of these is in every match that does not begin with a label and is no long run.
_SIGNS: Final = re.compile(r"[\d@:]")

# What an IPv6 address has between its first group and its last one.
_COLONS: Final = re.compile(r":(?:[A-Fa-f0-9]{1,4}:){6}")
_GROUP: Final = 4

# An AWS secret key is a run of so many characters of a class.
_RUN: Final = 40
_RUN_CLASS: Final = rf"A-Za-z0-9/+={FOLDED}"
_SHORT_RUNS: Final = re.compile(
    rf"(?:[{_RUN_CLASS}]{{0,{_RUN - 1}}}[^{_RUN_CLASS}]+){{1,200}}"
)

# What stands in place of a text in lower case that has not been asked for.
_UNKNOWN: Final = "\0unknown"


class Haystack:
    """A text, with what is looked up in it for more than one pattern.

    `text` is a plain `str`; positions are code points.
    """

    __slots__ = ("_lower", "_near_digits", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._lower: str | None = _UNKNOWN
        self._near_digits: list[tuple[int, int, int]] | None = None

    def may_match(self) -> bool:
        """Tell whether some built-in pattern could match."""
        return (
            _SIGNS.search(self.text) is not None
            or self.lower() != ""
            or _first_long_run(self.text) < len(self.text)
        )

    def near_digits(self) -> list[tuple[int, int, int]]:
        """Return where matches of up to _WIDTH characters with a digit can be.

        The spans are in order, do not overlap, and go on after the last digit for one
        character more than such a match, so that none ends where the span does. With
        each stands how many digits it has.
        """
        if self._near_digits is None:
            self._near_digits = self._look_for_digits()
        return self._near_digits

    def _look_for_digits(self) -> list[tuple[int, int, int]]:
        if len(self.text) <= _WIDTH:
            number = len(_DIGIT.findall(self.text))
            return [(0, _WIDTH, number)] if number else []
        spans: list[tuple[int, int, int]] = []
        for digits in _DIGITS.finditer(self.text):
            begin, end = digits.start() - _WIDTH, digits.end() + _WIDTH + 1
            number = len(_DIGIT.findall(digits[0]))
            if spans and begin <= spans[-1][1]:
                begin, _, before = spans.pop()
                number += before
            spans.append((max(begin, 0), end, number))
        return spans

    def lower(self) -> str | None:
        """Return the text in lower case, or "" where it has no label at all.

        None where lower case misses letters that `re` sees. Positions are those of the
        text, as only a letter of FOLDED becomes two.
        """
        if self._lower is _UNKNOWN:
            self._lower = self._look_for_labels()
        return self._lower

    def _look_for_labels(self) -> str | None:
        if not self.text.isascii() and any(char in self.text for char in FOLDED):
            return None
        lower = self.text.lower()
        return lower if any(label in lower for label in _ALL_LABELS) else ""


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


def _near_digits(least: int) -> FinderOf:
    """Return what makes the finder of a pattern whose matches have so many digits."""
    return lambda pattern: (
        lambda hay: [
            match.span()
            for begin, end, digits in hay.near_digits()
            if digits >= least
            for match in pattern.finditer(hay.text, begin, end)
        ]
    )


def _from_label(type_name: str) -> FinderOf:
    """Return what makes the finder of a pattern whose matches begin with a label."""
    labels = _LABELS[type_name]

    def finder_of(pattern: re.Pattern[str]) -> Finder:
        find_everywhere = everywhere(pattern)

        def find(hay: Haystack) -> list[Span]:
            lower = hay.lower()
            if lower is None:
                return find_everywhere(hay)
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


def _occurrences(labels: tuple[str, ...], text: str) -> list[int]:
    starts: list[int] = []
    for label in labels:
        at = text.find(label)
        while at >= 0:
            starts.append(at)
            at = text.find(label, at + 1)
    return sorted(starts)


def _from(first: Callable[[str], int]) -> FinderOf:
    """Return what makes the finder of a pattern by where a match can begin first."""

    def finder_of(pattern: re.Pattern[str]) -> Finder:
        def find(hay: Haystack) -> list[Span]:
            begin = first(hay.text)
            if begin == len(hay.text):
                return []
            return [match.span() for match in pattern.finditer(hay.text, begin)]

        return find

    return finder_of


def _first_colons(text: str) -> int:
    colons = _COLONS.search(text)
    return len(text) if colons is None else max(colons.start() - _GROUP, 0)


def _first_long_run(text: str) -> int:
    begin = 0
    while begin + _RUN <= len(text):
        runs = _SHORT_RUNS.match(text, begin)
        if runs is None:
            return begin
        begin = runs.end()
    return len(text)


def _at_signs(_: re.Pattern[str]) -> Finder:
    return lambda hay: find_emails(hay.text)


# What the matches of some patterns begin with, by type, in lower case.
_LABELS: Final[dict[str, tuple[str, ...]]] = {
    "date_of_birth": ("dob", "date of birth", "born", "birthday"),
    "driver_license": ("dl", "license", "driver"),
    "medical_record": ("mrn", "medical record"),
    "aws_key": ("akia",),
    "api_key": ("api", "access"),
}
_ALL_LABELS: Final = tuple(label for labels in _LABELS.values() for label in labels)

# What makes the finder of each pattern of a type, in order.
_FINDERS_BY_TYPE: Final[dict[str, tuple[FinderOf, ...]]] = {
    "ssn": (_near_digits(9),),
    "credit_card": (_near_digits(16),),
    "email": (_at_signs,),
    "phone": (_near_digits(10), _near_digits(2)),
    "ip_address": (_near_digits(4), _from(_first_colons)),
    "date_of_birth": (_from_label("date_of_birth"), _near_digits(8)),
    "passport": (_near_digits(6),),
    "driver_license": (_from_label("driver_license"),),
    "bank_account": (_near_digits(8), _near_digits(9)),
    "medical_record": (_from_label("medical_record"),),
    "aws_key": (_from_label("aws_key"), _from(_first_long_run)),
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
