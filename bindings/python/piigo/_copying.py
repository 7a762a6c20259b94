"""How a detector is copied and pickled: by its attributes, as the original is.

The first two functions are methods of `Detector`. Neither calls `__init__`, which a
subclass may have given another signature.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any

from piigo._serving import HOT_METHODS, NESTED

if TYPE_CHECKING:
    from piigo._detector import Detector

# What a copy makes anew.
_DERIVED = ("_backend", "_native", "_source")


class Sharing:
    """The detectors that share their patterns: one, and what `copy.copy` made of it.

    Where nobody has looked at these, they are not built yet.
    """

    def __init__(self) -> None:
        self._each: weakref.WeakValueDictionary[int, Detector] = (
            weakref.WeakValueDictionary()
        )

    def add(self, detector: Detector) -> None:
        """Have `detector` share its patterns."""
        self._each[id(detector)] = detector

    def detectors(self) -> list[Detector]:
        """Return those there are."""
        return list(self._each.values())

    def __reduce__(self) -> tuple[Any, ...]:
        """Begin anew for deep copies, which may share among themselves."""
        return Sharing, ()


State = tuple[dict[str, Any], dict[str, Any] | None]
"""Attributes and what is in slots, as `object.__getstate__` gives them."""


def getstate(self: Detector) -> State:
    """Return what `copy` and `pickle` carry: all but what serves the detector."""
    self.__dict__.setdefault("_sharing", Sharing()).add(self)
    attributes, slots = _parts(object.__getstate__(self))
    return _carried(attributes), slots


def setstate(self: Detector, state: Any) -> None:
    """Take what is carried, and have an engine of this process serve the detector."""
    attributes, slots = _parts(state)
    carried = _carried(attributes)
    self.__dict__.update(carried)
    if self._sharing is not None:
        self._sharing.add(self)
    self._start()
    # Native methods have taken the place of the caller's own.
    self.__dict__.update(carried)
    for name, value in (slots or {}).items():
        setattr(self, name, value)


def _parts(state: Any) -> State:
    return state if isinstance(state, tuple) else (state, None)


def _carried(attributes: dict[str, Any]) -> dict[str, Any]:
    native = attributes.get("_native")
    return {
        name: value
        for name, value in attributes.items()
        if name not in _DERIVED and not _is_native(name, value, native)
    }


def _is_native(name: str, value: object, native: object) -> bool:
    """Say whether an attribute is the engine's method, not one of the caller's own."""
    if native is None or name not in (*HOT_METHODS, NESTED):
        return False
    return getattr(value, "__self__", None) is native
