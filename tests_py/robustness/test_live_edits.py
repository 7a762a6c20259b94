"""What a caller changes on a detector counts as it does with the original."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from piigo import MaskingStrategy, PIIType
from tests_py import oracle
from tests_py.backends import build
from tests_py.compare import assert_same_detections
from tests_py.generate_options import FORMS, in_form
from tests_py.robustness.samples import CLEAN, TEXT, WIDE_TEXT, custom

TEXTS = (TEXT, WIDE_TEXT, CLEAN, "", "123456789 a@b.cd Order 77", "k9 \u212a9")
ORDER = re.compile(r"order \d+", re.IGNORECASE)
CASED = re.compile(r"[a-z]\d")

Edit = Callable[[Any], object]


def _redaction(text: str) -> Edit:
    return lambda detector: setattr(detector.config, "redaction_text", text)


def _add_to_type(detector: Any) -> None:
    detector.patterns[PIIType.SSN].append((ORDER, MaskingStrategy.REMOVE))


def _add_in_front(detector: Any) -> None:
    detector.patterns[PIIType.PHONE].insert(0, (ORDER, MaskingStrategy.HASH))


def _add_type(detector: Any) -> None:
    detector.patterns[PIIType.CUSTOM] = [(CASED, MaskingStrategy.REDACT)]


def _other_strategy(detector: Any) -> None:
    pairs = detector.patterns[PIIType.EMAIL]
    pairs[:] = [(pattern, MaskingStrategy.HASH) for pattern, _ in pairs]


def _replace_whitelist(detector: Any) -> None:
    detector.whitelist_patterns = [re.compile(r"^\d+$")]


def _replace_patterns(detector: Any) -> None:
    detector.patterns = {PIIType.CUSTOM: [(ORDER, MaskingStrategy.PARTIAL)]}


def _replace_config(detector: Any) -> None:
    detector.config = type(detector.config)(redaction_text="new")


def _last_first(detector: Any) -> None:
    items = list(detector.patterns.items())
    detector.patterns.clear()
    detector.patterns.update(reversed(items))


EDITS: dict[str, Edit] = {
    "redaction text": _redaction("<gone>"),
    "empty redaction text": _redaction(""),
    "redaction text that is not ASCII": _redaction("\u2588\U0001f600"),
    "default strategy": lambda detector: setattr(
        detector.config, "default_mask_strategy", MaskingStrategy.REMOVE
    ),
    "flag, too late": lambda detector: setattr(detector.config, "detect_ssn", False),
    "another configuration": _replace_config,
    "whitelist grows": lambda detector: detector.whitelist_patterns.append(
        re.compile(r"123|@")
    ),
    "whitelist is replaced": _replace_whitelist,
    "pattern added to a type": _add_to_type,
    "pattern added in front": _add_in_front,
    "type added": _add_type,
    "type removed": lambda detector: detector.patterns.pop(PIIType.PHONE),
    "type emptied": lambda detector: detector.patterns[PIIType.PHONE].clear(),
    "pattern removed": lambda detector: detector.patterns[PIIType.PHONE].pop(0),
    "patterns reversed": lambda detector: detector.patterns[PIIType.PHONE].reverse(),
    "types reversed": _last_first,
    "strategy changed": _other_strategy,
    "patterns cleared": lambda detector: detector.patterns.clear(),
    "patterns are replaced": _replace_patterns,
}
OPTIONS: dict[str, dict[str, Any]] = {
    "default": {},
    "custom pattern": custom(r"\w\d\b"),
    "whitelist": {"whitelist_patterns": [r"^555"]},
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("name", EDITS)
def test_edit(name: str, options: str, form: str, backend: str) -> None:
    original = oracle.build(OPTIONS[options])
    detector = build(backend, in_form(form, OPTIONS[options]))
    for text in TEXTS:
        assert_same_detections(original.detect(text), detector.detect(text), text)
    EDITS[name](original)
    EDITS[name](detector)
    for text in TEXTS:
        found = original.detect(text)
        assert_same_detections(found, detector.detect(text), text)
        for item in found.values():
            for hit in item[::2]:
                del hit["mask_strategy"]
        want = original.mask(text, found)
        assert detector.mask(text, found) == want
        assert detector.redact(text) == original.mask(text, original.detect(text))
        assert detector.process(text)[0] == detector.redact(text)


@pytest.mark.parametrize("name", EDITS)
def test_edit_before_the_first_call(name: str, backend: str) -> None:
    original = oracle.build()
    detector = build(backend, {})
    EDITS[name](original)
    EDITS[name](detector)
    for text in TEXTS:
        found = original.detect(text)
        assert_same_detections(found, detector.detect(text), text)
        assert detector.redact(text) == original.mask(text, found)


def test_methods_taken_before_the_edit(backend: str) -> None:
    detector = build(backend)
    detect, redact, nested = detector.detect, detector.redact, detector.process_nested
    assert detect(TEXT)
    assert nested([TEXT])[0]
    detector.patterns.clear()
    assert detect(TEXT) == {}
    assert redact(TEXT) == TEXT
    assert nested([TEXT]) == nested(path="p", data=[TEXT]) == (False, [TEXT], {})


def _outcome(mask: Callable[[str], object], text: str) -> object:
    """What the text is masked to, or the type of a TypeError."""
    try:
        return mask(text)
    except TypeError as error:
        return type(error)


class _Quoted(str):
    """A string that says how it is added to another."""

    __slots__ = ()

    def __radd__(self, other: str) -> str:
        return f"{other}<{self!s}>"


def _outcomes(options: str, redaction: object, backend: str) -> list[object]:
    """What texts are masked to with this redaction text, whatever masks them."""
    original = oracle.build(OPTIONS[options])
    detector = build(backend, in_form("pydantic", OPTIONS[options]))
    original.config.redaction_text = redaction
    detector.config.redaction_text = redaction
    calls: tuple[Callable[[str], object], ...] = (
        detector.redact,
        lambda text: detector.process(text)[0],
        lambda text: detector.redact_many([text])[0],
        lambda text: detector.process_nested([text])[1][0],
        lambda text: detector.mask(text, detector.detect(text)),
    )
    outcomes = []
    for text in (*TEXTS, "mail jane.doe@example.com", "so it is, 1 or 2"):
        want = _outcome(lambda text: original.mask(text, original.detect(text)), text)
        assert [_outcome(call, text) for call in calls] == [want] * len(calls), text
        outcomes.append(want)
    return outcomes


@pytest.mark.parametrize("redaction", [5, None, b"gone", ["gone"]])
@pytest.mark.parametrize("options", OPTIONS)
def test_redaction_text_that_is_no_string(
    options: str, redaction: object, backend: str
) -> None:
    """Only a text that it is put into cannot be masked."""
    outcomes = _outcomes(options, redaction, backend)
    assert TypeError in outcomes
    assert CLEAN in outcomes


@pytest.mark.parametrize("options", OPTIONS)
def test_redaction_text_of_a_subclass(options: str, backend: str) -> None:
    outcomes = _outcomes(options, _Quoted("gone"), backend)
    assert any("<gone>" in str(masked) for masked in outcomes)
    assert CLEAN in outcomes
