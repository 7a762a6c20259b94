"""Subclasses that replace a part of detecting, as the original lets them."""

from typing import Any

import pytest

from piigo import Detector
from tests_py import oracle

TEXT = "write to jane@example.com or 123-45-6789"


class _Parts:
    """What a subclass may define."""

    def _apply_mask(self, value: str, pii_type: Any, strategy: Any) -> str:  # noqa: ARG002  # the original's signature
        return f"<{len(value)}>"


class _Whitelist:
    def _is_whitelisted(self, text: str, match_start: int, match_end: int) -> bool:
        return "@" in text[match_start:match_end]


class _Detect:
    def detect(self, text: str) -> Any:
        return super().detect(text.upper())  # type: ignore[misc]  # a mixin


class _Nested(Detector):
    def process_nested(self, data: Any, path: str = "") -> Any:
        return "mine", super().process_nested(data, path)


def test_a_replaced_walk_counts(backend: str) -> None:
    ours, plain = _Nested(backend=backend), Detector(backend=backend)
    for data in ([TEXT], (TEXT,), TEXT):
        assert ours.process_nested(data) == ("mine", plain.process_nested(data))
    assert ours.redact(TEXT) == plain.redact(TEXT)


@pytest.mark.parametrize("part", [_Parts, _Whitelist, _Detect])
def test_a_replaced_part_counts(backend: str, part: type) -> None:
    original = type("Original", (part, oracle.load().PIIDetector), {})(
        oracle.load().PIIFilterConfig()
    )
    ours: Detector = type("Ours", (part, Detector), {})(backend=backend)
    wanted = original.detect(TEXT)
    assert ours.detect(TEXT) == wanted
    masked = original.mask(TEXT, wanted)
    assert ours.redact(TEXT) == masked
    assert ours.process(TEXT)[0] == masked
    assert ours.process_nested([TEXT])[1] == [masked]


def test_a_detect_of_one_object_counts_in_nested_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On the Python backend; Go's `process_nested` detects by itself."""
    ours = Detector(backend="python")
    monkeypatch.setattr(ours, "detect", lambda _: {})
    assert ours.process_nested([TEXT]) == (False, [TEXT], {})
    assert ours.scan_nested([TEXT]) == {}
