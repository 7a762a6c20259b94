"""The table that `piigo explain` prints."""

from collections.abc import Iterable
from typing import Final

from piigo._explain import PatternInfo

_HEAD: Final = ("TYPE", "ORIGIN", "ENGINE", "PATTERN", "WHY")
_WIDEST: Final = 40  # code points of a pattern


def table(rows: Iterable[PatternInfo]) -> str:
    """Return a line for each pattern under a head, in aligned columns.

    Long patterns are cut, and what is not printable in them is escaped.
    """
    cells = [_HEAD, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _cells(row: PatternInfo) -> tuple[str, ...]:
    kind = "whitelist" if row.type is None else row.type.value
    pattern = _printable(row.pattern)
    if len(pattern) > _WIDEST:
        pattern = f"{pattern[: _WIDEST - 3]}..."
    origin = row.field if row.origin == "config" else row.origin
    return kind, origin, row.engine, pattern, row.reason or ""


def _printable(pattern: str) -> str:
    return "".join(
        char if char.isprintable() else ascii(char)[1:-1] for char in pattern
    )
