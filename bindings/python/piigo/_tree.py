"""The parse tree of a regular expression, as Python's own parser makes it.

This is the one place that knows the parts of `re` that are not public.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Any, Final, TypeAlias

_parser: Final = import_module("re._parser")
_compiler: Final = import_module("re._compiler")
_op: Final = import_module("re._constants")

UNLIMITED: Final = int(_op.MAXREPEAT)
"""The upper bound of a repeat without one."""

_TYPE_FLAGS: Final = re.ASCII | re.LOCALE | re.UNICODE


@dataclass(frozen=True, eq=False)
class Single:
    """A part that `re` tests as it stands: one code point, or a place between two."""

    op: Any
    argument: Any
    flags: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """This part alone, compiled."""
        state = _parser.State()
        state.flags = self.flags
        state.str = ""
        part = _parser.SubPattern(state, [(self.op, self.argument)])
        compiled: re.Pattern[str] = _compiler.compile(part, 0)
        return compiled

    @property
    def members(self) -> list[tuple[Any, Any]]:
        """The literals, ranges and categories that a set of code points is made of."""
        if self.op is _op.IN:
            return list(self.argument)
        return [(_op.LITERAL if self.op is _op.NOT_LITERAL else self.op, self.argument)]

    @property
    def negated(self) -> bool:
        """Whether this is a set of what is not among its members."""
        return any(op is _op.NEGATE for op, _ in self.members)

    @property
    def categories(self) -> list[str]:
        """The categories that are written: DIGIT, NOT_DIGIT, SPACE, ..."""
        return [
            str(value).removeprefix("CATEGORY_")
            for op, value in self.members
            if op is _op.CATEGORY
        ]

    @property
    def literals(self) -> list[int]:
        """The code points that are written one by one."""
        return [value for op, value in self.members if op is _op.LITERAL]

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The ranges of code points that are written, ends included."""
        return [value for op, value in self.members if op is _op.RANGE]


class Char(Single):
    """A part that matches one code point."""


class Anchor(Single):
    """A part that matches between code points."""

    @property
    def name(self) -> str:
        """One of BEGINNING, BEGINNING_STRING, END, END_STRING, BOUNDARY, ..."""
        return str(self.argument).removeprefix("AT_")


@dataclass(frozen=True, eq=False)
class Sequence:
    """Parts one after the other; none at all is the empty match."""

    items: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Branch:
    """Alternatives, the first of them preferred."""

    items: tuple[Node, ...]


@dataclass(frozen=True, eq=False)
class Repeat:
    """A part `least` to `most` times; `mode` is greedy, lazy or possessive."""

    body: Node
    least: int
    most: int
    mode: str


@dataclass(frozen=True, eq=False)
class Group:
    """A numbered group."""

    number: int
    body: Node


@dataclass(frozen=True, eq=False)
class Apart:
    """A part whose ways of matching the rest cannot choose among.

    `kind` is look-ahead, look-behind, look-around or atomic group.
    """

    kind: str
    body: Node


@dataclass(frozen=True, eq=False)
class BackReference:
    """What a group matched, once more."""

    number: int


@dataclass(frozen=True, eq=False)
class Conditional:
    """One of two parts, by whether a group has matched."""

    yes: Node
    no: Node


Node: TypeAlias = (
    Char
    | Anchor
    | Sequence
    | Branch
    | Repeat
    | Group
    | Apart
    | BackReference
    | Conditional
)

_EMPTY: Final = Sequence(())


@dataclass(frozen=True, eq=False)
class Tree:
    """A parsed pattern."""

    root: Node
    group_names: tuple[str, ...]
    flags: int


@lru_cache(maxsize=1)
def parse(expression: str, flags: int = re.IGNORECASE) -> Tree:
    """Return the tree of a pattern; raises what `re.compile` raises for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = _parser.parse(expression, int(flags))
    found = parsed.state.flags
    return Tree(
        _sequence(parsed, found),
        tuple(parsed.state.groupdict),
        int(found),
    )


def children(node: Node) -> tuple[Node, ...]:
    """Return the direct parts of a part, in the order of the pattern."""
    match node:
        case Sequence() | Branch():
            return node.items
        case Repeat() | Group() | Apart():
            return (node.body,)
        case Conditional():
            return (node.yes, node.no)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield a part and all its parts, parents first."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(children(node)))


def never_fails(node: Node) -> bool:
    """Tell whether a part matches everywhere, if only the empty string."""
    match node:
        case Sequence() | Conditional():
            return all(map(never_fails, children(node)))
        case Branch():
            return any(map(never_fails, node.items))
        case Repeat():
            return node.least == 0 or never_fails(node.body)
        case Group() | Apart(kind="atomic group"):
            return never_fails(node.body)
    return False


def _sequence(parsed: Any, flags: int) -> Node:
    items = tuple(_node(op, argument, flags) for op, argument in parsed)
    return items[0] if len(items) == 1 else Sequence(items)


def _node(op: Any, argument: Any, flags: int) -> Node:
    if op in _MODES:
        least, most, body = argument
        return Repeat(_sequence(body, flags), int(least), int(most), _MODES[op])
    if op is _op.SUBPATTERN:
        number, on, off, body = argument
        inner = _sequence(body, _combined(flags, on, off))
        return inner if number is None else Group(number, inner)
    if op is _op.BRANCH:
        return Branch(tuple(_sequence(item, flags) for item in argument[1]))
    if op in (_op.ASSERT, _op.ASSERT_NOT):
        direction, body = argument
        kind = "look-behind" if direction < 0 else "look-ahead"
        return Apart(kind, _sequence(body, flags))
    if op is _op.FAILURE:  # of "(?!)" or "(?<!)"
        return Apart("look-around", _EMPTY)
    if op is _op.ATOMIC_GROUP:
        return Apart("atomic group", _sequence(argument, flags))
    if op is _op.GROUPREF:
        return BackReference(argument)
    if op is _op.GROUPREF_EXISTS:
        _, yes, no = argument
        return Conditional(
            _sequence(yes, flags), _EMPTY if no is None else _sequence(no, flags)
        )
    if op is _op.AT:
        return Anchor(op, argument, flags)
    return Char(op, argument, flags)


def _combined(flags: int, on: int, off: int) -> int:
    """Return the flags inside a group that turns some on and some off."""
    if on & _TYPE_FLAGS:
        flags &= ~_TYPE_FLAGS
    return (flags | on) & ~off


_MODES: Final = {
    _op.MAX_REPEAT: "greedy",
    _op.MIN_REPEAT: "lazy",
    _op.POSSESSIVE_REPEAT: "possessive",
}
