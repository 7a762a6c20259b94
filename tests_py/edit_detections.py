"""Random edits of what `detect` returned, as a caller might make them."""

import random
from collections.abc import Callable
from typing import Any

from tests_py import oracle

OFFSETS: tuple[Any, ...] = (
    *(-1000, -3, -1, 0, 1, 2, 5, 10**6, 2**31, 2**63, 2**70, -(2**70), True, False),
    *(1.0, 2.5, None, "1", b"1", [], float("nan")),
)
VALUES = ("", "a", "abc", "a@b", "@", "a@b@c", "1234", "\ud800", "\U0001f600xyz")
FOREIGN_VALUES = (None, b"bytes", 12345, ["a", "b", "c", "d", "e"], ("x", "y", "z"))
FOREIGN_STRATEGIES: tuple[Any, ...] = (
    "partial",
    "HASH",
    "nonsense",
    "",
    None,
    1,
    b"redact",
    [],
)
FOREIGN_TYPES = ("custom", "ssn", "email", "nonsense", 42, None, ("ssn",), 1.5)

Detections = dict[Any, Any]
Edit = Callable[[random.Random, Detections], None]


class Whole(int):
    """An integer of a class of its own."""


def _item(rng: random.Random, detections: Detections) -> dict[Any, Any]:
    items = [item for group in detections.values() for item in group]
    chosen: dict[Any, Any] = rng.choice(items) if items else {}
    return chosen


def _move(rng: random.Random, detections: Detections) -> None:
    item = _item(rng, detections)
    for key in ("start", "end"):
        if isinstance(item.get(key), int):
            item[key] += rng.randint(-8, 8)


def _set_offset(rng: random.Random, detections: Detections) -> None:
    _item(rng, detections)[rng.choice(("start", "end"))] = rng.choice(OFFSETS)


def _own_class_offset(rng: random.Random, detections: Detections) -> None:
    key = rng.choice(("start", "end"))
    _item(rng, detections)[key] = Whole(rng.randint(-5, 60))


def _move_all(rng: random.Random, detections: Detections) -> None:
    by = rng.choice((-60, -5, 5, 60))
    for group in detections.values():
        for item in group:
            for key in ("start", "end"):
                if isinstance(item.get(key), int):
                    item[key] += by


def _drop_key(rng: random.Random, detections: Detections) -> None:
    item = _item(rng, detections)
    if item:
        del item[rng.choice(list(item))]


def _extra_key(rng: random.Random, detections: Detections) -> None:
    item = _item(rng, detections)
    item[rng.choice(("type", "note", "", 3, None))] = rng.choice(VALUES)


def _set_value(rng: random.Random, detections: Detections) -> None:
    _item(rng, detections)["value"] = rng.choice(VALUES)


def _set_foreign_value(rng: random.Random, detections: Detections) -> None:
    _item(rng, detections)["value"] = rng.choice(FOREIGN_VALUES)


def _set_strategy(rng: random.Random, detections: Detections) -> None:
    strategy = rng.choice(list(oracle.load().MaskingStrategy))
    plain = rng.random() < 0.5
    _item(rng, detections)["mask_strategy"] = strategy.value if plain else strategy


def _set_foreign_strategy(rng: random.Random, detections: Detections) -> None:
    _item(rng, detections)["mask_strategy"] = rng.choice(FOREIGN_STRATEGIES)


def _set_type(rng: random.Random, detections: Detections) -> None:
    if detections:
        key = rng.choice(list(detections))
        types = (*FOREIGN_TYPES, *oracle.load().PIIType)
        detections[rng.choice(types)] = detections.pop(key)


def _share_under_two_types(rng: random.Random, detections: Detections) -> None:
    item = _item(rng, detections)
    if item:
        detections.setdefault(rng.choice(FOREIGN_TYPES), []).append(item)


def _repeat_item(rng: random.Random, detections: Detections) -> None:
    for group in detections.values():
        if group:
            group.append(dict(rng.choice(group)))


def _reorder(rng: random.Random, detections: Detections) -> None:
    for group in detections.values():
        rng.shuffle(group)
    pairs = list(detections.items())
    rng.shuffle(pairs)
    detections.clear()
    detections.update(pairs)


def _other_containers(rng: random.Random, detections: Detections) -> None:
    for key in list(detections):
        group = detections[key]
        detections[key] = rng.choice((tuple(group), iter(group), [], group))


def _wrong_container(rng: random.Random, detections: Detections) -> None:
    for key in list(detections):
        detections[key] = rng.choice((None, 5, "items", [None], [[1]], detections[key]))


EDITS: tuple[Edit, ...] = (
    *(_move, _move, _move, _set_offset, _own_class_offset, _move_all, _drop_key),
    *(_extra_key, _set_value, _set_foreign_value, _set_strategy),
    *(_set_foreign_strategy, _set_type, _share_under_two_types, _repeat_item),
    *(_reorder, _other_containers, _wrong_container),
)


def edit(rng: random.Random, detections: Detections) -> None:
    """One to four random edits, in place."""
    for _ in range(rng.randint(1, 4)):
        try:
            rng.choice(EDITS)(rng, detections)
        except (TypeError, AttributeError, LookupError):
            return
