"""Masking in place: the masked copy of nested data is written into the data itself."""

from collections.abc import Iterable
from typing import Any


def write_back(data: Any, masked: Any) -> None:
    """Make `data`, a dict or list, equal to `masked`, its copy as a walk left it.

    The containers within `data` stay the objects that they are: whoever else refers to
    one sees it masked, too.
    """
    pending = [(data, masked)]
    done: set[int] = set()
    while pending:
        old, new = pending.pop()
        if old is new or id(old) in done:
            continue
        done.add(id(old))
        for slot, value in _entries(new):
            before = old[slot]
            if before is value:
                continue
            if isinstance(before, (dict, list)):
                pending.append((before, value))
            else:
                old[slot] = value


def _entries(container: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(container, dict):
        return container.items()
    return enumerate(container)
