"""The engine on Python's `re`."""

import re
from typing import Any

from piigo._config import Config
from piigo._patterns import build_patterns, build_whitelist
from piigo._python import PythonEngine
from piigo._types import MaskingStrategy, PIIType

EXAMPLE = "mail a.b@c.org, ssn 123-45-6789"


def engine(**options: Any) -> PythonEngine:
    config = Config.from_any(options)
    return PythonEngine(build_patterns(config), build_whitelist(config), config)


def test_detect_gives_order_and_fields() -> None:
    found = engine(detect_phone=False).detect(EXAMPLE)
    assert list(found) == [PIIType.SSN, PIIType.EMAIL]
    assert [list(item.items()) for item in found[PIIType.EMAIL]] == [
        [
            ("value", "a.b@c.org"),
            ("start", 5),
            ("end", 14),
            ("mask_strategy", MaskingStrategy.PARTIAL),
        ]
    ]


def test_patterns_of_a_type_are_told_from_those_of_others() -> None:
    only = engine(custom_patterns=[{"type": "ssn", "pattern": r"\d\d"}])
    found = only.detect("10 2")
    assert list(found) == [PIIType.SSN, PIIType.PHONE]
    assert [item["mask_strategy"] for item in found[PIIType.SSN]] == [
        MaskingStrategy.REDACT
    ]


def test_whitelisted_matches_leave_no_range() -> None:
    found = engine(
        detect_phone=False,
        custom_patterns=[{"type": "ssn", "pattern": r"6789"}],
        whitelist_patterns=["^123-"],
    ).detect(EXAMPLE)
    assert [item["value"] for item in found[PIIType.SSN]] == ["6789"]


def test_edits_count_from_the_next_call_on() -> None:
    config = Config()
    patterns = build_patterns(config)
    whitelist: list[re.Pattern[str]] = []
    live = PythonEngine(patterns, whitelist, config)
    assert live.redact("key") == "key"
    patterns[PIIType.CUSTOM] = [(re.compile("key"), MaskingStrategy.REDACT)]
    assert live.redact("key") == "[REDACTED]"
    config.redaction_text = "-"
    assert live.redact("key") == "-"
    whitelist.append(re.compile("^key$"))
    assert live.redact("key") == "key"


def test_redact_and_process_are_detect_and_mask() -> None:
    live = engine(detect_phone=False)
    found = live.detect(EXAMPLE)
    masked = live.mask(EXAMPLE, found)
    assert masked == "mail a***b@c.org, ssn ***-**-6789"
    assert live.redact(EXAMPLE) == masked
    assert live.process(EXAMPLE) == (masked, found)


class Text(str):
    """A subclass of `str`."""


def test_values_of_a_subclass_are_plain_strings() -> None:
    found = engine(detect_ssn=False).detect(Text("1234567"))
    assert {type(item["value"]) for items in found.values() for item in items} == {str}
