"""What the suites mean by the same answer."""

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest import mock

import pytest

from piigo import LimitError, MaskingStrategy, PIIType

ITEM_KEYS = ["value", "start", "end", "mask_strategy"]
TOKEN_DIGIT = re.compile(r"[0-9a-f]")
STAND_INS = ("\ue0f0", "\ue0f1", "\ue0f2")
"""Private characters, one of which stands for the digits of the original's tokens."""

Ordered = list[tuple[Any, list[list[tuple[Any, Any]]]]]


@contextmanager
def noted(**facts: Any) -> Iterator[None]:
    """Add the facts to a difference that is found in the block."""
    try:
        yield
    except (AssertionError, pytest.fail.Exception) as error:
        for name, fact in facts.items():
            error.add_note(f"{name}: {fact!r}")
        raise


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


class Masked(NamedTuple):
    """What the original's `mask` gave: a text, or the type of its exception.

    `digit` stands in `text` for each random digit of a token; None without tokens.
    """

    text: Any
    digit: str | None


class _Tokens:
    """Takes the place of `uuid.uuid4`, with digits that are in none of the inputs."""

    def __init__(self, *inputs: Any) -> None:
        self._inputs = inputs
        self.digit: str | None = None

    def __call__(self) -> Any:
        if self.digit is None:
            known = repr(self._inputs)
            self.digit = next(
                char for char in STAND_INS if ascii(char)[1:-1] not in known
            )
        return SimpleNamespace(hex=self.digit * 32)


def original_mask(original: Any, text: Any, detections: Any) -> Masked:
    """What the original's `mask` gives; `detections` gets its side effects."""
    tokens = _Tokens(text, detections, original.config.redaction_text)
    with mock.patch.object(uuid, "uuid4", new=tokens):
        try:
            return Masked(original.mask(text, detections), tokens.digit)
        except Exception as error:
            return Masked(type(error), None)


def assert_same_mask(want: Masked, got: Any) -> None:
    """`got` is the original's text but for the random digits of its tokens."""
    if want.digit is None or want.digit not in want.text:
        assert got == want.text
        return
    assert type(got) is str
    assert len(got) == len(want.text)
    for at, (known, char) in enumerate(zip(want.text, got, strict=True)):
        if known == want.digit:
            assert TOKEN_DIGIT.match(char), f"no token digit at {at}"
        else:
            assert char == known, f"another character at {at}"


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


def nested_or_limit(detector: Any, data: Any) -> str:
    """What `process_nested` returns, or the limit it named, spelled out."""
    try:
        return repr(detector.process_nested(data))
    except LimitError as error:
        return repr(error)
