"""Equality of nested data that sees types, order, NaN and shared containers."""

from typing import Any


def snapshot(data: Any) -> list[Any]:
    """Everything that can be told about nested data, as a flat list.

    Two values have equal snapshots when they have the same types, keys in the same
    order, the same leaves, and share containers in the same places.
    """
    rows: list[Any] = []
    numbers: dict[int, int] = {}
    pending = [data]
    while pending:
        value = pending.pop()
        rows.append(type(value))
        if not isinstance(value, (dict, list)):
            rows.append(repr(value))
            continue
        if id(value) in numbers:
            rows.append(numbers[id(value)])
            continue
        numbers[id(value)] = len(numbers)
        rows.append(len(value))
        if isinstance(value, dict):
            rows.extend(map(repr, value))
            pending.extend(value.values())
        else:
            pending.extend(value)
    return rows


def assert_same_data(want: Any, got: Any) -> None:
    """The two have equal snapshots."""
    assert snapshot(got) == snapshot(want)
