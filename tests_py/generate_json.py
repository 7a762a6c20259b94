"""Random JSON texts in all spellings, and texts that are nearly JSON."""

import json
import random
from collections.abc import Iterable

from tests_py import generate

SPACES = ("", "", "", "", " ", "\n", "\t\r", " \n ")
NO_SPACES = ("\xa0", "\x0b", "\ufeff", "\u2003")
NUMBERS = (
    *("0", "-0", "1", "-12", "123456789", "1" * 30),
    *("1.0", "1.50", "0.10", "-0.0", "-0e0", "1e5", "1E+2", "1e-7", "0.00001", "1e16"),
    *("1e15", "0.1e1", "1e999", "-1e999", "5e-324", "2.5e-324", "9007199254740993.0"),
    *("3.14159265358979323846", "0.30000000000000004", "100000000000000000.0"),
)
NAMES = ("true", "false", "null", "NaN", "Infinity", "-Infinity")
NO_VALUES = (
    *("", "-", "+1", ".5", "1.", "01", "-01", "1e", "1e+", "1.e5", "0x1", "1_0", "--1"),
    *("tru", "nul", "Nan", "-Inf", "-NaN", "'a'", "\u0663"),
)
LONG_NUMBERS = ("9" * 639, "9" * 640, "-" + "9" * 4300, "9" * 4301, "9" * 700 + "x")
PARTS = (
    *("note ", "", '"', "\\", "/", "\0", "\x1f", "\x7f", "\b", "\f", "\n", "\r", "\t"),
    *("\xe9", "\xa0", "\u4e2d", "\U0001f600", "\ud800", "\udc00", "\u2028", "\u212a"),
    *("{ }", "[[]]", "[1]", '{"a": ', "]", ", ", ": ", "(json)", "a.b"),
)
KEYS = ("a", "b", "id", "note", "\xe9", "\u4e2d", "\U0001f600", 'k"q', "n\n", "", "ssn")
ODD_KEYS = ("a.b", "a[0]", "x(json)", "123-45-6789", "a@b.cd")
NO_ESCAPES = ("\\x", "\\", "\\u12", "\\u00g0", "\\ud83d\\u", "\\ud83d\\ude0", "\\U0041")
SHORT_ESCAPES = {"/": "\\/", **{c: json.dumps(c)[1:-1] for c in '"\\\b\f\n\r\t'}}
MARKS = '{}[]",:\\ 0-.e\n\0t'


class JsonMaker:
    """Makes JSON texts from random choices, one in some with a fault."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng

    def text(self, depth: int = 2) -> str:
        """The text of an object or array, or of any value; or nearly that."""
        made = self._container(depth) if self._often(0.9) else self._value(depth)
        if self._often(0.08):
            made = self._changed(made)
        return self._space() + made + self._space()

    def _often(self, share: float) -> bool:
        return self._rng.random() < share

    def _space(self) -> str:
        return self._rng.choice(NO_SPACES if self._often(0.002) else SPACES)

    def _value(self, depth: int) -> str:
        rng = self._rng
        draw = rng.random()
        if draw < 0.4 and depth > 0:
            return self._container(depth)
        if draw < 0.5:
            return rng.choice(NAMES)
        if draw < 0.6:
            if self._often(0.03):
                return rng.choice((*NO_VALUES, *LONG_NUMBERS))
            return rng.choice(NUMBERS)
        if draw < 0.7:
            return self._string(self.text(rng.randint(0, 2)))
        parts = (
            generate.pii(rng) if self._often(0.4) else rng.choice(PARTS)
            for _ in range(rng.randint(0, 4))
        )
        return self._string("".join(parts))

    def _container(self, depth: int) -> str:
        count = range(self._rng.choice((0, 1, 1, 2, 3, 18 if depth == 1 else 3)))
        if self._often(0.5):
            return self._joined("[", (self._value(depth - 1) for _ in count), "]")
        made = {self._key(): self._value(depth - 1) for _ in count}
        members = [self._member(*item) for item in made.items()]
        if members and self._often(0.03):
            members.append(self._rng.choice(members))
        return self._joined("{", members, "}")

    def _key(self) -> str:
        draw = self._rng.random()
        if draw < 0.02:
            return self._rng.choice(ODD_KEYS)
        return self._rng.choice(KEYS) + (str(self._rng.randint(0, 40)) * (draw < 0.5))

    def _member(self, key: str, value: str) -> str:
        return f"{self._string(key)}{self._space()}:{self._space()}{value}"

    def _joined(self, opening: str, items: Iterable[str], closing: str) -> str:
        spaced = (f"{self._space()}{item}{self._space()}" for item in items)
        return f"{opening}{self._space()}{','.join(spaced)}{closing}"

    def _string(self, text: str) -> str:
        made = "".join(map(self._character, text))
        if self._often(0.002):
            made += self._rng.choice(NO_ESCAPES)
        return f'"{made}"'

    def _character(self, char: str) -> str:
        """The character, escaped if it must be, or as it happens."""
        draw = self._rng.random()
        if draw < 0.05:
            return self._unicode_escape(char)
        if char in SHORT_ESCAPES and (char != "/" or draw < 0.5):
            return SHORT_ESCAPES[char]
        if char < " " and draw < 0.97:
            return self._unicode_escape(char)
        return char

    def _unicode_escape(self, char: str) -> str:
        units = char.encode("utf-16-be", "surrogatepass")
        form = self._rng.choice(("\\u%04x", "\\u%04X"))
        return "".join(
            form % int.from_bytes(units[at : at + 2], "big")
            for at in range(0, len(units), 2)
        )

    def _changed(self, text: str) -> str:
        at = self._rng.randrange(len(text) + 1)
        draw = self._rng.random()
        if draw < 0.3:
            return text[:at]
        return text[:at] + self._rng.choice(MARKS) * (draw < 0.7) + text[at + 1 :]


def padded(maker: JsonMaker, rng: random.Random) -> str:
    """A JSON text, or nearly one, some with others in strings and long strings."""
    text = maker.text()
    for _ in range(rng.randrange(3)):
        padding = rng.choice(("x", " ", "\\", '"', "\n")) * rng.randrange(130)
        text = json.dumps([padding, text, padding])
    if rng.random() < 0.2:
        text = text[: rng.randrange(len(text) + 1)]
    return text
