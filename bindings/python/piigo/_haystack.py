"""A text in the forms in which what no match can do without is looked for.

Each form has a character for each one of the text, and is made once, when asked for.
"""

import re
import string
from typing import Final

from piigo._email import FOLDED

LABELS: Final[dict[str, tuple[str, ...]]] = {
    "date_of_birth": ("dob", "date of birth", "born", "birthday"),
    "driver_license": ("dl", "license", "driver"),
    "medical_record": ("mrn", "medical record"),
    "aws_key": ("akia",),
    "api_key": ("api", "access"),
}
"""What the matches of some patterns begin with, by type, in lower case."""

_ALL_LABELS: Final = tuple(label for labels in LABELS.values() for label in labels)

# What `re` takes for ASCII letters under IGNORECASE, as such.
_FOLDED_TO: Final = dict(zip(FOLDED, "iisk", strict=True))
_OTHER_DIGIT: Final = re.compile(r"[^\D0-9]")
# The other characters are no digits, in any version of Unicode so far.
_PERHAPS_DIGIT: Final = re.compile(
    "[^\0-\u065f\u2000-\ua61f\uac00-\ufeff\U0001f000-\U0001faff]"
)


def _shape_of(byte: int) -> str:
    char = chr(byte)
    if char in string.digits:
        return "0"
    if char == ".":
        return "."
    # "?" stands for what is not in Latin-1, white space among it.
    return "-" if char in "-/?" or char.isspace() else "x"


_SHAPE_OF: Final = "".join(map(_shape_of, range(256))).encode()

# An AWS secret key is a run of so many characters of a class.
_RUN: Final = b"x" * 40
_RUN_CLASS: Final = (string.ascii_letters + string.digits + "/+=").encode()
_RUNS_OF: Final = bytes(
    ord("x") if byte in _RUN_CLASS else ord(" ") for byte in range(256)
)

# What an IPv6 address has between its first group and its last one.
_COLONS: Final = re.compile(rb":(?:[A-Fa-f0-9]{1,4}:){6}")
_GROUP: Final = 4
_COLONS_IN_ALL: Final = 7


class Haystack:
    """A text, with what is looked up in it for more than one pattern.

    `text` is a plain `str`; positions are code points.
    """

    __slots__ = ("_as_bytes", "_lower", "_shape", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._as_bytes: bytes | None = None
        self._lower: str | None = None
        self._shape: str | None = None

    def may_match(self) -> bool:
        """Tell whether some built-in pattern could match."""
        return (
            "0" in self.shape()
            or "@" in self.text
            or ":" in self.text
            or self.lower() != ""
            or self.first_long_run() >= 0
        )

    def as_bytes(self) -> bytes:
        """Return a byte for each character.

        ASCII letters and digits stand for all that `re` may take for them, and "?" for
        what is not in Latin-1.
        """
        if self._as_bytes is None:
            self._as_bytes = _as_bytes(self.text)
        return self._as_bytes

    def shape(self) -> str:
        """Return the text with "0" for digits and "-" for what may be between them.

        Dots stay, all else becomes "x".
        """
        if self._shape is None:
            self._shape = self.as_bytes().translate(_SHAPE_OF).decode()
        return self._shape

    def lower(self) -> str:
        """Return the text in lower case, or nothing where it has no label at all."""
        if self._lower is None:
            lower = self.as_bytes().lower().decode("latin-1")
            found = any(map(lower.__contains__, _ALL_LABELS))
            self._lower = lower if found else ""
        return self._lower

    def first_long_run(self) -> int:
        """Return where the first run of 40 characters of an AWS key begins, or -1."""
        if len(self.text) < len(_RUN):
            return -1
        return self.as_bytes().translate(_RUNS_OF).find(_RUN)

    def first_colons(self) -> int:
        """Return the first place where an IPv6 address could begin, or -1."""
        if self.text.count(":") < _COLONS_IN_ALL:
            return -1
        colons = _COLONS.search(self.as_bytes())
        return -1 if colons is None else max(colons.start() - _GROUP, 0)


def _as_bytes(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    for folded, letter in _FOLDED_TO.items():
        if folded in text:
            text = text.replace(folded, letter)
    if _PERHAPS_DIGIT.search(text):
        text = _OTHER_DIGIT.sub("0", text)
    return text.encode("latin-1", "replace")
