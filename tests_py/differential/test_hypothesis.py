"""Texts and options that hypothesis draws, and shrinks when an answer differs."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from piigo import Detector
from tests_py import oracle
from tests_py.backends import BACKENDS, build
from tests_py.compare import (
    assert_same_detections,
    assert_same_mask,
    mask_or_error,
    noted,
    original_mask,
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


def _check(original: Any, detectors: Sequence[Detector], text: str) -> None:
    want = original.detect(text)
    spare = {key: [dict(item) for item in items] for key, items in want.items()}
    masked = original_mask(original, text, spare)
    for detector in detectors:
        with noted(backend=detector.backend):
            got = detector.detect(text)
            assert_same_detections(want, got, text)
            assert_same_mask(masked, mask_or_error(detector, text, got))
            assert_same_mask(masked, redact_or_error(detector, text))


@pytest.mark.parametrize("part", range(PARTS))
def test_texts(part: int) -> None:
    original = oracle.build()
    detectors = [build(name) for name in BACKENDS]

    @seed(SEED + part)
    @EXAMPLES
    @given(TEXTS)
    def check(text: str) -> None:
        _check(original, detectors, text)

    check()


@pytest.mark.parametrize("part", range(PARTS))
def test_texts_and_options(part: int) -> None:
    @seed(SEED - part - 1)
    @EXAMPLES
    @given(OPTIONS, st.sampled_from(FORMS), st.lists(TEXTS, min_size=1, max_size=2))
    def check(plain: dict[str, Any], form: str, texts: list[str]) -> None:
        original = oracle.build(plain)
        detectors = [build(name, in_form(form, plain)) for name in BACKENDS]
        for text in texts:
            _check(original, detectors, text)

    check()
