"""Cutting a stream of text into pieces whose detections are those of the whole text.

A cut between two characters is safe when no match lies across it, no attempt to match
looks across it, and no word edge changes for a match that ends or begins there.
Then the detections left of it and right of it, each found alone, are all of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from piigo._config import Config
from piigo._detector import Detector
from piigo._errors import LimitError
from piigo._rules import BUILTIN
from piigo._types import PIIType

PATIENCE: Final = 64 << 20
"""The most code points that may follow each other without a place to cut."""

# What the built-in patterns can step over a space from: a digit, a closing bracket,
# and these words with perhaps more separators. Nothing else they know of comes
# before a space, and no match begins with one.
_LABELS: Final = (
    *("dob", "date", "of", "birth", "born", "birthday", "dl", "license", "driver"),
    *("driver's", "drivers", "driver'", "mrn", "medical", "record", "key", "token"),
)
_NO_LABEL: Final = "".join(f"(?<!{label})" for label in _LABELS)

# Each match ends where a cut is safe: after a character that is in no pattern and in
# no word; between two characters of words that are in no pattern; before a space.
_SAFE: Final = re.compile(
    rf"""
      [^\w\s.%+\-@|():/\#'"=]
    | [^\W\dA-Za-z_\u0130\u0131\u017f\u212a](?=[^\W\dA-Za-z_\u0130\u0131\u017f\u212a])
    | (?i:{_NO_LABEL}) (?<![\s:\#]) (?:(?<![\d)])|(?=[\s:\#]+\s)) [\s:\#]* (?=\s)
    """,
    re.VERBOSE,
)

# Each match ends where only short matches of these types can lie across a cut: a card
# or telephone number over a space, an AWS key over a slash or an equals sign.
_LIKELY: Final = re.compile(r"(?<=[\d)])(?=\s)|(?<!\d)/|=")
_SHORT: Final = ("detect_credit_card", "detect_phone", "detect_aws_keys")
# No match of these types has more code points.
_REACH: Final = 40

_FIRST_WINDOW: Final = 16


class CutFinder:
    """Finds where a text can be cut, for the built-in patterns of a configuration."""

    def __init__(self, config: Config, backend: str | None) -> None:
        # A whitelisted match is consumed like any other, but not told.
        flags: dict[str, Any] = {
            flag: flag in _SHORT and getattr(config, flag) for _, flag, _ in BUILTIN
        }
        short = Config(**flags)
        self._short = Detector(short, backend=backend)

    def find(self, text: str) -> int:
        """Return the last place (code points) found to be safe, or 0 for none.

        `text` begins at a safe cut. What follows it, if anything, does not matter.
        """
        return _last(_SAFE, text) or self._find_by_matches(text)

    def _find_by_matches(self, text: str) -> int:
        """Return a place that no actual match of the short types forbids, or 0."""
        taken: list[tuple[int, int]] = []
        for found in self._short.find(text):
            # A key hides those that overlap it, which are matches all the same.
            margin = _REACH if found.type is PIIType.AWS_KEY else 0
            taken.append((found.start - margin, found.end + margin))
        taken.sort()
        free, at = 0, 0
        reach = 0
        for match in _LIKELY.finditer(text, 0, max(0, len(text) - _REACH - 1)):
            cut = match.end()
            while at < len(taken) and taken[at][0] < cut:
                reach = max(reach, taken[at][1])
                at += 1
            if reach <= cut:
                free = cut
        return free


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return the end of the last match, or 0; looks at the text's end first."""
    window = _FIRST_WINDOW
    while True:
        low = max(0, len(text) - window)
        end = max((match.end() for match in pattern.finditer(text, low)), default=0)
        if end or not low:
            return end
        window *= 16


def pieces(
    texts: Iterable[str], find_cut: Callable[[str], int], patience: int = PATIENCE
) -> Iterator[tuple[str, bool]]:
    """Join the texts and cut them anew at safe places; yield (piece, is it the last).

    The last piece may be empty, no other is. Raises LimitError when more than
    `patience` code points follow each other without a place to cut.
    """
    rest = ""
    fresh: list[str] = []
    size = 0
    for text in texts:
        fresh.append(text)
        size += len(text)
        # To look again at what was looked at in vain must pay, or time is quadratic.
        if size < len(rest) and len(rest) + size <= patience:
            continue
        rest = "".join((rest, *fresh))
        fresh.clear()
        size = 0
        cut = find_cut(rest)
        if cut:
            yield rest[:cut], False
            rest = rest[cut:]
        elif len(rest) > patience:
            raise LimitError(
                f"more than {patience} characters without a place to cut; "
                "break the line with spaces or commas"
            )
    yield "".join((rest, *fresh)), True
