"""`redact` and `process` say what `detect` and `mask` say together."""

from collections.abc import Sequence
from typing import Any

import pytest

from piigo import Detector, PIIType
from tests_py import generate, oracle
from tests_py.backends import BACKENDS, build
from tests_py.compare import (
    Masked,
    assert_same_mask,
    noted,
    ordered,
    original_mask,
    redact_or_error,
)
from tests_py.corpus import cases, files
from tests_py.differential.random_options import compare_with_random_options
from tests_py.seed import rng

CHUNKS = 20
OPTION_SETS = 25
TEXTS_PER_SET = 12


def _compare(original: Any, detectors: Sequence[Detector], text: str) -> None:
    detections = original.detect(text)
    want = original_mask(original, text, detections)
    for detector in detectors:
        with noted(backend=detector.backend, text=text, want=want):
            _compare_one(want, detections, detector, text)


def _compare_one(want: Masked, detections: Any, detector: Any, text: str) -> None:
    got = redact_or_error(detector, text)
    assert_same_mask(want, got)
    if isinstance(got, type):
        with pytest.raises(got):
            detector.process(text)
        return
    masked, found = detector.process(text)
    assert_same_mask(want, masked)
    assert ordered(found) == ordered(detections)
    assert all(type(key) is PIIType for key in found)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_default_options(chunk: int) -> None:
    random = rng("redact", chunk)
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for _ in range(OPTION_SETS * TEXTS_PER_SET):
        _compare(original, detectors, generate.text(random))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_options(chunk: int) -> None:
    compare_with_random_options(
        _compare,
        *("redact with options", chunk),
        option_sets=OPTION_SETS,
        texts_per_set=TEXTS_PER_SET,
    )


def test_corpus() -> None:
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for path in files():
        for case in cases(path):
            _compare(original, detectors, case.text)


@pytest.mark.parametrize("text", ["", "nothing here", "caf\xe9", "\ud800", "\0"])
def test_clean_text_is_returned_as_it_is(text: str, backend: str) -> None:
    detector = build(backend)
    assert detector.redact(text) is text
    masked, found = detector.process(text)
    assert masked is text
    assert found == {}


def test_find_is_detect_in_order_of_the_text(backend: str) -> None:
    random = rng("find")
    detector = build(backend)
    original = oracle.build()
    for _ in range(500):
        text = generate.text(random)
        rows = [
            (pii_type, *item.values())
            for pii_type, items in original.detect(text).items()
            for item in items
        ]
        rows.sort(key=lambda row: row[2])
        found = [
            (hit.type, hit.value, hit.start, hit.end, hit.mask_strategy)
            for hit in detector.find(text)
        ]
        assert found == rows, text
