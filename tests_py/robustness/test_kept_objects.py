"""Objects that answers share.

Short numbers, years, and the offsets of short texts are kept between calls. Other
strings are shared in an answer that holds them again and again.
"""

import sys
from typing import Any

import pytest

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


def addresses(names: list[str]) -> tuple[str, list[dict[str, Any]]]:
    """Addresses, of one length, that only differ behind their first characters."""
    text = " ".join(f"beginner{name:_>4}.and.what.comes@example.com" for name in names)
    return text, Detector().detect(text)[PIIType.EMAIL]


def test_strings_that_are_nearly_alike() -> None:
    text, found = addresses([str(n // 3) for n in range(700)])
    assert len(found) == 700
    assert all(text[i["start"] : i["end"]] == i["value"] for i in found)


@pytest.mark.parametrize("nested", [False, True])
def test_strings_that_come_again_are_shared(nested: bool) -> None:
    text, found = addresses(["one"] * 100 + ["two"] * 100)
    if nested:
        _, _, all_found = Detector().process_nested({"rows": [text]})
        found = all_found[PIIType.EMAIL]
    assert len({id(each["value"]) for each in found}) == 2
    assert [each["value"] for each in found] == text.split()


def test_many_different_strings_before_one_that_comes_again() -> None:
    text, found = addresses([str(n) for n in range(1000)] + ["same"] * 100)
    assert [each["value"] for each in found] == text.split()
