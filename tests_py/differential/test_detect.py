"""`detect` on generated texts, with the default and with random options."""

from collections.abc import Sequence
from typing import Any

import pytest

from piigo import Detector
from tests_py import generate, oracle
from tests_py.backends import BACKENDS, build
from tests_py.compare import assert_same_detections, noted
from tests_py.differential.random_options import compare_with_random_options
from tests_py.generate_options import FLAGS
from tests_py.seed import rng

CHUNKS = 40
DEFAULT_TEXTS = 500
OPTION_SETS = 30
TEXTS_PER_SET = 10


def _compare(original: Any, detectors: Sequence[Detector], text: str) -> None:
    want = original.detect(text)
    for detector in detectors:
        with noted(backend=detector.backend):
            assert_same_detections(want, detector.detect(text), text)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_default_options(chunk: int) -> None:
    random = rng("detect", chunk)
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for _ in range(DEFAULT_TEXTS):
        _compare(original, detectors, generate.text(random))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_options(chunk: int) -> None:
    compare_with_random_options(
        _compare,
        *("detect with options", chunk),
        option_sets=OPTION_SETS,
        texts_per_set=TEXTS_PER_SET,
    )


def test_each_flag_alone() -> None:
    """Every flag switched off alone, and every one left on alone."""
    random = rng("flags")
    texts = [generate.text(random) for _ in range(100)]
    for flag in FLAGS:
        only = {other: other == flag for other in FLAGS}
        for plain in ({flag: False}, only):
            original = oracle.build(plain)
            detectors = [build(backend, plain) for backend in BACKENDS]
            for detector in detectors:
                assert list(detector.patterns) == list(original.patterns)
            for text in texts:
                _compare(original, detectors, text)


def test_long_texts() -> None:
    """Texts long enough to leave every short-text path."""
    random = rng("long")
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for _ in range(10):
        text = " ".join(generate.text(random) for _ in range(150))
        _compare(original, detectors, text)
        _compare(original, detectors, text.encode("ascii", "ignore").decode())
