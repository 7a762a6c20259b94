"""Static analysis of patterns: their size, and whether `re` can take exponential time.

A repeat backtracks exponentially when its rounds can match the same characters in more
than one way, as in `(a+)+`, `(a|aa)+` and `(a*)*`, and what follows can fail.
"""

from functools import lru_cache
from math import inf
from typing import Final

from piigo._automaton import Automaton
from piigo._tree import (
    UNLIMITED,
    Apart,
    BackReference,
    Branch,
    Conditional,
    Group,
    Node,
    Repeat,
    Sequence,
    children,
    never_fails,
    parse,
    walk,
)

_FEW: Final = 3  # rounds that make no more than a polynomial of this degree
_WAYS: Final = 100_000  # in which a counted repeat may match the same text


def largest_repeat(expression: str) -> int:
    """Return the largest number in a counted repeat of a valid pattern."""
    return max(
        (
            count
            for node in walk(parse(expression).root)
            if isinstance(node, Repeat)
            for count in (node.least, node.most)
            if count != UNLIMITED
        ),
        default=0,
    )


def size(expression: str) -> int:
    """Return how many parts a valid pattern has, its counted repeats written out.

    Characters, classes, anchors, references and repeats are one each.
    """
    return _size(parse(expression).root)


def _size(node: Node) -> int:
    inner = sum(_size(part) for part in children(node))
    if isinstance(node, Repeat):
        inner *= max(node.least if node.most == UNLIMITED else node.most, 1)
    return inner + (not isinstance(node, (Sequence, Branch, Group)))


@lru_cache(maxsize=256)
def is_exponential(expression: str) -> bool:
    """Tell whether `re` can need a time exponential in the text for a valid pattern.

    It errs on the side of yes: a look-around counts as one that always holds, a
    back-reference as a copy of its group, and a repeat too large to look into as
    exponential.
    """
    root = parse(expression).root
    groups = {node.number: node.body for node in walk(root) if isinstance(node, Group)}
    return _explodes(root, groups, True)


def _explodes(node: Node, groups: dict[int, Node], free: bool) -> bool:
    """Tell whether a repeat in a part explodes; `free`: what follows cannot fail."""
    match node:
        case Repeat(mode="possessive") | Apart():
            return _explodes(node.body, groups, True)
        case Repeat():
            if free and node.least <= 1:
                return _explodes(node.body, groups, True)
            if node.most <= _FEW:
                return _explodes(node.body, groups, False)
            return _loop_explodes(node, groups)
        case Sequence():
            for item in reversed(node.items):
                if _explodes(item, groups, free):
                    return True
                free = free and never_fails(item)
            return False
    return any(_explodes(part, groups, free) for part in children(node))


def _loop_explodes(node: Repeat, groups: dict[int, Node]) -> bool:
    loop = Automaton(node, groups)
    if loop.is_ambiguous() and _ways(node, groups) > _WAYS:
        return True
    return any(_explodes(look, groups, True) for look in loop.looks)


def _ways(node: Node, groups: dict[int, Node]) -> float:
    """Return a bound for the ways in which a part can match the same text."""
    match node:
        case Sequence():
            product = 1.0
            for item in node.items:
                product *= _ways(item, groups)
            return product
        case Branch() | Conditional():
            return sum(_ways(item, groups) for item in children(node))
        case Repeat(mode="possessive"):
            return 1
        case Repeat():
            if node.most == UNLIMITED:
                return inf
            return _ways_of_rounds(_ways(node.body, groups), node)
        case Group():
            return _ways(node.body, groups)
        case BackReference():
            return _ways(groups[node.number], groups)
    return 1


def _ways_of_rounds(ways: float, node: Repeat) -> float:
    total = 0.0
    for rounds in range(node.least, node.most + 1):
        total += ways ** min(rounds, 64) if ways > 1 else 1
        if total > _WAYS:
            break
    return total
