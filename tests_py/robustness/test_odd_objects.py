"""Strings, configurations and detections of unusual kinds: nothing breaks."""

import contextlib
import gc
import sys
import threading
from collections.abc import Callable
from typing import Any, SupportsIndex

import pytest

from piigo import Detector
from tests_py.backends import build

TEXT = "mail jane@example.com, 123-45-6789"
CLEAN = "so it is"


class LooksLike:
    """A configuration with a few options only, none of which has to do with masking."""

    detect_ssn = True


class Escaping(str):
    """A string that says what was added to it, as those for HTML escape it."""

    __slots__ = ()

    def __getitem__(self, place: SupportsIndex | slice) -> "Escaping":
        return Escaping(str.__getitem__(self, place))

    def __add__(self, other: str) -> "Escaping":
        return Escaping(f"{self!s}<{other}>")


class Dying:
    """Does something when it is given up."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.act = act

    def __del__(self) -> None:
        self.act()


@pytest.mark.native
@pytest.mark.parametrize("text", [TEXT, CLEAN])
def test_configuration_without_a_redaction_text(text: str) -> None:
    want = build("python").process(text)
    detector = Detector(LooksLike(), backend="go")
    assert detector.backend == "go"
    assert detector.redact(text) == want[0]
    assert detector.process(text) == want
    assert detector.redact_many([text]) == [want[0]]
    assert detector.mask(text, detector.detect(text)) == want[0]
    found, data, _ = detector.process_nested([text])
    assert (found, data) == (bool(want[1]), [want[0]])


@pytest.mark.parametrize("limit", ["max_text_length", "max_depth"])
def test_limit_beyond_what_c_counts(limit: str, backend: str) -> None:
    assert build(backend, {limit: 10**30}).redact(TEXT) == build(backend).redact(TEXT)


@pytest.mark.native
def test_masked_by_the_methods_of_a_subclass() -> None:
    native, python = build("go"), build("python")
    for text in (Escaping(TEXT), Escaping(CLEAN)):
        want = python.redact(text)
        for got in (
            native.redact(text),
            native.process(text)[0],
            native.redact_many([CLEAN, text])[1],
        ):
            assert type(got) is type(want) is Escaping
            assert got == want
        assert (want is text) == (text == CLEAN)


def _detections(detector: Detector) -> tuple[Any, dict[str, Any]]:
    """Detections of TEXT, and the first of them."""
    detections = detector.detect(TEXT)
    first = next(iter(detections.values()))[0]
    return detections, first


def test_detections_emptied_while_they_are_masked(backend: str) -> None:
    detector = build(backend)
    detections, first = _detections(detector)
    others: list[Any] = []

    def empty() -> None:
        detections.clear()
        others.extend([{"other": n}] for n in range(100))

    first["type"] = Dying(empty)
    del first
    with pytest.raises(RuntimeError, match="changed size"):
        detector.mask(TEXT, detections)
    assert others == [[{"other": n}] for n in range(100)]


@pytest.mark.parametrize("by", [3, object()])
def test_lists_replaced_while_they_are_masked(by: object, backend: str) -> None:
    """What comes of it is no matter, but an exception is all."""
    detector = build(backend)
    detections, first = _detections(detector)
    name = next(iter(detections))
    first["type"] = Dying(lambda: detections.update({name: by}))
    del first
    with contextlib.suppress(TypeError):
        detector.mask(TEXT, detections)
    assert detections[name] is by


if sys.version_info < (3, 12):  # later ones make no such strings
    import ctypes

    def _legacy_string(text: str) -> str:
        """The text as an old extension makes it, in the form of Python 2 alone."""
        make = ctypes.pythonapi.PyUnicode_FromUnicode
        make.argtypes, make.restype = (
            (ctypes.c_void_p, ctypes.c_ssize_t),
            ctypes.py_object,
        )
        characters = ctypes.pythonapi.PyUnicode_AsUnicode
        characters.argtypes, characters.restype = (ctypes.py_object,), ctypes.c_void_p
        made: str = make(None, len(text))
        size = len(text) * ctypes.sizeof(ctypes.c_wchar)
        ctypes.memmove(characters(made), ctypes.create_unicode_buffer(text), size)
        return made

    @pytest.mark.native
    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_strings_as_python_2_made_them() -> None:
        native, python = build("go"), build("python")
        detections = native.detect(TEXT)
        for method in ("detect", "redact", "process"):
            want = getattr(python, method)(TEXT)
            assert getattr(native, method)(_legacy_string(TEXT)) == want
        assert native.detect_many([_legacy_string(TEXT)]) == [detections]
        assert native.redact_many([_legacy_string(TEXT)]) == [python.redact(TEXT)]
        assert native.process_nested([_legacy_string(TEXT)])[0]
        masked = native.mask(_legacy_string(TEXT), detections)
        assert masked == python.redact(TEXT)


@pytest.mark.native
def test_results_are_not_seen_before_they_are_there() -> None:
    """A list that the collector knows can be had by any thread."""
    native = build("go")
    texts = [f"{CLEAN} " * 2000 + TEXT] * 777
    done = threading.Event()
    seen: set[int] = set()

    def look() -> None:
        while not done.is_set():
            for found in gc.get_objects():
                if type(found) is list and len(found) == len(texts):
                    seen.add(len(tuple(found)))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for _ in range(5):
            assert len(native.detect_many(texts)) == len(texts)
    finally:
        done.set()
        thread.join()
    assert seen == {len(texts)}
