"""Where in nested data something was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from piigo._detector import Detector
from piigo._nested import entries
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
    found = detector.detect_many([text for *_, text in places], threads=1)
    return {
        path + form.format(key): detections
        for (path, form, key, _), detections in zip(places, found, strict=True)
        if detections
    }


def _texts(data: Any, root: str) -> Iterator[tuple[str, str, object, str]]:
    """Give each string with its place, in the order of the walk.

    That is the path of its container, the form of what the path goes on with, and the
    key or index for that.
    """
    seen: set[int] = set()
    # What was parsed is kept: an object that is gone may leave its id to another.
    kept: list[Any] = []
    inside = [(root, "{}", _alone(data))]
    while inside:
        path, form, left = inside[-1]
        for key, value in left:
            if isinstance(value, str):
                yield path, form, key, value
                if may_hold_json(value):
                    parsed = read_json(value)
                    kept.append(parsed)
                    inside.append((path + form.format(key), JSON_LABEL, _alone(parsed)))
                    break
            elif isinstance(value, (dict, list)):
                if id(value) in seen:
                    raise _MetAgainError
                seen.add(id(value))
                inner = ".{}" if isinstance(value, dict) else "[{}]"
                inside.append((path + form.format(key), inner, iter(entries(value))))
                break
        else:
            inside.pop()


def _alone(value: Any) -> Iterator[tuple[Any, Any]]:
    return iter([("", value)])
