"""`redact` and `process` say what `detect` and `mask` say together."""

from typing import Any

import pytest

from piigo import PIIType
from tests_py import generate, oracle
from tests_py.backends import build
from tests_py.compare import assert_same_mask, ordered, original_masks, redact_or_error
from tests_py.corpus import cases, files
from tests_py.generate_options import FORMS, in_form, options
from tests_py.seed import rng

CHUNKS = 20
OPTION_SETS = 25
TEXTS_PER_SET = 12


def _compare(original: Any, detector: Any, text: str) -> None:
    detections = original.detect(text)
    want = original_masks(original, text, detections)
    got = redact_or_error(detector, text)
    try:
        assert_same_mask(want, got)
        if isinstance(got, type):
            with pytest.raises(got):
                detector.process(text)
            return
        masked, found = detector.process(text)
        assert_same_mask(want, masked)
        assert ordered(found) == ordered(detections)
        assert all(type(key) is PIIType for key in found)
    except AssertionError as error:
        error.add_note(f"text: {text!r}\noptions: {original.config!r}")
        raise


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_default_options(chunk: int, backend: str) -> None:
    random = rng("redact", chunk)
    original = oracle.build()
    detector = build(backend)
    for _ in range(OPTION_SETS * TEXTS_PER_SET):
        _compare(original, detector, generate.text(random))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_options(chunk: int, backend: str) -> None:
    random = rng("redact with options", chunk)
    for _ in range(OPTION_SETS):
        plain = options(random)
        original = oracle.build(plain)
        detector = build(backend, in_form(random.choice(FORMS), plain))
        for _ in range(TEXTS_PER_SET):
            _compare(original, detector, generate.text(random))


def test_corpus(backend: str) -> None:
    original = oracle.build()
    detector = build(backend)
    for path in files():
        for case in cases(path):
            _compare(original, detector, case.text)


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
    for _ in range(500):
        text = generate.text(random)
        rows = [
            (pii_type, *item.values())
            for pii_type, items in oracle.build().detect(text).items()
            for item in items
        ]
        rows.sort(key=lambda row: row[2])
        found = [
            (hit.type, hit.value, hit.start, hit.end, hit.mask_strategy)
            for hit in detector.find(text)
        ]
        assert found == rows, text
