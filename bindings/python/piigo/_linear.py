"""Matching in linear time, for patterns on which `re` could take exponential time.

All ways of matching are followed at once, character by character, in the order in which
`re` would try them. What RE2 can run, this can; each character and each place is tested
by `re` itself. It is far slower than `re` where `re` does not backtrack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from piigo._overlap import Span
from piigo._tree import (
    UNLIMITED,
    Anchor,
    Branch,
    Char,
    Group,
    Node,
    Repeat,
    Sequence,
    parse,
)

_FLAGS: Final = re.compile("", re.IGNORECASE).flags


class _Char(NamedTuple):
    """Go on if the next character is one that `pattern` matches."""

    pattern: re.Pattern[str]


class _Place(NamedTuple):
    """Go on if `pattern` matches here, between two characters."""

    pattern: re.Pattern[str]


class _Jump(NamedTuple):
    """Go on at each of some steps, the first of them preferred."""

    targets: tuple[int, ...]


_Step: TypeAlias = _Char | _Place | _Jump
_Thread: TypeAlias = tuple[int, int]
"""A step that is to be done next, and where the match began."""


class LinearMatcher:
    """Finds the matches of a pattern without ever going back in the text."""

    def __init__(self, expression: str) -> None:
        self._steps: list[_Step] = []
        self._write(parse(expression).root)
        # A step number behind the last stands for a match.
        self._matched = len(self._steps)

    def find_all(self, text: str) -> list[Span]:
        """Return the spans of all matches, as `finditer` gives them."""
        found: list[Span] = []
        position, must_advance = 0, False
        while match := self.next_match(text, position, must_advance):
            found.append(match)
            position, must_advance = match[1], match[0] == match[1]
        return found

    def next_match(self, text: str, position: int, must_advance: bool) -> Span | None:
        """Return the first match from a position on, None if there is none.

        `must_advance`: no empty one at the very position.
        """
        best: Span | None = None
        threads: list[_Thread] = []
        for at in range(position, len(text) + 1):
            if best is None:
                threads.append((0, at))
            elif not threads:
                break
            following: list[_Thread] = []
            for step, start in self._ready(threads, text, at):
                if step == self._matched:
                    if must_advance and start == at == position:
                        continue
                    best = (start, at)
                    break  # what is less preferred does not count any more
                if self._takes(step, text, at):
                    following.append((step + 1, start))
            threads = following
        return best

    def _ready(self, threads: list[_Thread], text: str, at: int) -> Iterator[_Thread]:
        """Yield the threads at steps that take a character or match, in order."""
        seen = set()
        pending = threads[::-1]
        while pending:
            step, start = pending.pop()
            if step in seen:
                continue
            seen.add(step)
            what = self._steps[step] if step < self._matched else None
            if isinstance(what, _Jump):
                pending.extend((target, start) for target in reversed(what.targets))
            elif not isinstance(what, _Place):
                yield step, start
            elif what.pattern.match(text, at):
                pending.append((step + 1, start))

    def _takes(self, step: int, text: str, at: int) -> bool:
        what = self._steps[step]
        return isinstance(what, _Char) and what.pattern.match(text, at) is not None

    def _write(self, node: Node) -> None:
        match node:
            case Char():
                self._steps.append(_Char(node.pattern))
            case Anchor():
                self._steps.append(_Place(node.pattern))
            case Sequence():
                for item in node.items:
                    self._write(item)
            case Group():
                self._write(node.body)
            case Branch():
                self._write_branches(node)
            case Repeat():
                self._write_repeat(node)
            case _:
                raise TypeError(f"no linear matching for {type(node).__name__}")

    def _write_branches(self, node: Branch) -> None:
        fork = self._reserve()
        starts, ends = [], []
        for item in node.items:
            starts.append(len(self._steps))
            self._write(item)
            ends.append(self._reserve())
        self._steps[fork] = _Jump(tuple(starts))
        for end in ends:
            self._steps[end] = _Jump((len(self._steps),))

    def _write_repeat(self, node: Repeat) -> None:
        unlimited = node.most == UNLIMITED
        for _ in range(node.least - 1 if unlimited else node.least):
            self._write(node.body)
        if unlimited:
            self._write_loop(node)
            return
        forks = []
        for _ in range(node.most - node.least):
            forks.append(self._reserve())
            self._write(node.body)
        for fork in forks:
            self._steps[fork] = self._fork(node, fork + 1)

    def _write_loop(self, node: Repeat) -> None:
        """Write a body to be repeated without end, at least once or not at all."""
        if node.least > 0:
            begin = len(self._steps)
            self._write(node.body)
            fork = self._reserve()
        else:
            fork = self._reserve()
            begin = fork + 1
            self._write(node.body)
            self._steps.append(_Jump((fork,)))
        self._steps[fork] = self._fork(node, begin)

    def _reserve(self) -> int:
        """Return the number of a step that is to be filled in later."""
        self._steps.append(_Jump(()))
        return len(self._steps) - 1

    def _fork(self, node: Repeat, begin: int) -> _Jump:
        """Return the choice between one more round and what follows, the next step."""
        ways = (begin, len(self._steps))
        return _Jump(ways[::-1] if node.mode == "lazy" else ways)
