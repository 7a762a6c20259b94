"""The walk through nested data: finds and masks, leaves the input as it is."""

from __future__ import annotations

import copy
from collections.abc import Callable, Generator, Iterable
from typing import Any, TypeAlias

from piigo._errors import LimitError
from piigo._nested_json import NOT_JSON, may_hold_json, read_json, write_json
from piigo._nested_path import JSON_LABEL, JsonPrefixes, Path, extend
from piigo._python import Detections

Container: TypeAlias = "dict[Any, Any] | list[Any]"
Visit: TypeAlias = "Generator[Visit, tuple[bool, Any], tuple[bool, Any]]"
"""A visit yields the visits it needs, is sent their results, and returns its own:
whether something was found, and (of a container) what now stands in its place."""


def process_nested(
    data: Any,
    detect: Callable[[str], Detections],
    mask: Callable[[str, Detections], str],
    max_depth: int,
) -> tuple[bool, Any, Detections]:
    """Return what `Detector.process_nested` does; the arguments are `NestedWalk`'s."""
    walk = NestedWalk(data, "", detect, mask, max_depth)
    merged: Detections = {}
    for detections in walk.hits:
        for pii_type, items in detections.items():
            merged.setdefault(pii_type, []).extend(items)
    return walk.modified, walk.data, merged


class _Known:
    """A container of the input: what it became, and what is known of it."""

    __slots__ = ("active", "clean", "current", "original")

    def __init__(self, original: Container) -> None:
        self.original = original
        self.current = original
        self.active = False
        self.clean = False


class NestedWalk:
    """One walk through `data`, done when constructed.

    `path` begins the paths, as an f-string writes it. `detect` and `mask` are those of
    a detector. Attributes: `modified` (was anything
    found), `data` (the masked data; containers without a detection are the input's own
    objects) and `hits` (the detections of each string, in the order of the walk).
    Raises LimitError for containers nested over `max_depth`, cycles, and JSON that the
    interpreter cannot read for its size, and whatever `detect` and `mask` raise.
    """

    def __init__(
        self,
        data: Any,
        path: object,
        detect: Callable[[str], Detections],
        mask: Callable[[str, Detections], str],
        max_depth: int,
    ) -> None:
        self._detect = detect
        self._mask = mask
        self._max_depth = max_depth
        self._found: dict[int, tuple[Path, Detections]] = {}
        self._json_prefixes = JsonPrefixes()
        self._known: dict[int, _Known] = {}
        self.hits: list[Detections] = []
        self.modified = False
        self.data = data
        root = Path(None, f"{path}")
        if isinstance(data, str):
            self.modified, _ = _run(self._text(data, root, 0, detect(data)))
            if self.modified:
                self.data = self._settled(data, root)
        elif isinstance(data, (dict, list)):
            self.modified, self.data = _run(self._container(data, root, 1, False))

    def detections_by_path(self) -> dict[str, Detections]:
        """Return the detections by path; the last ones where paths read the same."""
        return {path.text(): found for path, found in self._found.values()}

    def _text(self, text: str, path: Path, depth: int, found: Detections) -> Visit:
        """Record what was found in a string, and visit the JSON it may hold."""
        if found:
            self._found[path.fingerprint()] = (path, found)
            self._json_prefixes.note(path)
            self.hits.append(found)
        modified = bool(found)
        if may_hold_json(text):
            parsed = read_json(text)
            inner = Path(path, JSON_LABEL)
            below: Visit | None = None
            if isinstance(parsed, str):
                below = self._text(parsed, inner, depth, self._detect(parsed))
            elif isinstance(parsed, (dict, list)):
                below = self._container(parsed, inner, depth + 1, True)
            if below is not None:
                modified |= (yield below)[0]
        return modified, None

    def _container(self, data: Container, path: Path, depth: int, owned: bool) -> Visit:
        """Visit a container. `owned`: nobody else sees it, it may be written to."""
        if depth > self._max_depth:
            raise LimitError(
                f"data is nested deeper than max_depth ({self._max_depth}); "
                "flatten it or raise the limit"
            )
        known = None if owned else self._enter(data)
        current = data
        if known is not None:
            current = known.current
            owned = current is not known.original
            if known.clean:
                return False, current
        modified = False
        keyed = isinstance(current, dict)
        for slot, value in entries(current):
            new: Any
            if isinstance(value, str):
                found = self._detect(value)
                if not found and not may_hold_json(value):
                    continue
                place = Path(path, _label(slot, keyed))
                if not (yield self._text(value, place, depth, found))[0]:
                    continue
                new = self._settled(value, place)
                modified = True
            elif isinstance(value, (dict, list)):
                place = Path(path, _label(slot, keyed))
                inside = known is None
                below, new = yield self._container(value, place, depth + 1, inside)
                modified |= below
                if new is value:
                    continue
            else:
                continue
            if not owned:
                current = copy.copy(current)
                owned = True
            current[slot] = new
        if known is not None:
            self._leave(known, current, modified)
        return modified, current

    def _enter(self, data: Container) -> _Known:
        # ORACLE: it masks in place, so a container that is met again, through another
        # reference, is seen as the first visit left it.
        known = self._known.get(id(data))
        if known is None:
            known = self._known[id(data)] = _Known(data)
        if known.active:
            raise LimitError(
                f"data contains itself, so its nesting is over max_depth "
                f"({self._max_depth}); remove the cycle"
            )
        known.active = not known.clean
        return known

    def _leave(self, known: _Known, current: Container, modified: bool) -> None:
        known.active = False
        known.clean = not modified
        known.current = current
        self._known[id(current)] = known

    def _settled(self, text: str, path: Path) -> str:
        """Return what replaces a string in which something was found."""
        settled = text
        entry = self._found.get(path.fingerprint())
        if entry is not None:
            settled = self._mask(text, entry[1])
        inner = Path(path, JSON_LABEL)
        if inner.fingerprint() in self._json_prefixes:
            parsed = read_json(text)
            if parsed is not NOT_JSON:
                self._mask_parsed(parsed, inner)
                settled = write_json(parsed)
        return settled

    def _mask_parsed(self, parsed: Any, path: Path) -> None:
        """Mask, in place, the strings of parsed JSON by the detections at their paths.

        JSON within those strings is not gone into.
        """
        if isinstance(parsed, str):
            # ORACLE: JSON text that is one string is written back as it was; that the
            # detections get their type is all that masking it does.
            entry = self._found.get(path.fingerprint())
            if entry is not None:
                self._mask(parsed, entry[1])
            return
        pending: list[tuple[Container, Path]] = []
        if isinstance(parsed, (dict, list)):
            pending.append((parsed, path))
        while pending:
            container, place = pending.pop()
            keyed = isinstance(container, dict)
            base = place.fingerprint()
            for slot, value in entries(container):
                if isinstance(value, str):
                    entry = self._found.get(extend(base, _label(slot, keyed)))
                    if entry is not None:
                        container[slot] = self._mask(value, entry[1])
                elif isinstance(value, (dict, list)):
                    pending.append((value, Path(place, _label(slot, keyed))))


def entries(container: Container) -> Iterable[tuple[Any, Any]]:
    """Give what is in a container, with the key or index of each."""
    if isinstance(container, dict):
        return container.items()
    return enumerate(container)


def _label(slot: Any, keyed: bool) -> str:
    return f".{slot}" if keyed else f"[{slot}]"


def _run(visit: Visit) -> tuple[bool, Any]:
    """Run a visit and those it needs, on a list in place of Python's own stack."""
    stack = [visit]
    result: Any = None
    while True:
        try:
            needed = stack[-1].send(result)
        except StopIteration as stop:
            stack.pop()
            result = stop.value
            if not stack:
                return result  # type: ignore[no-any-return]  # StopIteration is untyped
        else:
            stack.append(needed)
            result = None
