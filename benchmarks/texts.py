"""The texts that are scanned: of each kind, of each size, and hostile ones.

The kinds are those of `tests_go/texts_test.go`. A size is a number of UTF-8 bytes; a
text is at most three bytes shorter than asked for, as no character is cut.
"""

from collections.abc import Callable, Iterator
from typing import Final

PROSE: Final = (
    "The committee met again on Tuesday to discuss the budget for the coming year, "
    "and after a long\ndebate it was decided that most of the building work should be "
    "delayed until the spring. Nobody was\nquite happy with the result, but all agreed "
    "that a decision had been needed for a good while. Later\nthat day the mayor said "
    "a few words to the press; she did not take any questions about the bridge.\n"
)
LATIN_1: Final = (
    "Le comité s'est réuni à nouveau mardi pour débattre du budget de l'année. "
)
CYRILLIC: Final = "Комитет снова собрался во вторник, чтобы обсудить бюджет на год. "
CJK: Final = "委员会周二再次开会,讨论来年的预算。经过长时间的辩论。"
EMOJI: Final = (
    "The committee met again 🙂 on Tuesday to discuss the budget 🎉 for the year. "
)

# What every contender looks for, so what shows whether it looked.
EMAIL: Final = "jane.doe@example.com"

# Each option that switches a type on, with an item of that type.
ITEM_OF: Final = {
    "detect_ssn": "123-45-6789",
    "detect_email": EMAIL,
    "detect_credit_card": "4111-1111-1111-1111",
    "detect_phone": "(555) 123-4567",
    "detect_ip_address": "192.168.17.4",
    "detect_date_of_birth": "DOB: 07/04/1985",
    "detect_passport": "X1234567",
    "detect_bank_account": "12345678901",
    "detect_medical_record": "MRN: AB123456",
    "detect_aws_keys": "AKIAIOSFODNN7EXAMPLE",
    "detect_driver_license": "DL: D1234567",
    "detect_api_keys": "api_key: abcdefghij0123456789",
}
ITEMS: Final = tuple(ITEM_OF.values())[:10]

SIZES: Final = {
    "100 B": 100,
    "1 KB": 1 << 10,
    "10 KB": 10 << 10,
    "100 KB": 100 << 10,
    "1 MB": 1 << 20,
}

HOSTILE: Final = ("a.", "a-", "1-", "12 ", "1.", "ff:", "+/=", "a@", "123-45-6789 ")
HOSTILE_SIZES: Final = {
    "1 KB": 1 << 10,
    "4 KB": 4 << 10,
    "64 KB": 1 << 16,
    "1 MB": 1 << 20,
}


def cut(text: str, size: int) -> str:
    """The longest start of `text` that has at most `size` UTF-8 bytes."""
    return text.encode()[:size].decode(errors="ignore")


def fill(part: str, size: int) -> str:
    """`part` repeated to `size` bytes."""
    return cut(part * (size // len(part.encode()) + 1), size)


def _log_lines() -> Iterator[str]:
    i = 0
    while True:
        yield (
            f'{{"ts":"2026-03-{i % 28 + 1:02d}T{i % 24:02d}:{i % 60:02d}:'
            f'{i * 7 % 60:02d}.{i * 37 % 1000:03d}Z","level":"info",'
            f'"service":"checkout","trace_id":"{i * 2654435761:08x}{i * 40503:08x}",'
            f'"msg":"request done","status":{200 + i % 5},'
            f'"duration_ms":{i * 13 % 900},"path":"/api/v1/orders/{i * 31}"}}\n'
        )
        i += 1


def logs(size: int) -> str:
    """`size` bytes of JSON log lines."""
    parts: list[str] = []
    length = 0
    for line in _log_lines():
        if length >= size:
            break
        parts.append(line)
        length += len(line)
    return "".join(parts)[:size]


def _varied_item(i: int) -> str:
    n = i * 2654435761 % 100_000_000
    s = f"{n:08d}"
    return (
        f"{s[:3]}-{s[3:5]}-{s[4:]}",
        f"jane.{s}@example.com" if i > len(ITEMS) else EMAIL,
        f"4111-{s[:4]}-{s[4:]}-{s[2:6]}",
        f"(555) {s[:3]}-{s[3:7]}",
        f"192.168.{n % 256}.{n // 256 % 256}",
        f"DOB: 07/{n % 28 + 1:02d}/{1930 + n % 80}",
        f"X{s[1:]}",
        f"123{s}",
        f"MRN: AB{s[:6]}",
        f"AKIA{s}EXAMPLEX",
    )[i % len(ITEMS)]


def every(gap: int, size: int, items: tuple[str, ...] = ITEMS) -> str:
    """`size` bytes of prose with one of the items after each `gap` bytes."""
    return _spread(gap, size, lambda i: items[i % len(items)])


def varied(gap: int, size: int) -> str:
    """`every` with items of the same types that all differ; one address is EMAIL."""
    return _spread(gap, size, _varied_item)


def _spread(gap: int, size: int, item_of: Callable[[int], str]) -> str:
    filler = PROSE * (gap // len(PROSE) + 2)
    parts: list[str] = []
    length = i = 0
    while length < size:
        item = item_of(i)
        at = i * 97 % len(PROSE)
        part = f"{filler[at : at + max(gap - len(item) - 2, 1)]} {item} "
        parts.append(part)
        length += len(part)
        i += 1
    return "".join(parts)[:size]


def one_accent(size: int) -> str:
    """`size` bytes of ASCII prose but for an accent at the end."""
    return fill(PROSE, size - 2) + "é"


KINDS: Final[dict[str, Callable[[int], str]]] = {
    "prose": lambda size: fill(PROSE, size),
    "logs": logs,
    "every-1KB": lambda size: every(1 << 10, size),
    "every-40B": lambda size: every(40, size),
    "varied-40B": lambda size: varied(40, size),
    "one-accent": one_accent,
    "latin-1": lambda size: fill(LATIN_1, size),
    "cyrillic": lambda size: fill(CYRILLIC, size),
    "cjk": lambda size: fill(CJK, size),
    "emoji": lambda size: fill(EMOJI, size),
}
NOT_ASCII: Final = ("one-accent", "latin-1", "cyrillic", "cjk", "emoji")


def hostile(part: str, size: int, *, accent: bool) -> str:
    """`part` repeated to `size` bytes, the last one not ASCII where asked."""
    return fill(part, size - 2) + "é" if accent else fill(part, size)
