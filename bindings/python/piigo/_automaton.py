"""A repeat as an automaton, to find out whether its rounds match in several ways."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from piigo._charsets import memberships
from piigo._tree import (
    UNLIMITED,
    Apart,
    BackReference,
    Branch,
    Char,
    Conditional,
    Group,
    Node,
    Repeat,
    Sequence,
    children,
    never_fails,
)

_UNROLLED: Final = 256  # states up to which a counted repeat is taken round by round
_STATES: Final = 4_000
_STEPS: Final = 200_000  # of the search, some 0.1 s

Ways = dict[int, int]
"""In how many ways each of some states is reached; 2 stands for any larger number."""


@dataclass
class _Fragment:
    """A part of the automaton.

    `first` and `last` are the states it begins and ends in, `empty` is in how many ways
    it matches nothing, at most 2.
    """

    first: Ways = field(default_factory=dict)
    last: Ways = field(default_factory=dict)
    empty: int = 1


class TooLargeError(Exception):
    """The automaton has too many states or steps to look into."""


class Automaton:
    """An automaton for a repeat; its states are the places that take a character.

    It is taken for one without an upper bound, so that each state leads to each other.
    `groups` are the bodies of numbered groups. `looks` lists what is in look-arounds,
    for a look at each by itself. Atomic groups count as plain groups, but for the runs
    of a class at their end, as in `a++`: no character of the class follows them.
    """

    def __init__(self, repeat: Repeat, groups: dict[int, Node]) -> None:
        self.looks: list[Node] = []
        self._groups = groups
        self._chars: list[Char] = []
        self._next: list[Ways] = []
        self._runs: set[int] = set()
        self._too_large = False
        try:
            self._build(Repeat(repeat.body, repeat.least, UNLIMITED, "greedy"))
        except TooLargeError:
            self._too_large = True

    def is_ambiguous(self) -> bool:
        """Tell whether some state leads back to itself in two ways, for the same text.

        An automaton that is too large to tell counts as ambiguous.
        """
        try:
            return self._too_large or self._search()
        except TooLargeError:
            return True

    def _search(self) -> bool:
        """Follow two runs over the same characters until they part and meet again."""
        if any(ways > 1 for following in self._next for ways in following.values()):
            return True
        members = memberships(self._chars)
        steps = self._steps(members)
        queue = [(state, state) for state in range(len(steps))]
        seen: set[tuple[int, int]] = set()
        left = _STEPS
        while queue:
            one, other = queue.pop()
            left -= len(steps[one]) * len(steps[other])
            if left < 0:
                raise TooLargeError
            for p, of_one in steps[one]:
                for q, of_other in steps[other]:
                    if not of_one & of_other:
                        continue
                    pair = (min(p, q), max(p, q))
                    if p == q and one != other:
                        return True
                    if p != q and pair not in seen:
                        seen.add(pair)
                        queue.append(pair)
        return False

    def _steps(self, members: list[int]) -> list[list[tuple[int, int]]]:
        """Return where each state leads, and over which characters."""
        steps = []
        for state, following in enumerate(self._next):
            ended = members[state] if state in self._runs else 0
            steps.append(
                [
                    (after, members[after] & ~(0 if after == state else ended))
                    for after in following
                ]
            )
        return steps

    def _state(self, char: Char) -> _Fragment:
        if len(self._chars) >= _STATES:
            raise TooLargeError
        self._chars.append(char)
        self._next.append({})
        state = len(self._chars) - 1
        return _Fragment({state: 1}, {state: 1}, 0)

    def _connect(self, sources: Ways, targets: Ways) -> None:
        for source, ways in sources.items():
            _add(self._next[source], targets, ways)
            if source in self._runs:
                self._next[source][source] = 1  # the run itself, not a second one

    def _build(self, node: Node, sealed: bool = False) -> _Fragment:
        """Add a part; `sealed`: once it has matched, it is not tried in another way."""
        match node:
            case Char():
                return self._state(node)
            case Sequence():
                return self._sequence(node, sealed)
            case Branch() | Conditional():
                return self._either(children(node), sealed)
            case Repeat():
                sealed = (sealed and node.mode == "greedy") or node.mode == "possessive"
                if sealed and node.most == UNLIMITED and isinstance(node.body, Char):
                    return self._run(node)
                return self._repeat(node)
            case Group():
                return self._build(node.body, sealed)
            case Apart(kind="atomic group"):
                return self._build(node.body, True)
            case Apart():
                self.looks.append(node.body)
            case BackReference():
                return self._build(self._groups[node.number])
        return _Fragment()

    def _sequence(self, node: Sequence, sealed: bool) -> _Fragment:
        whole = _Fragment()
        for item in reversed(node.items):
            whole = self._joined(self._build(item, sealed), whole)
            sealed = sealed and never_fails(item)
        return whole

    def _joined(self, one: _Fragment, other: _Fragment) -> _Fragment:
        self._connect(one.last, other.first)
        empty = min(one.empty * other.empty, 2)
        both = _Fragment(dict(one.first), dict(other.last), empty)
        _add(both.first, other.first, one.empty)
        _add(both.last, one.last, other.empty)
        return both

    def _either(self, branches: tuple[Node, ...], sealed: bool) -> _Fragment:
        out = _Fragment(empty=0)
        for branch in branches:
            built = self._build(branch, sealed)
            _add(out.first, built.first, 1)
            _add(out.last, built.last, 1)
            out.empty = min(out.empty + built.empty, 2)
        return out

    def _repeat(self, node: Repeat) -> _Fragment:
        if node.most == 0:
            return _Fragment()
        possessive = node.mode == "possessive"
        if node.most == UNLIMITED or node.most * _width(node.body) > _UNROLLED:
            return self._loop(node, self._build(node.body, possessive))
        whole = _Fragment()
        for number in range(node.most, 0, -1):
            # From the last round to the first: what follows a round is optional.
            whole = self._joined(self._build(node.body, possessive), whole)
            if number > node.least:
                whole.empty = min(whole.empty + 1, 2)
        return whole

    def _loop(self, node: Repeat, body: _Fragment) -> _Fragment:
        """Make a body a repeat without an upper bound.

        A round that matches nothing ends the repeat if it was not required.
        """
        self._connect(body.last, body.first)
        if node.least > 1 and body.empty:  # rounds between may be empty or not
            self._connect(body.last, body.first)
        again = 1 + body.empty  # an empty round may come before, and after
        out = _Fragment(empty=min(body.empty * again, 2))
        _add(out.last, body.last, again)
        _add(out.first, body.first, again if node.least else 1)
        if not node.least:
            out.empty = min(again, 2)
        return out

    def _run(self, node: Repeat) -> _Fragment:
        """Add a run of a class that gives nothing back."""
        run = self._build(node.body)
        (state,) = run.first
        self._runs.add(state)
        self._next[state] = {state: 1}
        run.empty = int(node.least == 0)
        return run


def _add(ways: Ways, more: Ways, times: int) -> None:
    if times:
        for state, count in more.items():
            ways[state] = min(ways.get(state, 0) + count * times, 2)


def _width(node: Node) -> int:
    """Return how many states a part has, its counted repeats round by round."""
    inner = sum(map(_width, children(node)))
    if isinstance(node, Repeat) and node.most != UNLIMITED:
        inner *= max(node.most, 1)
    return max(inner, 1)
