"""Random texts: mutated PII of every type, joined with hostile neighbours."""

import random

from tests_py.pii import SHAPES

DECIMALS = ("\u0663", "\u0966", "\uff15", "\U0001d7d8", "\U0001e952")
FOLDING = ("\u0130", "\u0131", "\u017f", "\u212a")
SPACES = (" ", "\n", "\t", "\r\n", "\x0b", "\x1c", "\x1f", "\x85", "\xa0", "\u2028")
WORDS = ("a", "Z", "0", "9", "_", "\xe9", "\xdf", "\u4e2d", "\xb2", "\u2167", "\xaa")
MARKS = (
    *("-", ".", ",", "|", "'", '"', "`", ":", ";", "#", "+", "(", ")", "@", "%", "/"),
    *("=", "<", "&", "\\", "\0", "\x7f", "\u0301", "\u200b", "\u200d", "\u203f"),
)
WIDE = ("\ud800", "\udfff", "\U0001f600", "\U00010400", "\U0010ffff", "\ue000")
NEIGHBOURS = ("", *SPACES, *WORDS, *MARKS, *DECIMALS, *FOLDING, *WIDE, "\u3000")

PROSE = (
    *("the order 4711 was shipped", "user=bob", "id: 550e8400-e29b-41d4-a716-44665544"),
    *("version 1.2.3.4", "2024-01-02T03:04:05Z", '{"key": "value", "n": 12}'),
    *(
        "https://example.org/a.b?c=d%20e",
        "na\xefve caf\xe9",
        "\u041f\u0440\u0438\u0432",
    ),
    *("Re: Born to run", "license plate", "my access token is gone", "MRN", "0.5"),
)

_FOLDS = {
    "i": "\u0130\u0131",
    "I": "\u0130\u0131",
    "s": "\u017f",
    "S": "\u017f",
    "k": "\u212a",
    "K": "\u212a",
}


def _change_case(rng: random.Random, text: str) -> str:
    change = rng.choice((str.upper, str.lower, str.swapcase, str.title))
    return change(text)


def _delete(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + 1 :]


def _insert(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(NEIGHBOURS) + text[at:]


def _replace(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(NEIGHBOURS) + text[at + 1 :]


def _double(rng: random.Random, text: str) -> str:
    separators = [at for at, char in enumerate(text) if not char.isalnum()]
    if not separators:
        return text
    at = rng.choice(separators)
    return text[:at] + text[at] + text[at:]


def _other_digits(rng: random.Random, text: str) -> str:
    """Some decimal digits in another script."""
    return "".join(
        rng.choice(DECIMALS) if char in "0123456789" and rng.random() < 0.3 else char
        for char in text
    )


def _fold(rng: random.Random, text: str) -> str:
    """Letters in place of those that they equal when case is ignored."""
    return "".join(
        rng.choice(_FOLDS[char]) if char in _FOLDS and rng.random() < 0.5 else char
        for char in text
    )


MUTATIONS = (
    *(_change_case, _delete, _insert, _replace, _double, _other_digits, _fold),
)


def pii(rng: random.Random) -> str:
    """One piece of PII, whole or damaged."""
    text = rng.choice(SHAPES).render(rng)
    while rng.random() < 0.3:
        text = rng.choice(MUTATIONS)(rng, text)
    return text


def _fragment(rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.7:
        return rng.choice(NEIGHBOURS) + pii(rng) + rng.choice(NEIGHBOURS)
    if draw < 0.85:
        return rng.choice(PROSE)
    return "".join(rng.choices(NEIGHBOURS, k=rng.randint(1, 5)))


def _shared_border(rng: random.Random) -> str:
    """Two pieces of PII, the tail of the first being the head of the second."""
    first, second = pii(rng), pii(rng)
    shared = rng.randint(0, min(6, len(first)))
    return first[: len(first) - shared] + second


def text(rng: random.Random) -> str:
    """A text of one to six fragments."""
    if rng.random() < 0.15:
        return _shared_border(rng)
    gap = rng.choice(("", " ", "; ", "\n", ", "))
    return gap.join(_fragment(rng) for _ in range(rng.randint(1, 6)))
