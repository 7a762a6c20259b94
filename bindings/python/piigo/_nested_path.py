"""Paths into nested data, known by fingerprint until their text is wanted.

A path such as `args.user[0].note(json)` is as long as all the keys it goes through, so
writing it out for every string would take time quadratic in the data. A fingerprint is
the number that the path's bytes spell, modulo a secret number of 128 bits drawn once
per process. It extends label by label, and does not depend on how a text is cut into
labels, which matters as keys may hold `.`, `[` and `(json)` too.
"""

from __future__ import annotations

import secrets
from typing import Final

JSON_LABEL: Final = "(json)"
_MODULUS: Final = secrets.randbits(128) | 1 << 127 | 1


class Path:
    """The place of a value: the label `label` below `parent` (None for the root)."""

    __slots__ = ("_print", "label", "noted", "parent")

    def __init__(self, parent: Path | None, label: str) -> None:
        self.parent = parent
        self.label = label
        self.noted = False
        self._print: int | None = None

    def fingerprint(self) -> int:
        """Return the number that stands for the path's text."""
        if self._print is not None:
            return self._print
        pending = [self]
        node = self.parent
        while node is not None and node._print is None:
            pending.append(node)
            node = node.parent
        value = 0 if node is None or node._print is None else node._print
        while pending:
            node = pending.pop()
            value = extend(value, node.label)
            node._print = value
        return value

    def text(self) -> str:
        """Return the path written out."""
        labels = []
        node: Path | None = self
        while node is not None:
            labels.append(node.label)
            node = node.parent
        return "".join(reversed(labels))


def extend(fingerprint: int, text: str) -> int:
    """Return the fingerprint of a path's text followed by `text`."""
    data = text.encode("utf-8", "surrogatepass")
    shifted = fingerprint * pow(256, len(data), _MODULUS)
    return (shifted + int.from_bytes(data, "big")) % _MODULUS


class JsonPrefixes:
    """All beginnings that end in `(json)` of the paths it was told."""

    __slots__ = ("_prints",)

    def __init__(self) -> None:
        self._prints: set[int] = set()

    def note(self, path: Path) -> None:
        """Add the beginnings of `path`; each part of a path is gone through once."""
        node: Path | None = path
        while node is not None and not node.noted:
            node.noted = True
            if JSON_LABEL in node.label:
                self._note_label(node)
            node = node.parent

    def _note_label(self, node: Path) -> None:
        value = 0 if node.parent is None else node.parent.fingerprint()
        # A "(json)" never spans two labels: none but the first begins within one.
        *parts, _ = node.label.split(JSON_LABEL)
        for part in parts:
            value = extend(value, part + JSON_LABEL)
            self._prints.add(value)

    def __contains__(self, fingerprint: int) -> bool:
        return fingerprint in self._prints
