"""The gateway plugin's options: those of Config, read as the original reads its own."""

from dataclasses import asdict, fields, replace
from enum import Enum
from typing import Any

import pytest
from pydantic import ValidationError

from piigo import Config, CustomPattern
from piigo.gateway._filter import PIIFilter
from piigo.gateway._settings import PIIFilterConfig, PIIPattern
from tests_py import generate_options, oracle
from tests_py.seed import rng

CASES = 300
CUSTOM = {"type": "custom", "pattern": r"EMP-\d+", "description": "employee"}
NAMES = [field.name for field in fields(Config)]
# What a YAML file may hold that is none of the type of an option, or only nearly.
ODD: tuple[Any, ...] = (
    True,
    0,
    1,
    2,
    1.0,
    0.5,
    "yes",
    "off",
    "1",
    "",
    "redact",
    "x",
    None,
    [],
    ["a"],
)


def another(value: Any) -> Any:
    """A value of an option that is not this one, its default."""
    match value:
        case bool():
            return not value
        case int() | None:
            return (value or 1_000) - 1
        case Enum():
            return next(member for member in type(value) if member != value)
        case str():
            return f"{value}!"
    return []


GIVEN = {name: another(value) for name, value in vars(Config()).items()} | {
    "custom_patterns": [CUSTOM],
    "whitelist_patterns": ["EMP-1"],
}


def test_each_option_of_config_is_one_with_its_default() -> None:
    assert PIIFilterConfig().model_dump() == asdict(Config())
    pattern = {name: CUSTOM[name] for name in ("type", "pattern", "description")}
    made = PIIPattern.model_validate(pattern)
    assert made.model_dump() == asdict(CustomPattern(**pattern))  # type: ignore[arg-type] # strings


@pytest.mark.parametrize("name", NAMES)
def test_each_option_reaches_the_detector(name: str) -> None:
    made = PIIFilter({name: GIVEN[name]}).detector
    wanted = Config.from_any({name: GIVEN[name]})
    assert getattr(wanted, name) != getattr(Config(), name)
    assert Config.from_any(made.config) == wanted
    assert made._built_from == replace(wanted)


LONG = {"whitelist_patterns": ["x" * 4]}
MANY = {"whitelist_patterns": ["x", "y"]}
REPEATED = {"whitelist_patterns": ["x{5}"]}
BACKTRACKING = {"whitelist_patterns": ["(?<=x)y"]}
HANGING = {"whitelist_patterns": [r"(?:\w+\s?)+$(?=x)"]}


@pytest.mark.parametrize(
    ("patterns", "forbidden", "allowed"),
    [
        (BACKTRACKING, {"allow_backtracking": False}, {}),
        (HANGING, {}, {"trust_patterns": True}),
        (MANY, {"max_patterns": 1}, {"max_patterns": 2}),
        (LONG, {"max_pattern_length": 3}, {"max_pattern_length": 4}),
        (REPEATED, {"max_repeat": 4}, {"max_repeat": 5}),
        (REPEATED, {"max_program_size": 4}, {"max_program_size": 40}),
    ],
)
def test_options_for_the_patterns_count(
    backend: str,
    patterns: dict[str, Any],
    forbidden: dict[str, Any],
    allowed: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forced = str(backend == "python").lower()
    monkeypatch.setenv("MCPGATEWAY_FORCE_PYTHON_PLUGINS", forced)
    (name,) = forbidden or allowed
    with pytest.raises(ValueError, match=name):
        PIIFilter({**patterns, **forbidden})
    assert PIIFilter({**patterns, **allowed}).detector.backend == backend


@pytest.mark.parametrize("name", oracle.load().PIIFilterConfig.model_fields)
def test_options_of_the_original_are_read_as_it_reads_them(name: str) -> None:
    original = oracle.load().PIIFilterConfig
    for value in ODD:
        assert read(PIIFilterConfig, name, value) == read(original, name, value)


def read(model: Any, name: str, value: Any) -> Any:
    """What the option holds for this value, or where the value is wrong."""
    try:
        return model.model_validate({name: value}).model_dump(mode="json")[name]
    except ValidationError as error:
        return [wrong["loc"] for wrong in error.errors()]


def test_random_options_are_read_as_the_original_reads_them() -> None:
    original = oracle.load().PIIFilterConfig
    for number in range(CASES):
        random = rng("gateway settings", number)
        options = generate_options.options(random)
        for pattern in options.get("custom_patterns", ()):
            if random.random() < 0.2:
                del pattern[random.choice(list(pattern))]
            if random.random() < 0.2:
                pattern["enabled"] = random.choice(ODD)
        for name in original.model_fields:
            if name in options:
                mine, its = (
                    read(model, name, options[name])
                    for model in (PIIFilterConfig, original)
                )
                assert mine == its, (number, name)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *(("max_depth", value) for value in (0, -1, "x", None)),
        *(("max_text_length", value) for value in (-1, "x")),
        *(("max_repeat", value) for value in (0, "many", None)),
        ("allow_backtracking", "perhaps"),
    ],
)
def test_what_is_wrong_is_named(name: str, wrong: Any) -> None:
    with pytest.raises(ValidationError) as raised:
        PIIFilterConfig.model_validate({name: wrong})
    (error,) = raised.value.errors()
    assert error["loc"] == (name,)


def test_what_is_no_option_of_config_is_ignored() -> None:
    options = {"max_repeats": 0, "mode": "permissive"}
    assert PIIFilterConfig.model_validate(options) == PIIFilterConfig()
