"""What the suites mean by the same answer."""

import copy
import re
import uuid
from collections.abc import Mapping
from typing import Any
from unittest import mock

from piigo import MaskingStrategy, PIIType

ITEM_KEYS = ["value", "start", "end", "mask_strategy"]
TOKEN_DIGIT = re.compile(r"[0-9a-f]")

Ordered = list[tuple[Any, list[list[tuple[Any, Any]]]]]


def ordered(detections: Mapping[Any, Any]) -> Ordered:
    """The detections with every order spelled out: of keys, hits and fields."""
    return [
        (key, [list(item.items()) for item in items])
        for key, items in detections.items()
    ]


def assert_same_detections(want: Any, got: Any, text: str) -> None:
    """`got` equals the original's `want` in content, order and types."""
    assert ordered(got) == ordered(want), f"other hits in {text!r}"
    assert type(got) is dict
    for key, items in got.items():
        assert type(key) is PIIType
        assert type(items) is list
        for item in items:
            assert type(item) is dict
            assert list(item) == ITEM_KEYS
            value, start, end, strategy = item.values()
            assert type(value) is str
            assert type(start) is int
            assert type(end) is int
            assert type(strategy) is MaskingStrategy


class _Token:
    def __init__(self, digit: str) -> None:
        self.hex = digit * 32


def _original_mask(original: Any, text: Any, detections: Any, digit: str) -> Any:
    """The original's masked text, or the type of its exception."""
    with mock.patch.object(uuid, "uuid4", return_value=_Token(digit)):
        try:
            return original.mask(text, detections)
        except Exception as error:
            return type(error)


def original_masks(original: Any, text: Any, detections: Any) -> tuple[Any, Any]:
    """The original's masked text with tokens of zeros, and with tokens of f's.

    A type stands for the exception that the original raised. `detections` gets the
    original's side effects.
    """
    spare = copy.deepcopy(detections)
    zeros = _original_mask(original, text, detections, "0")
    return zeros, _original_mask(original, text, spare, "f")


def assert_same_mask(want: tuple[Any, Any], got: Any) -> None:
    """`got` is the original's text but for the random digits of its tokens."""
    zeros, fs = want
    if zeros == fs:
        assert got == zeros
        return
    assert type(got) is str
    assert len(got) == len(zeros)
    for at, (low, high, char) in enumerate(zip(zeros, fs, got, strict=True)):
        if low == high:
            assert char == low, f"another character at {at}"
        else:
            assert TOKEN_DIGIT.match(char), f"no token digit at {at}"


def mask_or_error(detector: Any, text: Any, detections: Any) -> Any:
    """The detector's masked text, or the type of the exception it raised."""
    try:
        return detector.mask(text, detections)
    except Exception as error:
        return type(error)


def redact_or_error(detector: Any, text: Any) -> Any:
    """What `redact` returns, or the type of the exception it raised."""
    try:
        return detector.redact(text)
    except Exception as error:
        return type(error)
