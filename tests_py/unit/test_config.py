"""Reading configurations, and the errors for wrong ones."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from piigo._config import Config, CustomPattern, PIIPattern, option
from piigo._types import MaskingStrategy, PIIType

PATTERN = {"type": "custom", "pattern": "x"}

ERRORS: list[tuple[str, Any, str]] = [
    (
        "close name",
        {"detect_ssns": True},
        "'detect_ssns' is not an option; did you mean 'detect_ssn'?",
    ),
    ("no close name", {"zzz": 1}, "'zzz' is not an option; use detect_ssn, "),
    ("name that is no string", {7: 1}, "7 is not an option"),
    ("flag", {"detect_ssn": 1}, "detect_ssn must be true or false, not int"),
    ("text", {"redaction_text": None}, "redaction_text must be a string, not NoneType"),
    ("list", {"custom_patterns": {}}, "custom_patterns must be a list, not dict"),
    (
        "one string",
        {"whitelist_patterns": "a"},
        "whitelist_patterns must be a list, not str",
    ),
    (
        "whitelist item",
        {"whitelist_patterns": ["a", 5]},
        "whitelist_patterns[1] must be a string, not int",
    ),
    (
        "strategy",
        {"default_mask_strategy": "x"},
        "default_mask_strategy 'x' is unknown; use one of redact, ",
    ),
    (
        "strategy type",
        {"default_mask_strategy": 3},
        "default_mask_strategy must be one of redact, ",
    ),
    ("limit type", {"max_depth": True}, "max_depth must be an integer, not bool"),
    ("limit", {"max_depth": 0}, "max_depth must be at least 1"),
    ("length", {"max_text_length": -1}, "max_text_length must be at least 0"),
    (
        "pattern type",
        {"custom_patterns": [PATTERN | {"type": "x"}]},
        "custom_patterns[0].type 'x' is unknown; use one of ssn, ",
    ),
    (
        "pattern field",
        {"custom_patterns": [PATTERN | {"patern": "x"}]},
        "custom_patterns[0].'patern' is not an option; did you mean 'pattern'?",
    ),
    (
        "second pattern",
        {"custom_patterns": [PATTERN, PATTERN | {"enabled": 0}]},
        "custom_patterns[1].enabled must be true or false, not int",
    ),
    (
        "missing field",
        {"custom_patterns": [{"type": "ssn"}]},
        "custom_patterns[0].pattern is missing",
    ),
    (
        "pattern from no object",
        {"custom_patterns": ["x"]},
        "custom_patterns[0].type is missing",
    ),
    ("a string", "detect_ssn", "config must be None, a Config, a mapping"),
    ("a list", [], "config must be None, a Config, a mapping"),
]


@pytest.mark.parametrize(
    ("source", "message"), [e[1:] for e in ERRORS], ids=[e[0] for e in ERRORS]
)
def test_error(source: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}") as raised:
        Config.from_any(source)
    assert "\n" not in str(raised.value)


def test_long_or_odd_names_are_cut_and_escaped() -> None:
    with pytest.raises(ValueError, match="is not an option") as raised:
        Config.from_any({"a\nb" * 1000: 1})
    assert len(str(raised.value)) < 700
    assert "\n" not in str(raised.value)


def test_none_gives_defaults() -> None:
    assert Config.from_any(None) == Config()


def test_a_config_is_itself_and_checked() -> None:
    config = Config()
    assert Config.from_any(config) is config
    config.default_mask_strategy = "hash"  # type: ignore[assignment]  # as users do
    assert Config.from_any(config).default_mask_strategy is MaskingStrategy.HASH
    config.detect_ssn = None  # type: ignore[assignment]  # must be refused
    with pytest.raises(ValueError, match="detect_ssn"):
        Config.from_any(config)


def test_mapping() -> None:
    config = Config.from_any(
        {
            "detect_ssn": False,
            "default_mask_strategy": MaskingStrategy.HASH,
            "custom_patterns": [
                PATTERN,
                CustomPattern(PIIType.SSN, "y", enabled=False),
            ],
            "whitelist_patterns": ("a", "b"),
        }
    )
    assert not config.detect_ssn
    assert config.detect_email
    assert config.custom_patterns == [
        CustomPattern(PIIType.CUSTOM, "x", "", MaskingStrategy.REDACT, True),
        CustomPattern(PIIType.SSN, "y", "", MaskingStrategy.REDACT, False),
    ]
    assert config.whitelist_patterns == ["a", "b"]


def test_look_alike_object() -> None:
    pattern = SimpleNamespace(type="email", pattern="x", mask_strategy="remove")
    source = SimpleNamespace(
        detect_phone=False, custom_patterns=[pattern], unrelated=object()
    )
    config = Config.from_any(source)
    assert config == Config(
        detect_phone=False,
        custom_patterns=[
            CustomPattern(PIIType.EMAIL, "x", mask_strategy=MaskingStrategy.REMOVE)
        ],
    )


def test_option_is_read_live_with_defaults() -> None:
    source = SimpleNamespace(redaction_text="<x>")
    assert option(source, "redaction_text") == "<x>"
    assert option(source, "default_mask_strategy") is MaskingStrategy.REDACT


def test_configs_share_no_lists() -> None:
    assert Config().custom_patterns is not Config().custom_patterns
    assert PIIPattern is CustomPattern
