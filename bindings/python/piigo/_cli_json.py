"""Masking JSON documents and JSON lines for the command."""

import json
import re
from collections.abc import Callable
from typing import Any

from piigo._nested_json import load_json, write_json

MaskData = Callable[[Any], tuple[bool, Any]]
"""Takes parsed JSON; returns whether anything was found in it, and it masked."""

_SPACE = " \t\r\n"

# What surrogateescape makes of bytes that are no UTF-8 goes out as those bytes again.
# Any other lone surrogate came from an escape and goes out as one.
_ESCAPED = re.compile("[\ud800-\udc7f\udd00-\udfff]")


def mask_json(text: str, mask_data: MaskData) -> tuple[bool, str]:
    """Return whether anything was found in the JSON text, and the text masked.

    The text is one document or one document per line. A document in which nothing was
    found stays as it is, to the byte; any other is written anew, in one line. Raises
    ValueError, without any of the text, when it is neither.
    """
    try:
        return _mask_document(text, mask_data)
    except json.JSONDecodeError as error:
        whole = f"line {error.lineno} column {error.colno}: {error.msg}"
    found = False
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if not line.strip(_SPACE):
            continue
        try:
            line_found, lines[index] = _mask_document(line, mask_data)
        except json.JSONDecodeError:
            break
        found |= line_found
    else:
        return found, "\n".join(lines)
    raise ValueError(
        f"is neither a JSON document ({whole}) nor JSON lines (line {index + 1})"
    )


def _mask_document(text: str, mask_data: MaskData) -> tuple[bool, str]:
    found, masked = mask_data(load_json(text))
    if not found:
        return False, text
    before = text[: len(text) - len(text.lstrip(_SPACE))]
    after = text[len(text.rstrip(_SPACE)) :]
    written = _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", write_json(masked))
    return True, f"{before}{written}{after}"
