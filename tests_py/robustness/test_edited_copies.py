"""Copies and pickles of detectors carry what those of the original do."""

import copy
import gc
import pickle
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from piigo import Detector, MaskingStrategy, PIIType
from tests_py import oracle
from tests_py.backends import build
from tests_py.compare import assert_same_detections
from tests_py.robustness.samples import TEXT, WIDE_TEXT, custom
from tests_py.robustness.test_live_edits import EDITS
from tests_py.robustness.test_pickle_copy import COPIES

KEY = "AKIAIOSFODNN7EXAMPLE"
TEXTS = (TEXT, WIDE_TEXT, "123456789 a@b.cd Order 77")
WAYS = ("copy", "deepcopy", "pickle 5")
OPTIONS: dict[str, dict[str, Any]] = {
    "default": {},
    "whitelist": {"whitelist_patterns": ["^555"]},
    "custom pattern that needs re": custom(r"(?<=\w)\d\b"),
}


def _compare(original: Any, detector: Detector) -> None:
    for text in TEXTS:
        found = original.detect(text)
        assert_same_detections(found, detector.detect(text), text)
        masked = original.mask(text, found)
        assert detector.redact(text) == masked
        assert detector.process_nested([text])[1] == [masked]


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("name", EDITS)
def test_edits_made_before(name: str, options: str, how: str, backend: str) -> None:
    original, detector = (
        oracle.build(OPTIONS[options]),
        build(backend, OPTIONS[options]),
    )
    EDITS[name](original)
    EDITS[name](detector)
    for _ in range(2):
        original, detector = COPIES[how](original), COPIES[how](detector)
        assert detector.backend == backend
        _compare(original, detector)


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("edited", [0, 2])
def test_edits_made_after(
    name: str, options: str, how: str, edited: int, backend: str
) -> None:
    """Only `copy.copy` shares what is edited, whoever of the three edits it first."""
    originals = [oracle.build(OPTIONS[options])]
    detectors = [build(backend, OPTIONS[options])]
    for made in range(2):
        originals.append(COPIES[how](originals[made]))
        detectors.append(COPIES[how](detectors[made]))
    EDITS[name](originals[edited])
    EDITS[name](detectors[edited])
    for original, detector in zip(originals, detectors, strict=True):
        _compare(original, detector)


def test_methods_taken_from_a_copy_before_the_edit(backend: str) -> None:
    detector = build(backend)
    taken = copy.copy(detector).detect
    made = copy.copy(detector)
    calls = [detector.detect, made.detect, made.redact]
    assert all(call(TEXT) not in ({}, TEXT) for call in calls)
    detector.patterns.clear()
    assert [call(TEXT) for call in calls] == [{}, {}, TEXT]
    gc.collect()
    assert taken("clean") == {}


@pytest.mark.native
@pytest.mark.parametrize("how", COPIES)
def test_unedited_copies_are_served_natively(how: str) -> None:
    made = COPIES[how](build("go"))
    for name in ("detect", "redact", "process", "process_nested"):
        assert getattr(made, name).__self__ is made._bound
    assert made._patterns is None


def _shout(text: str) -> str:
    return text.upper()


@pytest.mark.parametrize("how", COPIES)
def test_attributes_of_the_caller(how: str, backend: str) -> None:
    detector: Any = build(backend)
    detector.note = ["mine"]
    detector.redact = _shout
    detector.itself = detector
    made = COPIES[how](detector)
    assert made.note == ["mine"]
    assert (made.note is detector.note) == (how == "copy")
    assert made.redact("a@b.cd") == "A@B.CD"
    assert made.itself is (detector if how == "copy" else made)
    assert made.detect(TEXT) == detector.detect(TEXT)


@pytest.mark.parametrize("how", COPIES)
def test_configuration_that_knows_its_detector(how: str, backend: str) -> None:
    config = SimpleNamespace(redaction_text="<gone>")
    config.detector = build(backend, config)
    made = COPIES[how](config.detector)
    assert (made.config is config) == (how == "copy")
    assert made.config.detector.redact(KEY) == made.redact(KEY) == "<gone>"


def test_custom_pattern_edited_too_late(backend: str) -> None:
    detector = build(backend, custom("jane", mask_strategy="hash"))
    detector.config.custom_patterns[0].pattern = "John"
    for made in (detector, *(how(detector) for how in COPIES.values())):
        found = made.patterns[PIIType.CUSTOM]
        assert found == [(re.compile("jane", re.IGNORECASE), MaskingStrategy.HASH)]
        assert made.redact("John") == "John"


class _OtherSignature(Detector):
    __slots__ = ("slot",)

    def __init__(self, words: str, *, backend: str) -> None:
        super().__init__({"redaction_text": words}, backend=backend)
        self.words = words
        self.slot = len(words)


class _WholeState(_OtherSignature):
    def __getstate__(self) -> Any:
        return self.__dict__.copy()


@pytest.mark.parametrize("how", COPIES)
@pytest.mark.parametrize("kind", [_OtherSignature, _WholeState])
def test_subclasses(kind: type[_OtherSignature], how: str, backend: str) -> None:
    made = COPIES[how](kind("<gone>", backend=backend))
    assert type(made) is kind
    assert made.words == "<gone>"
    assert kind is _WholeState or made.slot == 6
    assert made.redact(KEY) == "<gone>"
    made.patterns.clear()
    assert made.redact(KEY) == KEY


def test_methods_of_subclasses(backend: str) -> None:
    """A method travels with its detector, and lives on where that is let go."""
    method: Callable[[str], str] = _OtherSignature("<gone>", backend=backend).redact
    gc.collect()
    assert pickle.loads(pickle.dumps(method))(KEY) == "<gone>"
