"""JSON text for the command: read and written so that all but the masked is kept.

What a parser gives is not enough for that: of pairs with one key it has the last alone,
it rounds numbers, and it does not tell an escaped surrogate from what surrogateescape
makes of a byte.
"""

import re
from typing import Any

from piigo._nested_json import load_json, write_json

# A string or a number. Both texts of a document have the same ones in the same order.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|-?[0-9][-+.0-9eE]*+')

_SURROGATE = re.compile("[\ud800-\udfff]")
_BYTE = re.compile("[\udc80-\udcff]")
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
# In JSON in JSON the backslash is escaped itself. A low surrogate behind a high one is
# the second half of a character.
_ESCAPED_LIKE_BYTE = re.compile(r"(?<!\\ud[89ab]..)(?<!\\)\\+udc[89a-f]", re.IGNORECASE)


class _Repeated(str):
    """A key that its object has already: equal to itself alone, so that both stay."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __format__(self, _: str) -> str:
        # What paths are made of: the value is not to be taken for the first key's.
        return f"{str.__str__(self)}#{id(self)}"


def load_document(text: str) -> Any:
    """Return what the JSON text holds, with all pairs, and 0 for each finite number.

    Raises as `load_json` does, except that an integer may have any number of digits.
    """
    return load_json(
        text, object_pairs_hook=_object, parse_int=_zero, parse_float=_zero
    )


def write_document(data: Any, text: str, line: int) -> str:
    """Return the masked `data` as JSON text without spaces; `text` it was loaded from.

    Numbers are those of `text`, bytes that are no UTF-8 go out as they came, and any
    other lone surrogate as an escape. Raises ValueError, with the line that the
    document begins at, for a string with bytes and with escapes that look like them.
    """
    sources = _TOKEN.finditer(text)

    def kept(written: re.Match[str]) -> str:
        source = next(sources)[0]
        if not source.startswith('"'):
            return source
        if not _SURROGATE.search(written[0]):
            return written[0]
        return _escaped(written[0], source, line)

    return _TOKEN.sub(kept, write_json(data))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    made = {}
    for key, value in pairs:
        made[_Repeated(key) if key in made else key] = value
    return made


def _zero(_: str) -> int:
    return 0


def _escaped(written: str, source: str, line: int) -> str:
    """Return the string, which was `source`, with its lone surrogates as escapes."""
    surrogates = _SURROGATE
    if _BYTE.search(source):
        if _ESCAPED_LIKE_BYTE.search(source):
            raise ValueError(
                f"the document at line {line} has a string with both bytes that are "
                "not UTF-8 and escapes of lone surrogates, which cannot be told apart "
                "once masked; use mask without --json"
            )
        surrogates = _NO_BYTE
    return surrogates.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
