"""From configuration to compiled patterns."""

import re
from typing import Any

import pytest

from piigo._config import Config
from piigo._patterns import build_patterns, build_whitelist
from piigo._rules import BUILTIN
from piigo._types import MaskingStrategy, PIIType

ONLY_CUSTOM: dict[str, Any] = {flag: False for _, flag, _ in BUILTIN}


def custom(*items: dict[str, Any]) -> Config:
    return Config(**ONLY_CUSTOM, custom_patterns=list(items))  # type: ignore[arg-type]


def test_defaults_are_all_built_in_rules() -> None:
    patterns = build_patterns(Config())
    assert [kind.value for kind in patterns] == [kind for kind, _, _ in BUILTIN]
    assert sum(map(len, patterns.values())) == 17
    for _, _, rules in BUILTIN:
        assert rules
    flags = re.IGNORECASE | re.UNICODE
    assert all(p.flags == flags for each in patterns.values() for p, _ in each)


@pytest.mark.parametrize(("name", "flag"), [rule[:2] for rule in BUILTIN])
def test_each_flag_takes_its_type_away(name: str, flag: str) -> None:
    without: dict[str, Any] = {flag: False}
    missing = set(build_patterns(Config())) - set(build_patterns(Config(**without)))
    assert missing == {PIIType(name)}


def test_types_come_in_the_order_of_their_first_enabled_pattern() -> None:
    patterns = build_patterns(
        custom(
            {"type": "email", "pattern": "a", "enabled": False},
            {"type": "phone", "pattern": "b", "mask_strategy": "hash"},
            {"type": "email", "pattern": "c"},
            {"type": "phone", "pattern": "d"},
        )
    )
    assert [
        (kind.value, [p.pattern for p, _ in v]) for kind, v in patterns.items()
    ] == [
        ("phone", ["b", "d"]),
        ("email", ["c"]),
    ]
    assert patterns[PIIType.PHONE][0][1] is MaskingStrategy.HASH


def test_custom_patterns_follow_the_built_in_ones_of_their_type() -> None:
    config = Config.from_any({"custom_patterns": [{"type": "ssn", "pattern": "q"}]})
    assert [p.pattern for p, _ in build_patterns(config)[PIIType.SSN]][1:] == ["q"]


INVALID = "custom_patterns[0].pattern is not a valid regular expression"
TOO_LARGE = "custom_patterns[0].pattern is a regular expression too large to compile"

ERRORS = [
    ("a(", f"{INVALID} at position 1: missing ), unterminated subpattern; correct"),
    (r"\q", f"{INVALID} at position 0: bad escape"),
    ("(?\n)", f"{INVALID} at position 1: unknown extension"),
    ("(?L)a", f"{INVALID} at position 3: bad inline flags"),
    ("a{99999999999}", TOO_LARGE),
    ("a{" + "9" * 5000 + "}", TOO_LARGE),
    ("(" * 5000 + ")" * 5000, TOO_LARGE),
]


@pytest.mark.parametrize(("pattern", "message"), ERRORS)
def test_bad_pattern(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}") as raised:
        build_patterns(custom({"type": "custom", "pattern": pattern}))
    assert "\n" not in str(raised.value)


def test_disabled_patterns_are_not_looked_at() -> None:
    config = custom({"type": "custom", "pattern": "a(", "enabled": False})
    assert build_patterns(config) == {}


def test_whitelist() -> None:
    (compiled,) = build_whitelist(Config(whitelist_patterns=["^A$"]))
    assert compiled.search("a")
    with pytest.raises(ValueError, match=r"^whitelist_patterns\[1\] is not a valid"):
        build_whitelist(Config(whitelist_patterns=["a", "["]))
