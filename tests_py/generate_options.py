"""Random configurations, as plain data and in every form a caller may give."""

import random
from typing import Any

from piigo import Config, CustomPattern
from tests_py import oracle

FLAGS = (
    *("detect_ssn", "detect_credit_card", "detect_email", "detect_phone"),
    *("detect_ip_address", "detect_date_of_birth", "detect_passport"),
    *("detect_driver_license", "detect_bank_account", "detect_medical_record"),
    *("detect_aws_keys", "detect_api_keys"),
)
TYPES = (
    *("ssn", "credit_card", "email", "phone", "ip_address", "date_of_birth"),
    *("passport", "driver_license", "bank_account", "medical_record", "aws_key"),
    *("api_key", "custom"),
)
STRATEGIES = ("redact", "partial", "hash", "tokenize", "remove")
FORMS = ("dict", "config", "pydantic")

CUSTOM = (
    *(r"EMP-\d{4,6}", r"\b[A-Z]{3}-\d+\b", r"order\s+\d+", r"\d", r"a", r"\w+"),
    *(r"", r"|a", r"x*", r"\b", r"(?=\d)", r"^", r"$", r"\Z", r"(?m)^\d*$"),
    *(r"(?<=@)\w+", r"(?<!\d)\d{2}(?!\d)", r"(\w)\1", r"a|ab|abc", r"ab??c?"),
    *(r"[^\s@]+@[^\s@]+", r"\d{3}-\d{2}-\d{4}|\d{9}", r"[k\u017f]+", r"caf\xe9"),
    *(r"[\u0130-\u0140]", r"[^\x00-\x7f]+", r"\S{5,}", r"\s+", r".", r"(?s:.{2,3})"),
    *(r"\d(?:\d\d)*", r"(?:\d{4}[- ]?){4}", r"(?P<name>x|\.)", r"(?x) \d \d # two"),
    *(r"(?>\d+)\d", r"\d++-", r"(?i:k)", r"\+?[1-9]\d{1,14}", r"\u212a|\u0131|i"),
)
WHITELIST = (
    *(r"^555", r"4567$", r"^\d{9}$", r"\b1", r"\b0", r"example", r"@.*\.org", r"^"),
    *(r"\.\d+$", r"0000", r"^[a-z]+$", r"(?<!a)b", r"\Akey\Z", r"AKIA", r"\D", r"k"),
    *(r"^(?!1)", r"^.{11}$", r"\s", r"[^\x00-\x7f]", r"\bapi", r"^$", r"x|y|z"),
)
REDACTIONS = (
    *("[REDACTED]", "", "\u2588\u2588", "XXX", "123-45-6789", "a@b.cd", "\ud800", "\0"),
)


def custom_pattern(rng: random.Random) -> dict[str, Any]:
    """A custom pattern as plain data."""
    return {
        "type": rng.choice((*TYPES, "custom", "custom")),
        "pattern": rng.choice(CUSTOM),
        "description": "made for a test",
        "mask_strategy": rng.choice(STRATEGIES),
        "enabled": rng.random() < 0.85,
    }


def options(rng: random.Random) -> dict[str, Any]:
    """Options as plain data, with any of them left out."""
    chosen: dict[str, Any] = {}
    off = rng.choice((0.0, 0.1, 0.5, 0.95))
    for flag in FLAGS:
        if rng.random() < off:
            chosen[flag] = False
        elif rng.random() < 0.2:
            chosen[flag] = True
    if rng.random() < 0.6:
        count = rng.randint(1, 4)
        chosen["custom_patterns"] = [custom_pattern(rng) for _ in range(count)]
    if rng.random() < 0.4:
        chosen["whitelist_patterns"] = rng.sample(WHITELIST, rng.randint(1, 3))
    if rng.random() < 0.5:
        chosen["redaction_text"] = rng.choice(REDACTIONS)
    if rng.random() < 0.5:
        chosen["default_mask_strategy"] = rng.choice(STRATEGIES)
    return chosen


def in_form(form: str, plain: dict[str, Any]) -> Any:
    """The options as a mapping, a piigo.Config or the original's own model."""
    if form == "dict":
        return plain
    if form == "pydantic":
        return oracle.load().PIIFilterConfig.model_validate(plain)
    customs = [CustomPattern(**item) for item in plain.get("custom_patterns", ())]
    return Config(**{**plain, "custom_patterns": customs})
