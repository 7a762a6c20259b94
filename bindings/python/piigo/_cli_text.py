"""Masking and scanning text that comes in pieces, as if it came whole."""

import json
from collections.abc import Callable
from typing import Any

from piigo._types import Detection, MaskingStrategy

MaskText = Callable[[str], tuple[bool, str]]
"""Takes a text; returns whether anything was found in it, and it masked."""

Find = Callable[[str], list[Detection]]
"""Takes a text; returns what is found in it, by start."""

# Neither is in a pattern or in a word, so that a text may be followed by it. Decoded
# text has no such surrogate.
_PADS = ("\0", "\ud800")
_PADDING = 64


class TextMasker:
    """Masks a text piece by piece.

    A masked span can take along text that follows it: where spans of different types
    overlap, the outer one is cut out by its own length of what the inner one left. So
    each piece but the last is masked with padding behind it, and what that lost is
    taken from the next piece. `redaction` is what `mask_text` may put in.

    A piece without a detection needs no padding, which takes a copy of it. Such a one
    is expected where the last was one.
    """

    def __init__(self, mask_text: MaskText, redaction: str) -> None:
        self._mask_text = mask_text
        self._redaction = redaction
        self._owed = 0
        self._expect_clean = True

    def mask(self, piece: str, last: bool) -> tuple[bool, str]:
        """Return whether anything was found in the piece, and it masked."""
        if last:
            found, masked = self._mask_text(piece)
            return found, masked[self._owed :]
        found, masked, lost = self._padded(piece)
        paid = min(self._owed, len(masked))
        self._owed += lost - paid
        return found, masked[paid:] if paid else masked

    def _padded(self, piece: str) -> tuple[bool, str, int]:
        """Mask the piece; return also how much is lost of what follows it."""
        if self._expect_clean and not self._mask_text(piece)[0]:
            return False, piece, 0
        pad = _PADS["\0" in piece or "\0" in self._redaction]
        count = _PADDING
        while True:
            found, masked = self._mask_text(piece + pad * count)
            self._expect_clean = not found
            if not found:
                return False, piece, 0
            kept = masked.rstrip(pad)
            left = len(masked) - len(kept)
            if left:
                return True, kept, count - left
            count *= 16


class TextScanner:
    """Tells where a text that comes piece by piece has detections.

    `as_json`: one JSON object per detection instead of a line of plain text.
    `strategy`, where given, is told instead of the detection's own.
    """

    def __init__(
        self, name: str, find: Find, as_json: bool, strategy: MaskingStrategy | None
    ) -> None:
        self._name = name
        self._find = find
        self._line_of = _json_line if as_json else _plain_line
        self._strategy = strategy
        # Where the next piece begins and where its line began, in the whole text.
        self._begin = 0
        self._line_begin = 0
        self._line = 1

    def scan(self, piece: str) -> tuple[bool, str]:
        """Return whether anything was found in the piece, and a line for each."""
        lines = []
        seen = 0
        for found in self._find(piece):
            self._pass(piece, seen, found.start)
            seen = found.start
            lines.append(self._line_of(self._finding(found)))
        self._pass(piece, seen, len(piece))
        self._begin += len(piece)
        return bool(lines), "".join(lines)

    def _pass(self, piece: str, low: int, high: int) -> None:
        """Count the lines that begin within a part of the piece."""
        breaks = piece.count("\n", low, high)
        if breaks:
            self._line += breaks
            self._line_begin = self._begin + piece.rindex("\n", low, high) + 1

    def _finding(self, found: Detection) -> dict[str, Any]:
        """Describe a detection of the current piece: 1-based line and column."""
        start = self._begin + found.start
        return {
            "file": self._name,
            "line": self._line,
            "column": start - self._line_begin + 1,
            "start": start,
            "end": self._begin + found.end,
            "type": found.type.value,
            "mask_strategy": (self._strategy or found.mask_strategy).value,
        }


def _plain_line(finding: dict[str, Any]) -> str:
    return "{file}:{line}:{column}: {type}\n".format_map(finding)


def _json_line(finding: dict[str, Any]) -> str:
    return f"{json.dumps(finding)}\n"
