"""Texts and options that hypothesis draws, and shrinks when an answer differs."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests_py import oracle
from tests_py.backends import BACKENDS, build
from tests_py.compare import (
    assert_same_detections,
    assert_same_mask,
    mask_or_error,
    original_masks,
    redact_or_error,
)
from tests_py.differential.strategies import OPTIONS, TEXTS
from tests_py.generate_options import FORMS, in_form
from tests_py.seed import SEED

PARTS = 4
EXAMPLES = settings(
    max_examples=1500,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)


def _check(original: Any, detector: Any, text: str) -> None:
    want = original.detect(text)
    got = detector.detect(text)
    assert_same_detections(want, got, text)
    masks = original_masks(original, text, want)
    assert_same_mask(masks, mask_or_error(detector, text, got))
    assert_same_mask(masks, redact_or_error(detector, text))


@pytest.mark.parametrize("part", range(PARTS))
def test_texts(part: int) -> None:
    original = oracle.build()
    detectors = [build(name) for name in BACKENDS]

    @seed(SEED + part)
    @EXAMPLES
    @given(TEXTS)
    def check(text: str) -> None:
        for detector in detectors:
            _check(original, detector, text)

    check()


@pytest.mark.parametrize("part", range(PARTS))
def test_texts_and_options(part: int) -> None:
    @seed(SEED - part - 1)
    @EXAMPLES
    @given(OPTIONS, st.sampled_from(FORMS), st.lists(TEXTS, min_size=1, max_size=2))
    def check(plain: dict[str, Any], form: str, texts: list[str]) -> None:
        original = oracle.build(plain)
        for name in BACKENDS:
            detector = build(name, in_form(form, plain))
            for text in texts:
                _check(original, detector, text)

    check()
