"""Reading and writing JSON in strings."""

import json
import sys

import pytest

from piigo._errors import LimitError
from piigo._nested_json import NOT_JSON, load_json, may_hold_json, read_json, write_json
from tests_py.seed import rng

SCALARS = (int, float, bool, type(None))


@pytest.mark.parametrize(
    "text", ["", " ", "x", "\ufeff{}", "tru", "'a'", "[1", "{]", '"a" b', "\x0b[]"]
)
def test_not_json(text: str) -> None:
    assert read_json(text) is NOT_JSON
    with pytest.raises(json.JSONDecodeError):
        load_json(text)


@pytest.mark.parametrize("text", ["[]", " {}\n", '\t"a"', "\r[1]", '{"a":"\\ud800"}'])
def test_containers_and_strings_are_read(text: str) -> None:
    assert may_hold_json(text)
    assert read_json(text) == json.loads(text)


def test_what_is_skipped_holds_no_more_than_a_number() -> None:
    random = rng("json")
    skipped = 0
    for _ in range(50_000):
        text = "".join(random.choices(' \n[]{}"1-a,:', k=random.randrange(5)))
        if not may_hold_json(text):
            skipped += 1
            value = read_json(text)
            assert value is NOT_JSON or isinstance(value, SCALARS), text
    assert skipped > 10_000


DIGITS = sys.get_int_max_str_digits() + 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1" * DIGITS, "integer"),
        (" -" + "1" * DIGITS + " x", "integer"),
        ('{"a": [' + "1" * DIGITS, "integer"),
        ("[" * 200_000, "deeper"),
    ],
)
def test_over_the_limits_of_the_interpreter(text: str, what: str) -> None:
    assert may_hold_json(text)
    with pytest.raises(LimitError, match=what):
        read_json(text)


def test_too_deep_to_write() -> None:
    data: list[object] = []
    for _ in range(200_000):
        data = [data]
    with pytest.raises(LimitError, match="deeper"):
        write_json(data)


def test_written_form() -> None:
    assert write_json({"é": ["\ud800", 1.0, None]}) == '{"é":["\ud800",1.0,null]}'
