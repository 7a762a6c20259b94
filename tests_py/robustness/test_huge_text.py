"""Texts of more code points than the native backend's offsets can count."""

import ctypes
from collections.abc import Callable
from typing import Any

import pytest

from piigo import Detector, LimitError, backend
from tests_py.robustness.samples import custom

LONGEST = (1 << 32) - 1


def untouched(length: int) -> str:
    """A string that takes memory only where it is looked at."""
    assert backend() == "go"
    new = ctypes.pythonapi.PyUnicode_New
    new.restype = ctypes.py_object
    return str(new(ctypes.c_ssize_t(length), ctypes.c_uint32(0x7F)))


@pytest.mark.parametrize(
    "call",
    [
        Detector.detect,
        Detector.redact,
        Detector.process,
        Detector.find,
        lambda detector, text: detector.process_nested([text]),
        lambda detector, text: detector.detect_many(["", text]),
        lambda detector, text: detector.redact_many(["", text]),
    ],
)
@pytest.mark.parametrize("options", [{}, custom("b")])
def test_refused(call: Callable[[Detector, str], Any], options: Any) -> None:
    text = untouched(LONGEST + 1)
    with pytest.raises(LimitError, match="longer than"):
        call(Detector(options), text)


def test_names_the_limit() -> None:
    with pytest.raises(LimitError, match=rf"\({LONGEST}\); split it"):
        Detector().detect(untouched(LONGEST + 1))
