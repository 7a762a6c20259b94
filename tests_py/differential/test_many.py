"""`detect_many` and `redact_many` against single calls of the original."""

from typing import Any

import pytest

from piigo import Detector, LimitError
from tests_py import oracle
from tests_py.backends import build
from tests_py.corpus import texts
from tests_py.generate_nested import OwnStr

TEXTS = [*texts(), "", "é", "\ud800 123-45-6789", "😀 a@b.org", "a" * 200_000]


@pytest.mark.parametrize("threads", [None, 1, 2, 7])
@pytest.mark.parametrize("redaction", ["[REDACTED]", "", "█", "😀"])
def test_equal_to_single_calls(
    backend: str, threads: int | None, redaction: str
) -> None:
    config = oracle.load().PIIFilterConfig(redaction_text=redaction)
    original = oracle.load().PIIDetector(config)
    detector = build(backend, config)
    wanted = [original.detect(text) for text in TEXTS]
    assert detector.detect_many(TEXTS, threads) == wanted
    masked = detector.redact_many(iter(TEXTS), threads=threads)
    assert masked == [
        original.mask(text, found) for text, found in zip(TEXTS, wanted, strict=True)
    ]


def test_clean_texts_are_the_same_objects(backend: str) -> None:
    clean = ["nothing here", "rien à voir", "x" * 10]
    masked = build(backend).redact_many(clean)
    assert all(a is b for a, b in zip(clean, masked, strict=True))


def test_an_iterator_that_gives_a_subclass(backend: str) -> None:
    """Python masks where one of the texts is no plain `str`."""
    original = oracle.build()
    listed = ["a@b.cd", OwnStr("123-45-6789"), "clean"]
    detector = build(backend)
    found = [original.detect(text) for text in listed]
    assert detector.detect_many(iter(listed)) == found
    masked = [original.mask(*each) for each in zip(listed, found, strict=True)]
    assert detector.redact_many(listed) == masked
    assert detector.redact_many(iter(listed)) == masked


def test_no_texts(backend: str) -> None:
    assert build(backend).detect_many([]) == []
    assert build(backend).redact_many(()) == []


def test_errors_name_the_index(backend: str) -> None:
    detector = build(backend, {"max_text_length": 5})
    with pytest.raises(TypeError, match=r"texts\[1\] must be str, not int"):
        detector.detect_many(["a", 1])  # type: ignore[list-item]  # what is tested
    with pytest.raises(LimitError, match=r"texts\[2\] is longer than max_text_length"):
        detector.redact_many(["a", "b", "secret"])
    with pytest.raises(ValueError, match="threads must be at least 1"):
        detector.redact_many(["a"], threads=0)


@pytest.mark.parametrize("threads", [10**30, True])
def test_any_integer_is_a_number_of_threads(threads: int, backend: str) -> None:
    detector = build(backend)
    assert detector.detect_many(["a"], threads) == [{}]
    assert detector.redact_many(["a"], threads) == ["a"]
    for call in (detector.detect_many, detector.redact_many):
        with pytest.raises(ValueError, match="threads must be at least 1"):
            call(["a"], -threads)


@pytest.mark.parametrize("threads", [1.5, "2", [1]])
def test_threads_that_are_no_integer(threads: Any, backend: str) -> None:
    detector = build(backend)
    for call in (detector.detect_many, detector.redact_many):
        with pytest.raises(TypeError, match="as an integer"):
            call(["a"], threads)


def test_custom_patterns_take_part(backend: str) -> None:
    config = {"custom_patterns": [{"type": "custom", "pattern": r"EMP-\d+"}]}
    detector: Detector = build(backend, config)
    assert detector.redact_many(["EMP-x", "EMP-7"]) == ["EMP-x", "[REDACTED]"]


def test_more_texts_than_are_scanned_at_a_time(backend: str) -> None:
    detector = build(backend)
    # Only Go scans several at a time.
    repeats = 3_000 if backend == "go" else 300
    dense = "call 555-123-4567 or mail a@example.org, " * repeats
    many = [f"ssn 123-45-{n:04}" if n % 3 else f"réf {n}" for n in range(9_000)]
    for at in (0, 10, 11, 5_000, 8_999):
        many[at] = dense + str(at)
    many[4_000] = "x" * 300_000
    found = [detector.detect(text) for text in many]
    masked = [detector.redact(text) for text in many]
    for threads in (None, 1, 3):
        assert detector.detect_many(many, threads) == found
        assert detector.redact_many(many, threads) == masked
