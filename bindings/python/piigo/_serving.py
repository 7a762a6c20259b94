"""What serves a detector: its engine, and native methods in the place of its own.

The functions are methods of `Detector`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from piigo import _runtime
from piigo._go import GoSource, MixedEngine
from piigo._python import Patterns, PythonEngine

if TYPE_CHECKING:
    from piigo._detector import Detector

# Methods that the native engine has, too.
HOT_METHODS = ("detect", "redact", "process")
NESTED = "process_nested"


def engine(self: Detector) -> Any:
    """Return what serves the detector now: a native engine or a PythonEngine."""
    if self._source is None:
        return PythonEngine(*self._parts())
    if self._customised:
        return MixedEngine(self._source, False, *self._parts())
    if self._patterns is None:
        bind(self, self._source)
        return self._source.engine()
    listed = whitelist_as_built(self)
    as_built = listed and snapshot(self._patterns) == self._as_built
    if self._source.alone and as_built:
        return self._source.engine()
    return MixedEngine(self._source, listed, *self._parts())


def whitelist_as_built(self: Detector) -> bool:
    """Say whether the whitelist is that of the configuration."""
    source = self._source
    return self._whitelist is None or (
        source is not None and self._whitelist == source.whitelist
    )


def snapshot(patterns: Patterns) -> list[tuple[object, list[object]]]:
    """Return the patterns as they are now, in their order."""
    return [(kind, list(each)) for kind, each in patterns.items()]


def bind(self: Detector, source: GoSource) -> None:
    """Put the native methods in the place of the class's own, for speed.

    The class's own methods lead here, so it does not matter when this is done, or
    undone by `unbind`. Subclasses that define one of them keep them all.
    """
    native = source.engine()
    alone = source.alone and not self._customised and self._patterns is None
    if alone and not isinstance(native, PythonEngine):
        for name in HOT_METHODS if source.masks else ("detect",):
            self.__dict__[name] = getattr(native, name)
        if source.masks and self._inherits(NESTED):
            self.__dict__[NESTED] = getattr(native, NESTED)
        self.__dict__["_native"] = native
    _runtime.watch(self)


def unbind(self: Detector) -> None:
    """Let go of the native methods."""
    for name in (*HOT_METHODS, NESTED, "_native"):
        self.__dict__.pop(name, None)


def retire(self: Detector) -> None:
    """Have every call, of methods taken before too, look at what there is now."""
    unbind(self)
    if self._source is not None:
        self._source.retire(self._config)


def bound(self: Detector) -> Any:
    """Return the native engine if it alone serves the detector, else None."""
    if "_native" not in self.__dict__ and self._source and self._patterns is None:
        bind(self, self._source)
    return self.__dict__.get("_native")


def bound_to_mask(self: Detector) -> Any:
    """Return the same if it masks by all strategies that it finds with."""
    native = bound(self)
    return native if self._source and self._source.masks else None
