"""`detect` on generated texts, with the default and with random options."""

import pytest

from tests_py import generate, oracle
from tests_py.backends import build
from tests_py.compare import assert_same_detections
from tests_py.generate_options import FLAGS, FORMS, in_form, options
from tests_py.seed import rng

CHUNKS = 40
DEFAULT_TEXTS = 500
OPTION_SETS = 30
TEXTS_PER_SET = 10


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_default_options(chunk: int, backend: str) -> None:
    random = rng("detect", chunk)
    original = oracle.build()
    detector = build(backend)
    for _ in range(DEFAULT_TEXTS):
        text = generate.text(random)
        assert_same_detections(original.detect(text), detector.detect(text), text)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_options(chunk: int, backend: str) -> None:
    random = rng("detect with options", chunk)
    for _ in range(OPTION_SETS):
        plain = options(random)
        original = oracle.build(plain)
        detector = build(backend, in_form(random.choice(FORMS), plain))
        for _ in range(TEXTS_PER_SET):
            text = generate.text(random)
            want = original.detect(text)
            got = detector.detect(text)
            try:
                assert_same_detections(want, got, text)
            except AssertionError as error:
                error.add_note(f"options: {plain!r}")
                raise


def test_each_flag_alone(backend: str) -> None:
    """Every flag switched off alone, and every one left on alone."""
    random = rng("flags")
    texts = [generate.text(random) for _ in range(100)]
    for flag in FLAGS:
        only = {other: other == flag for other in FLAGS}
        for plain in ({flag: False}, only):
            original = oracle.build(plain)
            detector = build(backend, plain)
            assert list(detector.patterns) == list(original.patterns)
            for text in texts:
                assert_same_detections(
                    original.detect(text), detector.detect(text), text
                )


def test_long_texts(backend: str) -> None:
    """Texts long enough to leave every short-text path."""
    random = rng("long")
    original = oracle.build()
    detector = build(backend)
    for _ in range(10):
        text = " ".join(generate.text(random) for _ in range(150))
        assert_same_detections(original.detect(text), detector.detect(text), text)
        ascii_text = text.encode("ascii", "ignore").decode()
        assert_same_detections(
            original.detect(ascii_text), detector.detect(ascii_text), ascii_text
        )
