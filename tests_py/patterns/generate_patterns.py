"""Random patterns over the whole syntax of ``re``, and texts that nearly match."""

import random
from collections.abc import Callable

ASCII_LETTERS = ("a", "b", "i", "I", "k", "K", "s", "S", "z", "_")
OTHER_LETTERS = (
    *("\u0130", "\u0131", "\u017f", "\u212a", "\xe9", "\xc9", "\xb5", "\u03bc"),
    *("\u03b9", "\u0345", "\u1fbe", "\xdf", "\u1e9e", "\ufb05", "\ufb06", "\u0390"),
    *("\u1fd3", "\u0434", "\u1c81", "\u4e2d", "\U00010400", "\U00010428", "\u01c5"),
)
DIGITS = ("0", "1", "9", "\u0660", "\uff15", "\U0001d7d8")
SPACES = (" ", "\n", "\t", "\r", "\x0b", "\x1c", "\x85", "\xa0", "\u2028", "\u3000")
MARKS = ("-", ".", ",", "@", ":", "#", "/", "\0", "\x7f", "\u0301", "\u200b")
WIDE = ("\ud800", "\udfff", "\U0001f600", "\U0010ffff", "\xb2", "\u2167")
HOSTILE = (*OTHER_LETTERS, *DIGITS, *SPACES, *MARKS, *WIDE)
NAMES = ("x", "y", "Name_1")
SPECIAL = set(".^$*+?{}[]\\|()-&~# \t\n\r\v\f")

Maker = Callable[[random.Random, int], str]


def char(rng: random.Random) -> str:
    """One code point, mostly an ASCII letter or digit."""
    draw = rng.random()
    if draw < 0.6:
        return rng.choice(ASCII_LETTERS)
    if draw < 0.75:
        return rng.choice(DIGITS[:3])
    return rng.choice(HOSTILE)


def escaped(rng: random.Random, what: str) -> str:
    """A code point as it may stand in a pattern, escaped where it must be."""
    code = ord(what)
    draw = rng.random()
    if draw < 0.04 and code < 0x100:
        return f"\\x{code:02x}"
    if draw < 0.08 and code < 0x10000:
        return f"\\u{code:04x}"
    if draw < 0.12:
        return f"\\U{code:08x}"
    if draw < 0.14 and code < 0o400:
        return f"\\{code:03o}"
    return "\\" + what if what in SPECIAL else what


def literal(rng: random.Random, _depth: int) -> str:
    """A literal or an escape that stands for one character."""
    if rng.random() < 0.08:
        return rng.choice(("\\n", "\\t", "\\r", "\\a", "\\f", "\\v", "\\\\", "\\-"))
    return escaped(rng, char(rng))


def category(rng: random.Random, _depth: int) -> str:
    """A dot or one of the category escapes."""
    return rng.choice((".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S"))


def anchor(rng: random.Random, _depth: int) -> str:
    """Something that matches between characters."""
    return rng.choice(("^", "$", "\\b", "\\B", "\\A", "\\Z", "\\b"))


def class_member(rng: random.Random) -> str:
    """A literal, a range or a category inside brackets."""
    draw = rng.random()
    if draw < 0.5:
        return escaped(rng, char(rng))
    if draw < 0.65:
        return rng.choice(
            ("a-z", "A-Z", "0-9", "a-k", "\\x80-\\U0010ffff", "\xe0-\xff")
        )
    if draw < 0.8:
        low, high = sorted((char(rng), char(rng)))
        return f"{escaped(rng, low)}-{escaped(rng, high)}"
    return rng.choice(("\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\b", "-"))


def bracketed(rng: random.Random, _depth: int) -> str:
    """A bracketed class."""
    members = "".join(class_member(rng) for _ in range(rng.randint(1, 4)))
    return f"[{rng.choice(('', '', '^'))}{members}]"


def character_set(rng: random.Random) -> str:
    """A pattern for one character, under some flags."""
    inner = rng.choice((bracketed, bracketed, literal, category))(rng, 0)
    return f"{rng.choice(('(?:', '(?:', '(?-i:', '(?a:', '(?a-i:', '(?s:'))}{inner})"


def sequence(rng: random.Random, depth: int) -> str:
    """Some items, one after the other."""
    return "".join(item(rng, depth - 1) for _ in range(rng.randint(0, 4)))


def alternation(rng: random.Random, depth: int) -> str:
    """One or more branches."""
    count = rng.choice((1, 1, 1, 2, 2, 3))
    return "|".join(sequence(rng, depth) for _ in range(count))


def group(rng: random.Random, depth: int) -> str:
    """A group that RE2 knows."""
    opening = rng.choice(
        ("(", "(?:", "(?:", "(?:", "(?s:", "(?-i:", "(?m:", "(?i-s:", "(?x:", "(?a:")
        if rng.random() < 0.4
        else ("(", "(?:", "(?:")
    )
    return f"{opening}{alternation(rng, depth)})"


def exotic(rng: random.Random, depth: int) -> str:
    """A construct that only ``re`` runs."""
    body = alternation(rng, depth - 1)
    return rng.choice(
        (
            *(f"(?={body})", f"(?!{body})", f"(?<={body})", f"(?<!{body})"),
            *(f"(?>{body})", f"(?P<{rng.choice(NAMES)}>{body})", "(?#a comment)"),
            *("\\1", "\\2", f"(?P={rng.choice(NAMES)})", f"(?(1){body})"),
            *(f"(?({rng.choice(NAMES)}){body}|b)", f"({body})\\1", "\\N{DIGIT ONE}"),
            f"(?u:{body})",
        )
    )


def quantifier(rng: random.Random) -> str:
    """A repeat count and its mode."""
    low = rng.randint(0, 3)
    counts = (f"{{{low}}}", f"{{{low},}}", f"{{{low},{low + 2}}}", f"{{,{low}}}")
    many = rng.choice(("*", "+", "?", *counts))
    return many + rng.choice(("", "", "", "?", "?", "+" if rng.random() < 0.3 else ""))


def item(rng: random.Random, depth: int) -> str:
    """Any part of a pattern."""
    makers: tuple[Maker, ...] = (literal, literal, literal, category, bracketed, anchor)
    if depth > 0:
        makers = (*makers, group, group)
        if rng.random() < 0.06:
            return exotic(rng, depth)
    make = rng.choice(makers)
    made = make(rng, depth)
    if rng.random() < 0.3 and (make is not anchor or rng.random() < 0.05):
        made += quantifier(rng)
    return made


def damaged(rng: random.Random, pattern: str) -> str:
    """The pattern after one to three random edits."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(pattern) + 1)
        piece = rng.choice(
            (
                *("", "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "\\", "-", "^"),
                *(
                    "(?",
                    "(?P<",
                    "(?<",
                    "(?(",
                    "{2,1}",
                    "\\x",
                    "\\u12",
                    "\\8",
                    "\\0",
                    "L",
                ),
                *(
                    "(?i)",
                    "(?im-s)",
                    "(?a-u:",
                    "\\N{",
                    "\\c",
                    "[^",
                    "x{",
                    "{,5}",
                    "\\777",
                ),
                *(
                    "(?x) # c\n",
                    "(?P=",
                    ")*",
                    "**",
                    "{1}{2}",
                    "(?#",
                    ",",
                    "1",
                    ">",
                    ":",
                ),
            )
        )
        pattern = pattern[:at] + piece + pattern[at + rng.randint(0, 1) :]
    return pattern


def pattern(rng: random.Random) -> str:
    """A random pattern; about one in four is damaged and most of those wrong."""
    made = alternation(rng, 3)
    if rng.random() < 0.15:
        flags = rng.choice(("i", "s", "m", "x", "a", "u", "ms", "ix", "am"))
        made = f"(?{flags}){made}"
    return damaged(rng, made) if rng.random() < 0.25 else made


def relatives(what: str) -> list[str]:
    """Code points that might equal this one when case is ignored."""
    forms = (what, what.lower(), what.upper(), what.swapcase(), what.casefold())
    return [form for form in forms if len(form) == 1]


def texts(rng: random.Random, pattern: str, count: int) -> list[str]:
    """Texts of the pattern's own characters, their cases and some others.

    Most are short. One is a long repetition, on which a pattern that backtracks
    exponentially would not end, and one in ten has far-apart pieces.
    """
    near = [form for what in pattern for form in relatives(what)] or ["a"]
    out = ["", "\n"]
    for _ in range(count):
        pool = [
            "\n",
            "a",
            "1",
            " ",
            *rng.choices(near, k=4),
            *rng.choices(HOSTILE, k=2),
        ]
        pool = rng.sample(pool, rng.randint(1, 5))
        out.append("".join(rng.choices(pool, k=rng.randint(1, 14))))
    unit = "".join(rng.choices(near, k=rng.randint(1, 2)))
    out.append(unit * 28 + rng.choice(HOSTILE))
    if rng.random() < 0.1:
        filler = rng.choice((" ", "-", *near)) * rng.randint(200, 400)
        out.append(filler.join(out))
    return out
