"""Why a pattern needs an engine that backtracks: what RE2 cannot say as `re` means it.

The Go library decides by the same rules (`piigo/internal/pyre`); the suite for patterns
holds the two equal.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from piigo._tree import (
    UNLIMITED,
    Anchor,
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
    parse,
    walk,
)

_RE2_REPEAT = 1000  # RE2's bound for counted repeats, and for those in each other

_TEMPLATE = 1  # the flag t, which Python knew until 3.12


@lru_cache(maxsize=256)
def needs_backtracking(expression: str) -> str:
    """Return why RE2 cannot run a valid pattern with the results of `re`, or ""."""
    tree = parse(expression)
    if tree.flags & _TEMPLATE:
        return "the inline flag t, which Python 3.12 and older know"
    if not all(name.isascii() for name in tree.group_names):
        return "a group name beyond ASCII"
    for node in walk(tree.root):
        reason = _construct(node)
        if reason:
            return reason
    if _begins_apart(tree.root, tree.flags):
        return "a class at its beginning under a flag a or u of its own"
    empty = _emptiness(tree.root)
    if empty.nullable and not empty.last:
        return "it prefers an empty match to a longer one"
    return _repeats(tree.root, _RE2_REPEAT) or _anchors(tree.root)


def _construct(node: Node) -> str:
    match node:
        case Apart():
            return f"{'an' if node.kind[0] == 'a' else 'a'} {node.kind}"
        case Repeat(mode="possessive"):
            return "a possessive repeat"
        case BackReference():
            return "a back-reference"
        case Conditional():
            return "a conditional group"
        case Char() if node.flags & re.IGNORECASE:
            # ORACLE: `re` fails to fold such a letter in a class and, as it merges
            # one-letter branches to a class, in an alternation.
            if any(c > 0xFFFF and chr(c).lower() != chr(c) for c in node.literals):
                return "an upper-case letter beyond U+FFFF"
    return ""


def _begins_apart(node: Node, flags: int) -> bool:
    """Tell whether a part can begin with a class that holds less under these flags."""
    # ORACLE: `re` first looks for a place where the class matches that the pattern
    # begins with, and takes \d, \s and \w in it for what the flags of the whole
    # pattern say.
    match node:
        case Char() if (node.flags ^ flags) & re.ASCII:
            inverted = node.negated != bool(node.flags & re.ASCII)
            return any(name.startswith("NOT_") == inverted for name in node.categories)
        case Group():
            return _begins_apart(node.body, flags)
        case Branch():
            return any(_begins_apart(item, flags) for item in node.items)
        case Sequence():
            for item in node.items:
                if not _is_nothing(item):
                    return _begins_apart(item, flags)
    return False


def _is_nothing(node: Node) -> bool:
    """Tell whether a part has no parts but groups of nothing."""
    match node:
        case Group():
            return _is_nothing(node.body)
        case Sequence():
            return all(map(_is_nothing, node.items))
    return False


@dataclass(frozen=True)
class _Emptiness:
    """How a part can match the empty string.

    `nullable`: it can. `consumes`: it can match something longer. `last`: wherever it
    can match something longer, it prefers that.
    """

    nullable: bool
    consumes: bool
    last: bool


def _emptiness(node: Node) -> _Emptiness:
    match node:
        case Char():
            return _Emptiness(False, True, True)
        case Group():
            return _emptiness(node.body)
        case Sequence():
            each = [_emptiness(item) for item in node.items]
            nullable = all(e.nullable for e in each)
            last = all(e.last for e in each) or not nullable
            return _Emptiness(nullable, any(e.consumes for e in each), last)
        case Branch():
            return _alternatives([_emptiness(item) for item in node.items])
        case Repeat():
            return _repeated(node)
    return _Emptiness(True, False, True)


def _alternatives(each: list[_Emptiness]) -> _Emptiness:
    nullable = consumes = False
    last = True
    for e in each:
        last = last and e.last and not (nullable and e.consumes)
        nullable |= e.nullable
        consumes |= e.consumes
    return _Emptiness(nullable, consumes, last)


def _repeated(node: Repeat) -> _Emptiness:
    if node.most == 0:
        return _Emptiness(True, False, True)
    e = _emptiness(node.body)
    last = e.last
    if node.mode == "lazy" and node.least == 0:
        last = not e.consumes
    return _Emptiness(e.nullable or node.least == 0, e.consumes, last)


def _repeats(node: Node, left: int) -> str:
    """Check the counted repeats; `left` is what those around leave of the bound."""
    if isinstance(node, Repeat):
        times = max(node.least if node.most == UNLIMITED else node.most, 1)
        if times > left:
            return "a counted repeat is too large"
        e = _emptiness(node.body)
        if e.nullable and not e.last and 1 < node.most != node.least:
            return "it repeats a part that prefers to match nothing"
        left //= times
    for part in children(node):
        reason = _repeats(part, left)
        if reason:
            return reason
    return ""


def _anchors(root: Node) -> str:
    anchors = [node for node in walk(root) if isinstance(node, Anchor)]
    lines = {a.flags & re.MULTILINE != 0 for a in anchors if a.name == "END"}
    lines |= {True for a in anchors if a.name == "BEGINNING" and a.flags & re.MULTILINE}
    if len(lines) > 1:
        return "$ with and without multi-line mode"
    if any("BOUNDARY" in a.name and a.flags & re.ASCII for a in anchors):
        return "an ASCII word boundary"
    return ""
