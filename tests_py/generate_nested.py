"""Random nested data: odd keys, odd leaves, JSON in JSON, aliases, subclasses."""

import collections
import json
import random
from typing import Any

from tests_py import generate

MAX_DEPTH = 32
MAX_NODES = 60
MAX_JSON_LEVELS = 3

KEYS = (
    *("a", "b", "user", "note", "0", "", " ", ".", "a.b", "a.a", "x(json)", "(json)"),
    *("a(json)", "a(json).b", "b[0]", "[0]", "(json)[0]", "\ud800", "caf\xe9", "\0"),
    *("123-45-6789", "a@b.cd", "None", "1"),
)
OTHER_KEYS = (None, 0, 1, -1, 2.5, True, False, ("a", "b"), b"a", frozenset({1}))
LEAVES = (
    *(None, True, False, 0, 1, 123456789, 1.5, float("nan"), float("inf")),
    *(b"123-45-6789", ("a@b.cd", ["123-45-6789"]), frozenset({"a@b.cd"}), 10**30),
)
TEXTS = (
    *("", " ", "null", "true", "12", "NaN", "-Infinity", "[", "{}", "[]", '""'),
    *('"123-45-6789"', ' "a@b.cd" ', '["a@b.cd"', "['a@b.cd']", "123456789"),
    *('\n["a@b.cd"]\t', '\xa0["a@b.cd"]', '{"a":"a@b.cd","a":"x"}', "[NaN,1e400]"),
    *('{"b":["123-45-6789"]} ', '{"n":123456789}', "123456789.0", "[1.0,-0,1E5]"),
    *('"\\ud800 a@b.cd"', '["\\u0061@b.cd"]', '"[\\"a@b.cd\\"]"', '\ufeff["a@b.cd"]'),
    *('{"a":{"b":"a@b.cd"},"a.b":"123-45-6789"}', "nothing", '[["a@b.cd"],[]]'),
)


class OwnDict(dict[Any, Any]):
    """A dictionary of a class of its own."""


class OwnList(list[Any]):
    """A list of a class of its own."""


class OwnStr(str):
    """A string of a class of its own."""


class NestedMaker:
    """Makes one nested value from random choices, with at most MAX_NODES values."""

    def __init__(
        self, rng: random.Random, *, json_level: int = 0, aliases: bool = True
    ) -> None:
        """`json_level`: how many levels of JSON the value is to be in.

        Above 0 there is only what JSON can hold, no aliases and few values.
        `aliases`: whether a container may be in several places.
        """
        self._rng = rng
        self._aliases = aliases and json_level == 0
        self._level = json_level
        self._plain = json_level > 0
        self._left = 6 if self._plain else MAX_NODES
        self._made: list[Any] = []

    def container(self, depth: int = 0) -> Any:
        """A dictionary or a list."""
        rng = self._rng
        made: Any
        if self._aliases and self._made and rng.random() < 0.08:
            return rng.choice(self._made)
        if rng.random() < 0.55:
            made = {self._key(): self._value(depth + 1) for _ in self._size(depth)}
            kinds: tuple[Any, ...] = (dict, OwnDict, collections.OrderedDict)
        else:
            made = [self._value(depth + 1) for _ in self._size(depth)]
            kinds = (list, OwnList)
        if not self._plain and rng.random() < 0.15:
            made = rng.choice(kinds)(made)
        self._made.append(made)
        return made

    def _size(self, depth: int) -> range:
        return range(self._rng.choice((0, 1, 1, 2, 3) if depth else (1, 2, 4)))

    def _key(self) -> Any:
        if not self._plain and self._rng.random() < 0.15:
            return self._rng.choice(OTHER_KEYS)
        return self._rng.choice(KEYS)

    def _value(self, depth: int) -> Any:
        rng = self._rng
        self._left -= 1
        if self._left > 0 and depth < MAX_DEPTH and rng.random() < 0.55:
            return self.container(depth)
        if rng.random() < 0.2:
            return rng.choice(LEAVES[:9] if self._plain else LEAVES)
        made = self.text()
        if not self._plain and rng.random() < 0.1:
            return OwnStr(made)
        return made

    def text(self) -> str:
        """A string: PII, prose, JSON that holds either, or nearly JSON."""
        rng = self._rng
        draw = rng.random()
        if draw < 0.35:
            return generate.text(rng)
        if draw < 0.5:
            return rng.choice(TEXTS)
        if draw < 0.6 or self._level >= MAX_JSON_LEVELS:
            return generate.pii(rng)
        return self._json()

    def _json(self) -> str:
        rng = self._rng
        maker = NestedMaker(rng, json_level=self._level + 1)
        made = json.dumps(
            maker.text() if rng.random() < 0.2 else maker.container(),
            ensure_ascii=rng.random() < 0.5,
            indent=rng.choice((None, None, 2)),
        )
        if rng.random() < 0.05:
            made = made[:-1]
        return rng.choice(("", "", " ", "\n")) + made + rng.choice(("", "", "\r\n"))


def deep(rng: random.Random, depth: int) -> Any:
    """A chain of containers, `depth` deep, with a text at each level."""
    made: Any = generate.pii(rng)
    for _ in range(depth):
        beside = generate.pii(rng)
        key = rng.choice(KEYS)
        made = [beside, made] if rng.random() < 0.5 else {"beside": beside, key: made}
    return made
