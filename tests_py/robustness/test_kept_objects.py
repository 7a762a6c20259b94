"""Objects that answers share: short numbers, years, and the offsets of short texts."""

import sys
from typing import Any

from piigo import Detector, PIIType, backend


def numbers(text: str) -> list[dict[str, Any]]:
    assert backend() == "go"
    return Detector().detect(text)[PIIType.PHONE]


def test_each_short_number() -> None:
    for digits in range(2, 6):
        words = [str(n) for n in range(10 ** (digits - 1), 10**digits)]
        text = " ".join(words)
        found = [item for item in numbers(text) if len(item["value"]) == digits]
        assert [item["value"] for item in found] == words
        assert all(text[i["start"] : i["end"]] == i["value"] for i in found)


def test_offsets_around_the_last_kept_one() -> None:
    for before in (*range(254, 259), *range(4085, 4100), 70_000):
        (item,) = numbers(" " * before + "2026")
        assert (item["start"], item["end"]) == (before, before + 4)
        assert type(item["start"]) is type(item["end"]) is int


def test_answers_count_their_references() -> None:
    text = " " * 1000 + "123"
    item = numbers(text)[0]
    shared = [item["value"], item["start"], item["end"]]
    before = [sys.getrefcount(each) for each in shared]
    more = [numbers(text) for _ in range(100)]
    assert [sys.getrefcount(each) for each in shared] == [n + 100 for n in before]
    del more
    assert [sys.getrefcount(each) for each in shared] == before
