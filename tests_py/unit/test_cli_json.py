"""Masking JSON documents and JSON lines."""

import json
from typing import Any

import pytest

from piigo._cli_json import mask_json
from piigo._errors import LimitError


def star(data: Any) -> tuple[bool, Any]:
    """Finds every `S` of one level, and masks it by `*`."""
    text = json.dumps(data)
    return "S" in text, json.loads(text.replace("S", "*"))


CASES = [
    ("document", ' {"a": "S", "b": 1.50}\n', True, ' {"a":"*","b":1.5}\n'),
    (
        "clean document",
        '{ "a" : 1.50,\n"b":1e3}\r\n',
        False,
        '{ "a" : 1.50,\n"b":1e3}\r\n',
    ),
    ("lines", '["S"]\r\n[ 1.0 ]\n\n["S"]', True, '["*"]\r\n[ 1.0 ]\n\n["*"]'),
    ("line separators within", '["S\u2028"]\n[1]\n', True, '["*\u2028"]\n[1]\n'),
    ("escaped surrogate", '["S\\ud800\\udfff\\udc7f"]', True, '["*\U000103ff\\udc7f"]'),
    ("byte that is no UTF-8", '["S\udc80"]', True, '["*\udc80"]'),
    ("text", '"S"', True, '"*"'),
    ("no lines", "\n", False, "\n"),
]


@pytest.mark.parametrize(
    ("text", "found", "want"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_case(text: str, found: bool, want: str) -> None:
    assert mask_json(text, star) == (found, want)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("S", r"\(line 1 column 1: Expecting value\)"),
        ("[1]\n{S", r"\(line 2 column 1: Extra data\) nor JSON lines \(line 2\)"),
        ("\ufeff[]", "Unexpected UTF-8 BOM"),
    ],
)
def test_neither(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        mask_json(text, star)
    assert "S" not in str(raised.value).replace("JSON", "")


def test_too_deep() -> None:
    with pytest.raises(LimitError):
        mask_json("[" * 200_000, star)
