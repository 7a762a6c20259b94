"""Where in nested data something was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from piigo._detector import Detector
from piigo._nested_json import may_hold_json, read_json
from piigo._nested_path import JSON_LABEL
from piigo._python import Detections


class _MetAgainError(Exception):
    """A container is in several places."""


def found_by_path(detector: Detector, data: Any, root: str) -> dict[str, Detections]:
    """Return what `Detector.scan_nested` returns, detected in all strings at once.

    `data` has been through `Detector.process_nested`: it is within the limits.
    """
    try:
        places = list(_texts(data, root))
    except _MetAgainError:
        # ORACLE: met again, a container is seen as the first visit left it, masked.
        return detector.scan_nested(data, root)
    found = detector.detect_many([text for _, _, text in places], threads=1)
    return {
        path + label: detections
        for (path, label, _), detections in zip(places, found, strict=True)
        if detections
    }


def _texts(data: Any, root: str) -> Iterator[tuple[str, str, str]]:
    """Give each string with its path, in two pieces, in the order of the walk."""
    seen: set[int] = set()
    # What was parsed is kept: an object that is gone may leave its id to another.
    kept: list[Any] = []
    pending = [(root, "", data)]
    while pending:
        path, label, value = pending.pop()
        if isinstance(value, str):
            yield path, label, value
            if may_hold_json(value):
                parsed = read_json(value)
                kept.append(parsed)
                pending.append((path + label, JSON_LABEL, parsed))
        elif isinstance(value, (dict, list)):
            if id(value) in seen:
                raise _MetAgainError
            seen.add(id(value))
            path += label
            pending += reversed([(path, name, each) for name, each in _entries(value)])


def _entries(container: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(container, dict):
        return ((f".{key}", value) for key, value in container.items())
    return ((f"[{index}]", value) for index, value in enumerate(container))
