"""Masking JSON documents and JSON lines."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from piigo._cli_json import batched, mask_json
from piigo._detector import Detector
from piigo._errors import LimitError
from piigo._nested import NestedWalk


def star(data: Any) -> tuple[bool, Any]:
    """Finds every `S` of one level, and masks it by `*`."""
    text = json.dumps(data)
    return "S" in text, json.loads(text.replace("S", "*"))


def mask(text: str) -> tuple[bool, str]:
    """Whether anything was found in the input, and it masked."""
    done = list(mask_json(iter(re.findall(r"[^\n]*\n|[^\n]+", text)), star))
    return any(found for found, _ in done), "".join(part for _, part in done)


CASES = [
    ("document", ' {"a": "S", "b": 1.50}\n', True, ' {"a":"*","b":1.50}\n'),
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
    (
        "escapes like bytes",
        '["S\\udc80\\udcc3\\uDCA9"]',
        True,
        '["*\\udc80\\udcc3\\udca9"]',
    ),
    ("both in a document", '{"\\udc80":"S\udc80"}', True, '{"\\udc80":"*\udc80"}'),
    (
        "byte beside an escaped pair",
        '["S\udc80\\ud83d\\udc80", "[\\"\\\\ud83d\\\\udc80\\"]\udc80"]',
        True,
        '["*\udc80\U0001f480","[\\"\\\\ud83d\\\\udc80\\"]\udc80"]',
    ),
    (
        "numbers",
        '["S", 1e400, -0.0, 12345678901234567890.5, 0.10000000000000000555, 1E+2]',
        True,
        '["*",1e400,-0.0,12345678901234567890.5,0.10000000000000000555,1E+2]',
    ),
    ("no numbers", '["S", NaN, -Infinity, "1.0"]', True, '["*",NaN,-Infinity,"1.0"]'),
    ("many digits", f'["S", {"7" * 9999}]', True, f'["*",{"7" * 9999}]'),
    ("text", '"S"', True, '"*"'),
    ("blank lines first", '\n \n["S"]\n[]', True, '\n \n["*"]\n[]'),
    ("document over lines", '\n[1,\n"S"]\n', True, '\n[1,"*"]\n'),
    ("no lines", "\n", False, "\n"),
]


@pytest.mark.parametrize(
    ("text", "found", "want"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_case(text: str, found: bool, want: str) -> None:
    assert mask(text) == (found, want)


REPEATED = [
    '{"a":"me@x.org", "a":"x"}',
    '{"a":"x", "a":"me@x.org", "a":1.0}',
    '{"a":"me@x.org", "a":"me@x.org", "b":"me@x.org"}',
    '{"a":{"c":"me@x.org"}, "a":{"c":"12 me@x.org"}}',
    '{"a":{"c":"me@x.org","c":2}, "a":[{"c":1, "c":"me@x.org"}]}',
    '{"a":"[\\"me@x.org\\"]", "a":"{\\"1.2.3.4\\":1}"}',
    '[{"\\u0061":"me@x.org", "a":""}]',
]


@pytest.mark.parametrize("text", REPEATED)
def test_every_pair_of_a_repeated_key_is_masked(text: str) -> None:
    detector = Detector({"detect_phone": False}, backend="python")

    def mask_data(data: Any) -> tuple[bool, Any]:
        walk = NestedWalk(data, "", detector.detect, detector.mask, 100)
        return walk.modified, walk.data

    [(found, masked)] = mask_json([text], mask_data)
    assert found
    want = text.replace("me@x", "***@x").replace("1.2.3.4", "[REDACTED]")
    assert masked == want.replace(', "', ',"').replace('\\u0061":', 'a":')


def test_bytes_and_escapes_that_cannot_be_told_apart() -> None:
    for text in ('["S\udc80\\udc80"]', '["S\udc80 [\\"\\\\uDCFF\\"]"]'):
        with pytest.raises(ValueError, match=r"at line 2 .* use mask without --json"):
            mask(f"[1]\n{text}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("S", r"\(line 1 column 1: Expecting value\)"),
        ("[1]\n{S", r"nor JSON lines \(line 2 column 2: Expecting property"),
        ("\ufeff[]", "Unexpected UTF-8 BOM"),
    ],
)
def test_neither(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as raised:
        mask(text)
    assert "S" not in str(raised.value).replace("JSON", "")


def test_too_deep() -> None:
    with pytest.raises(LimitError):
        mask("[" * 200_000)


def test_lines_are_masked_as_they_come() -> None:
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield '["S"]\n'

    masked = mask_json(lines(), star)
    for wanted in range(1, 10):
        assert next(masked) == (True, '["*"]\n')
        assert read == wanted


def test_batches() -> None:
    masked = [(False, "a" * 65_535), (True, "b"), (False, "c"), (False, "")]
    assert list(batched(masked)) == [(True, "a" * 65_535 + "b"), (True, "c")]
    assert list(batched([])) == [(False, "")]
