"""Masking JSON documents and JSON lines for the command."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from piigo._cli_json_text import load_document, write_document

MaskData = Callable[[Any], tuple[bool, Any]]
"""Takes parsed JSON; returns whether anything was found in it, and it masked."""

_SPACE = " \t\r\n"
_BATCH = 1 << 16


def mask_json(lines: Iterable[str], mask_data: MaskData) -> Iterator[tuple[bool, str]]:
    """Yield the input piece by piece: whether anything was found in it, and it masked.

    The input, given in lines with their ends, is JSON lines or one document. JSON lines
    are read one at a time, a document over several lines is read whole. What nothing
    was found in stays as it is, to the byte; any other document is written anew, in
    one line, with its numbers as they were. Raises ValueError, without any of the text,
    when the input is neither, or cannot be written anew.
    """
    lines = iter(lines)
    head, number = _up_to_first(lines)
    if not head.strip(_SPACE):
        yield False, head
        return
    try:
        first = _mask_document(head, number, mask_data)
    except json.JSONDecodeError:
        yield _mask_whole("".join((head, *lines)), number, mask_data)
        return
    yield first
    for line in lines:
        number += 1
        if not line.strip(_SPACE):
            yield False, line
            continue
        try:
            yield _mask_document(line, number, mask_data)
        except json.JSONDecodeError as error:
            raise ValueError(
                "is neither a JSON document nor JSON lines "
                f"(line {number} column {error.colno}: {error.msg})"
            ) from None


def batched(masked: Iterable[tuple[bool, str]]) -> Iterator[tuple[bool, str]]:
    """Join what `mask_json` yields to pieces worth writing, of some 65,536 code points.

    After an error nothing is yielded of the piece that it occurred in.
    """
    any_found = False
    parts: list[str] = []
    size = 0
    for found, text in masked:
        any_found |= found
        parts.append(text)
        size += len(text)
        if size >= _BATCH:
            yield any_found, "".join(parts)
            parts.clear()
            size = 0
    yield any_found, "".join(parts)


def _up_to_first(lines: Iterator[str]) -> tuple[str, int]:
    """Return the lines up to the first that is not blank, and how many they are."""
    head = []
    for line in lines:
        head.append(line)
        if line.strip(_SPACE):
            break
    return "".join(head), len(head)


def _mask_whole(text: str, first: int, mask_data: MaskData) -> tuple[bool, str]:
    """Mask a document whose line number `first`, the first not blank, is none."""
    try:
        return _mask_document(text, first, mask_data)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"is neither a JSON document (line {error.lineno} column {error.colno}: "
            f"{error.msg}) nor JSON lines (line {first})"
        ) from None


def _mask_document(text: str, line: int, mask_data: MaskData) -> tuple[bool, str]:
    """Mask the document that begins at a line."""
    found, masked = mask_data(load_document(text))
    if not found:
        return False, text
    before = text[: len(text) - len(text.lstrip(_SPACE))]
    after = text[len(text.rstrip(_SPACE)) :]
    return True, f"{before}{write_document(masked, text, line)}{after}"
