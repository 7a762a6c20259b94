"""Which characters the parts of a pattern match, on a sample of characters."""

from collections.abc import Iterable, Sequence
from typing import Final

from piigo._tree import Char

_MANY: Final = 4096

# ASCII; digits, letters of several scripts and cases, spaces and others beyond it.
_ALWAYS: Final = "".join(map(chr, range(128))) + (
    "\u0660\uff11\U0001d7d8\xe9\xc9\xdf\u0130\u0131\u017f\u212a\u0434\u0414\u05d0\u4e2d"
    "\u3042\uac00\U00010400\U00010428\u2167\xb2\x85\xa0\u2028\u3000\xa3\u0301\u200b"
    "\ud800\U0001f600\U0010ffff"
)


def memberships(chars: Sequence[Char]) -> list[int]:
    """Return for each part the sample characters that it matches, one bit for each.

    The sample holds what the parts single out, in all its cases, and of ranges beyond
    ASCII at least some thousand characters.
    """
    sample = "".join(sorted(set(_ALWAYS).union(*map(_singled_out, chars))))
    known: dict[tuple[str, str, int], int] = {}
    found = []
    for char in chars:
        key = (str(char.op), str(char.argument), char.flags)
        if key not in known:
            starts = (match.start() for match in char.pattern.finditer(sample))
            known[key] = sum(1 << start for start in starts)
        found.append(known[key])
    return found


def _singled_out(char: Char) -> Iterable[str]:
    codes = set(char.literals)
    for low, high in char.ranges:
        step = 1 + (high - low) // _MANY
        codes.update(range(max(low, 128), high + 1, step), (low, high))
    for code in codes:
        one = chr(code)
        yield from {one, *one.lower(), *one.upper(), *one.swapcase(), *one.casefold()}
