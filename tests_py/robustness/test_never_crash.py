"""Any input gets an answer or a clear exception, whatever the thread."""

import threading
from typing import Any

import pytest

from piigo import LimitError
from tests_py import generate, oracle
from tests_py.backends import build
from tests_py.compare import (
    assert_same_detections,
    mask_or_error,
    original_mask,
)
from tests_py.generate_nested import OwnStr
from tests_py.robustness.samples import CLEAN, TEXT, WIDE_TEXT
from tests_py.seed import rng

MEGABYTE = 1_000_000
NO_TEXT: tuple[Any, ...] = (
    None,
    5,
    1.5,
    b"bytes",
    bytearray(b"x"),
    [],
    {},
    object(),
    TEXT.encode(),
)


@pytest.mark.parametrize("char", ["\0", "\ud800", "\U0010ffff", "\x85"])
@pytest.mark.parametrize("text", ["", TEXT, WIDE_TEXT])
def test_odd_characters_anywhere(char: str, text: str, backend: str) -> None:
    original = oracle.build()
    detector = build(backend)
    for at in range(0, len(text) + 1, 3):
        odd = text[:at] + char + text[at:]
        want = original.detect(odd)
        assert_same_detections(want, detector.detect(odd), odd)
        assert detector.redact(odd) == original.mask(odd, want)


@pytest.mark.parametrize(
    ("megabytes", "end"), [(50, ""), (10, " \u2026")], ids=["ASCII", "not ASCII"]
)
def test_a_very_long_text(megabytes: int, end: str, backend: str) -> None:
    if backend == "python":
        megabytes //= 5  # takes 100 times the time
    filler = (CLEAN + "\n") * (megabytes * MEGABYTE // 2 // (len(CLEAN) + 1))
    text = f"{filler}123-45-6789 {filler}a@b.cd{end}"
    masked, found = build(backend).process(text)
    assert found_starts(found) == {
        "ssn": [len(filler)],
        "email": [2 * len(filler) + 12],
        "phone": [len(filler), len(filler) + 4, len(filler) + 7],
    }
    assert list(found) == ["ssn", "email", "phone"]
    want = oracle.build().mask("123-45-6789", oracle.build().detect("123-45-6789"))
    assert masked == f"{filler}{want} {filler}***@b.cd{end}"


def found_starts(found: Any) -> dict[str, list[int]]:
    """The starts by type."""
    return {key.value: [hit["start"] for hit in hits] for key, hits in found.items()}


@pytest.mark.parametrize("method", ["detect", "redact", "process", "find"])
@pytest.mark.parametrize("wrong", NO_TEXT, ids=lambda wrong: type(wrong).__name__)
def test_text_of_another_type(method: str, wrong: Any, backend: str) -> None:
    call = getattr(build(backend), method)
    with pytest.raises(TypeError, match=type(wrong).__name__):
        call(wrong)


@pytest.mark.parametrize("wrong", NO_TEXT, ids=lambda wrong: type(wrong).__name__)
def test_mask_of_another_type(wrong: Any, backend: str) -> None:
    found = oracle.build().detect(TEXT)
    want = original_mask(oracle.build(), wrong, found).text
    assert mask_or_error(build(backend), wrong, found) == want


@pytest.mark.parametrize("method", ["detect", "redact", "process", "find"])
def test_wrong_number_of_arguments(method: str, backend: str) -> None:
    call = getattr(build(backend), method)
    with pytest.raises(TypeError):
        call()
    with pytest.raises(TypeError):
        call(TEXT, TEXT, TEXT)


@pytest.mark.parametrize("method", ["detect", "redact", "process", "find"])
def test_text_as_a_keyword(method: str, backend: str) -> None:
    call = getattr(build(backend), method)
    assert call(text=TEXT) == call(TEXT)


@pytest.mark.parametrize("text", [TEXT, WIDE_TEXT, "123-45-6789", CLEAN, ""])
def test_text_of_a_subclass(text: str, backend: str) -> None:
    original = oracle.build()
    detector = build(backend)
    own = OwnStr(text)
    want = original.detect(own)
    assert_same_detections(want, detector.detect(own), text)
    assert detector.redact(own) == original.mask(own, want)


def test_depth_limit(backend: str) -> None:
    detector = build(backend)
    data: Any = "a@b.cd"
    for _ in range(1000):
        data = [data]
    modified, new, _ = detector.process_nested(data)
    assert modified
    for _ in range(1000):
        (new,) = new
    assert new == "***@b.cd"
    for too_deep in ([data], {"k": data}):
        with pytest.raises(LimitError, match="max_depth"):
            detector.process_nested(too_deep)
        with pytest.raises(LimitError, match="max_depth"):
            detector.scan_nested(too_deep)
    for _ in range(1000):
        (data,) = data
    assert data == "a@b.cd"


@pytest.mark.parametrize("depth", [1, 2, 7])
def test_own_depth_limit(depth: int, backend: str) -> None:
    detector = build(backend, {"max_depth": depth})
    data: Any = ["a@b.cd"]
    for _ in range(depth - 1):
        data = {"k": data}
    assert detector.process_nested(data)[0]
    with pytest.raises(LimitError, match=str(depth)):
        detector.process_nested([data])


def test_cycles(backend: str) -> None:
    detector = build(backend)
    ring: list[Any] = ["123-45-6789"]
    ring.append({"again": ring})
    with pytest.raises(LimitError):
        detector.process_nested(ring)
    assert ring[0] == "123-45-6789"


@pytest.mark.parametrize("opening", ["[", '{"a":', "[[[{}, "])
def test_deep_json_in_a_string(opening: str, backend: str) -> None:
    closing = {"[": "]", '{"a":': "}", "[[[{}, ": "]]]"}[opening]
    detector = build(backend)
    text = opening * 100_000 + '"123-45-6789"' + closing * 100_000
    with pytest.raises(LimitError):
        detector.process_nested([text])
    assert detector.detect(text)


def test_text_length_limit(backend: str) -> None:
    detector = build(backend, {"max_text_length": len(TEXT)})
    assert detector.detect(TEXT)
    for call in (detector.detect, detector.redact, detector.process, detector.find):
        with pytest.raises(LimitError, match="max_text_length"):
            call(TEXT + " ")
    with pytest.raises(LimitError, match="max_text_length"):
        detector.process_nested({"k": [WIDE_TEXT]})


def test_one_detector_for_eight_threads(backend: str) -> None:
    random = rng("threads")
    original = oracle.build()
    detector = build(backend)
    texts = [generate.text(random) for _ in range(300)]
    texts += [" ".join(texts[:150]), (CLEAN + " ") * 200 + TEXT]
    want = [original.detect(text) for text in texts]
    wrong: list[str] = []
    barrier = threading.Barrier(8)

    def work(offset: int) -> None:
        barrier.wait()
        for step in range(2 * len(texts)):
            at = (step + offset * 37) % len(texts)
            if detector.detect(texts[at]) != want[at]:
                wrong.append(texts[at])
            masked, found = detector.process(texts[at])
            if list(found) != list(want[at]) or masked != detector.redact(texts[at]):
                wrong.append(texts[at])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
