"""The linear finder against `finditer` of the pattern it stands for."""

import itertools
import re
import sys
import time

import pytest

from piigo._email import _MAILBOX, find_emails
from piigo._rules import BUILTIN
from tests_py.seed import rng

COMPILED = next(
    re.compile(rules[0][0], re.IGNORECASE)
    for type_name, _, rules in BUILTIN
    if type_name == "email"
)


def find_by_re(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in COMPILED.finditer(text)]


CASES = {
    "plain": "to a.b@c.de now",
    "edge before a dot": "é.a@b.cc",
    "edge after the last match": "a@b.cc.d@e.ff",
    "mailbox begins with a sign": "x +a@b.cc -%@b.cc",
    "no edge in the mailbox": "é@b.cc %%@b.cc",
    "bar in the last label": "a@b.c|d|e",
    "bar then a word character": "a@b.c||é a@b.cc|_",
    "label too short": "a@b.c a@b.c.d",
    "backs off to an earlier label": "a@b.cc.d1 a@b.cc.d_",
    "two at signs": "a@b@c.dd a@@b.cc",
    "folding letters": "\u0130\u0131\u017f\u212a@\u0130\u0131.\u017f\u212a",
    "lone surrogate and NUL": "a\ud800b@c.dd\x00e@f.gg",
    "underscore after": "a@b.cc_ a_b@c.dd",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_case(text: str) -> None:
    assert find_emails(text) == find_by_re(text)


@pytest.mark.parametrize("alphabet", ["a@.|", "a@.é", "b@.-_"])
def test_all_short_texts(alphabet: str) -> None:
    for length in range(9):
        for letters in itertools.product(alphabet, repeat=length):
            text = "".join(letters)
            assert find_emails(text) == find_by_re(text), text


def test_random_texts() -> None:
    random = rng("email")
    pieces = ["a", "B", "7", "@", "@", ".", ".", "|", "_", "-", "%", "+", "é", " "]
    pieces += ["\u0661", "\u0130", "\u017f", "\u212a", "\u0301", "a@b.cc", "x.yy"]
    found = 0
    for _ in range(30_000):
        text = "".join(random.choices(pieces, k=random.randrange(30)))
        spans = find_emails(text)
        assert spans == find_by_re(text), text
        found += len(spans)
    assert found > 5000


def test_mailbox_characters_are_those_of_the_pattern() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert set(re.findall("[A-Za-z0-9._%+-]", every, re.IGNORECASE)) == set(_MAILBOX)


@pytest.mark.parametrize("unit", ["a.", "a@", "a@b.", "a@b.c|", "%a", ".", "a@b.cc"])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    begin = time.perf_counter()
    find_emails(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - begin < 10
