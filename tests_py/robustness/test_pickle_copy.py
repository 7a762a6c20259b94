"""Detectors, configurations and results travel by pickle and by copy."""

import copy
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from piigo import (
    Config,
    CustomPattern,
    Detection,
    InternalError,
    LimitError,
    MaskingStrategy,
    PIIType,
)
from tests_py import oracle
from tests_py.backends import build
from tests_py.compare import assert_same_detections
from tests_py.generate_options import FORMS, in_form
from tests_py.robustness.samples import TEXT, WIDE_TEXT, custom

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
OPTIONS: dict[str, dict[str, Any]] = {
    "default": {},
    "many": {
        **custom(r"\bDOB\b", mask_strategy="hash"),
        "whitelist_patterns": ["^555", "10$"],
        "detect_phone": False,
        "redaction_text": "\u2588",
    },
}


def _pickled(protocol: int) -> Callable[[Any], Any]:
    return lambda made: pickle.loads(pickle.dumps(made, protocol))


COPIES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {protocol}": _pickled(protocol) for protocol in PROTOCOLS},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("how", COPIES)
def test_detector(how: str, options: str, form: str, backend: str) -> None:
    original = oracle.build(OPTIONS[options])
    detector = build(backend, in_form(form, OPTIONS[options]))
    for used in (False, True):
        if used:
            detector.detect(TEXT)
        made = COPIES[how](detector)
        assert type(made) is type(detector)
        assert made.backend == backend
        assert made.config == detector.config
        for text in (TEXT, WIDE_TEXT):
            want = original.detect(text)
            assert_same_detections(want, made.detect(text), text)
            assert made.redact(text) == original.mask(text, want)


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize(
    "value",
    [
        Config(redaction_text="x", whitelist_patterns=["a"]),
        CustomPattern(type=PIIType.SSN, pattern="x"),
        Detection(PIIType.SSN, "v", 1, 2, MaskingStrategy.HASH),
        *PIIType,
        *MaskingStrategy,
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_values(how: str, value: Any) -> None:
    made = COPIES[how](value)
    assert made == value
    assert type(made) is type(value)


@pytest.mark.parametrize("kind", [LimitError, InternalError])
@pytest.mark.parametrize("how", COPIES)
def test_errors(how: str, kind: type[Exception]) -> None:
    made = COPIES[how](kind("why"))
    assert type(made) is kind
    assert made.args == ("why",)


@pytest.mark.parametrize("how", COPIES)
def test_detections(how: str, backend: str) -> None:
    found = build(backend).detect(TEXT)
    assert_same_detections(found, COPIES[how](found), TEXT)


@pytest.mark.parametrize("method", ["detect", "redact", "process", "process_nested"])
def test_methods(method: str, backend: str) -> None:
    """A method travels with its detector, and lives on where that is let go."""
    want = getattr(build(backend), method)(TEXT)
    for protocol in PROTOCOLS:
        made = pickle.loads(pickle.dumps(getattr(build(backend), method), protocol))
        assert made(TEXT) == want


def test_into_another_process(backend: str) -> None:
    """A fresh interpreter can use a detector that was pickled here."""
    detector = build(backend, {"redaction_text": "<gone>"})
    program = (
        "import pickle, sys; made = pickle.load(sys.stdin.buffer); "
        "print(made.backend, made.redact('10.1.2.3 a@b.cd'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(detector),
        capture_output=True,
        check=True,
        timeout=60,
    )
    want = detector.redact("10.1.2.3 a@b.cd")
    assert done.stdout.decode().split(" ", 1) == [backend, want + os.linesep]
