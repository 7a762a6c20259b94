"""What the running interpreter takes for letters, digits, spaces and cases."""

import re
import sys
from typing import TypedDict


class Facts(TypedDict):
    """The facts in the form that the command ``pyrecheck`` reads."""

    kinds: list[tuple[int, int, int]]
    cases: list[tuple[int, int, int, int]]
    empty_non_boundary: bool
    ascii_high: bool


def _kind(code: int) -> int:
    char = chr(code)
    if char.isdecimal():
        return 0
    if char.isalnum() or char == "_":
        return 1
    return 2 if char.isspace() else 3


def facts() -> Facts:
    """The facts about all code points beyond ASCII, and about the cases of all."""
    kinds: list[tuple[int, int, int]] = []
    cases: list[tuple[int, int, int, int]] = []
    for code in range(sys.maxunicode + 1):
        down, up = ord(chr(code).lower()[0]), ord(chr(code).upper()[0])
        if (down, up) != (code, code):
            cases.append((code, down, up, int(len(chr(code).upper()) > 1)))
        kind = _kind(code)
        if code < 0x80 or kind == 3:
            continue
        if kinds and kinds[-1][1] == code - 1 and kinds[-1][2] == kind:
            kinds[-1] = (kinds[-1][0], code, kind)
        else:
            kinds.append((code, code, kind))
    return {
        "kinds": kinds,
        "cases": cases,
        "empty_non_boundary": re.search(r"\B", "") is not None,
        "ascii_high": re.match("(?ai)[\U00010400-\U00010410]", "\U00010428") is None,
    }
