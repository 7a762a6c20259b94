"""Everything that the original detector has is there and says the same."""

import inspect
from typing import Any

import pytest

from piigo import MaskingStrategy, PIIPattern, PIIType
from tests_py import oracle
from tests_py.backends import build
from tests_py.compare import assert_same_detections
from tests_py.generate_options import FORMS, in_form, options
from tests_py.robustness.samples import TEXT, WIDE_TEXT
from tests_py.seed import rng

METHODS = [
    name
    for name, member in vars(oracle.load().PIIDetector).items()
    if inspect.isfunction(member) and not name.startswith("__")
]


def _patterns(detector: Any) -> list[Any]:
    return [
        (key, [(pattern.pattern, pattern.flags, how) for pattern, how in pairs])
        for key, pairs in detector.patterns.items()
    ]


def test_instance_attributes(backend: str) -> None:
    detector = build(backend)
    for name in vars(oracle.build()):
        assert hasattr(detector, name), name


@pytest.mark.parametrize("name", METHODS)
def test_methods_and_their_parameters(name: str, backend: str) -> None:
    want = inspect.signature(getattr(oracle.load().PIIDetector, name))
    got = inspect.signature(getattr(type(build(backend)), name))
    assert list(got.parameters) == list(want.parameters)


@pytest.mark.parametrize("form", FORMS)
def test_patterns(form: str, backend: str) -> None:
    random = rng("surface")
    for _ in range(100):
        plain = options(random)
        original = oracle.build(plain)
        detector = build(backend, in_form(form, plain))
        assert type(detector.patterns) is dict
        assert _patterns(detector) == _patterns(original)
        assert type(detector.whitelist_patterns) is list
        assert detector.whitelist_patterns == original.whitelist_patterns


@pytest.mark.parametrize("form", ["config", "pydantic"])
def test_config_is_the_one_given(form: str, backend: str) -> None:
    config = in_form(form, {"redaction_text": "x"})
    assert build(backend, config).config is config


@pytest.mark.parametrize("given", [None, {}, {"redaction_text": "x"}])
def test_config_has_every_option(given: Any, backend: str) -> None:
    config = build(backend, given).config
    for name, value in oracle.build(given).config.model_dump().items():
        assert getattr(config, name) == value, name


def test_compiling_again_adds_the_patterns_again(backend: str) -> None:
    plain = {"whitelist_patterns": ["^555"], "detect_phone": False}
    original, detector = oracle.build(plain), build(backend, plain)
    detector.config.whitelist_patterns.append("@")
    original.config.whitelist_patterns.append("@")
    for each in (original, detector):
        each._compile_patterns()
        each._compile_whitelist()
    assert _patterns(detector) == _patterns(original)
    assert detector.whitelist_patterns == original.whitelist_patterns
    assert_same_detections(original.detect(TEXT), detector.detect(TEXT), TEXT)


def test_is_whitelisted(backend: str) -> None:
    plain = {"whitelist_patterns": [r"^\d", r"\bexample", r"e$"]}
    original, detector = oracle.build(plain), build(backend, plain)
    for text in (TEXT, WIDE_TEXT):
        for start in range(-3, len(text) + 3, 5):
            for end in range(start - 2, start + 14):
                arguments = (text, start, end)
                want = original._is_whitelisted(*arguments)
                assert detector._is_whitelisted(*arguments) is want
    named: dict[str, Any] = {"text": TEXT, "match_start": 4, "match_end": 15}
    assert detector._is_whitelisted(**named) is original._is_whitelisted(**named)


def test_mask_by_keywords(backend: str) -> None:
    original, detector = oracle.build(), build(backend)
    found = detector.detect(text=TEXT)
    want = original.mask(text=TEXT, detections=original.detect(text=TEXT))
    assert detector.mask(text=TEXT, detections=found) == want
    mask = {"value": "abc@d.ef", "pii_type": "email", "strategy": "partial"}
    assert detector._apply_mask(**mask) == original._apply_mask(**mask)


@pytest.mark.parametrize(
    ("ours", "name"), [(PIIType, "PIIType"), (MaskingStrategy, "MaskingStrategy")]
)
def test_enumerations(ours: Any, name: str) -> None:
    theirs = getattr(oracle.load(), name)
    assert list(ours.__members__) == list(theirs.__members__)
    for member, other in zip(ours, theirs, strict=True):
        assert member == other
        assert hash(member) == hash(other)
        assert (str(member), f"{member}") == (str(other), f"{other}")
        assert {other: 1}[member] == 1


def test_pattern_class() -> None:
    given: dict[str, Any] = {"type": "custom", "pattern": "x", "description": "d"}
    ours = PIIPattern(**given)
    theirs = oracle.load().PIIPattern(**given)
    for name, value in theirs.model_dump().items():
        assert getattr(ours, name) == value
