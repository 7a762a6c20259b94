"""Configuration of a detector, and how it is read from what callers have."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from piigo._options import (
    check_bool,
    check_limit,
    check_list,
    check_member,
    check_names,
    check_text,
)
from piigo._types import MaskingStrategy, PIIType

_MISSING: Final = object()


@dataclass
class CustomPattern:
    """A regular expression that the user adds, compiled with `re.IGNORECASE`.

    Raises ValueError, naming the field, when a field has the wrong type.
    """

    type: PIIType
    pattern: str
    description: str = ""
    mask_strategy: MaskingStrategy = MaskingStrategy.REDACT
    enabled: bool = True

    def __post_init__(self) -> None:
        self.validate()

    def validate(self) -> None:
        """Check every field; strings that name enum members become the members."""
        self.type = check_member("type", self.type, PIIType)
        check_text("pattern", self.pattern)
        check_text("description", self.description)
        self.mask_strategy = check_member(
            "mask_strategy", self.mask_strategy, MaskingStrategy
        )
        check_bool("enabled", self.enabled)


PIIPattern = CustomPattern


@dataclass
class Config:
    """All options of a detector. It may be changed.

    `default_mask_strategy` and `redaction_text` are read at each call, as are the
    options of the gateway plugin; all others when a detector is built.
    Raises ValueError, naming the option, when an option has the wrong type.

    Attributes:
        detect_ssn (bool): Find US social security numbers, or 9 digits. Default: True.
        detect_credit_card (bool): Find 16 digits, in fours or not. Default: True.
        detect_email (bool): Find e-mail addresses. Default: True.
        detect_phone (bool): Find phone numbers: any 2 to 15 digits. Default: True.
        detect_ip_address (bool): Find IPv4, and IPv6 written in full. Default: True.
        detect_date_of_birth (bool): Find labelled dates, and MM/DD/YYYY. Default: True.
        detect_passport (bool): Find 1 or 2 letters with 6 to 9 digits. Default: True.
        detect_driver_license (bool): Find licences behind a label. Default: True.
        detect_bank_account (bool): Find 8 to 17 digits, and IBANs. Default: True.
        detect_medical_record (bool): Find numbers behind a label. Default: True.
        detect_aws_keys (bool): Find key IDs, and 40 base64 characters. Default: True.
        detect_api_keys (bool): Find API keys behind a label. Default: True.
        default_mask_strategy (MaskingStrategy): Of a detection given to `mask` without
            a strategy; patterns have their own. Default: REDACT.
        redaction_text (str): What REDACT puts in place of a value, and PARTIAL where it
            can show no part of it. Default: "[REDACTED]".
        block_on_detection (bool): Gateway plugin: refuse what holds PII, in place of
            masking it (rendered prompts are masked). Default: False.
        log_detections (bool): Gateway plugin: log types and number. Default: True.
        include_detection_details (bool): Gateway plugin: put places, types and numbers
            into the metadata of a call. Default: True.
        custom_patterns (list[CustomPattern]): Patterns to find besides the built-in
            ones, those of a type after its built-in ones. Default: none.
        whitelist_patterns (list[str]): Regular expressions, with `re.IGNORECASE`. A
            value in which one is found is no detection. Default: none.
        max_depth (int): How deep containers may be nested, JSON in strings counted in.
            At least 1. Default: 1000.
        max_text_length (int | None): Code points of one text. Default: None, no limit.
        allow_backtracking (bool): Whether patterns may need Python's `re`, as RE2
            cannot run them with the same results. Default: True.
        trust_patterns (bool): Whether patterns that need `re` may take exponential time
            there. Default: False.
        max_patterns (int): How many enabled `custom_patterns`, and how many
            `whitelist_patterns`. Default: 1000.
        max_pattern_length (int): Code points of one pattern. Default: 32768.
        max_repeat (int): Largest number in a counted repeat. Default: 100000.
        max_program_size (int): Parts of one pattern (characters, classes, anchors,
            repeats) with its counted repeats written out. Default: 200000.
    """

    detect_ssn: bool = True
    detect_credit_card: bool = True
    detect_email: bool = True
    detect_phone: bool = True
    detect_ip_address: bool = True
    detect_date_of_birth: bool = True
    detect_passport: bool = True
    detect_driver_license: bool = True
    detect_bank_account: bool = True
    detect_medical_record: bool = True
    detect_aws_keys: bool = True
    detect_api_keys: bool = True
    default_mask_strategy: MaskingStrategy = MaskingStrategy.REDACT
    redaction_text: str = "[REDACTED]"
    block_on_detection: bool = False
    log_detections: bool = True
    include_detection_details: bool = True
    custom_patterns: list[CustomPattern] = field(default_factory=list)
    whitelist_patterns: list[str] = field(default_factory=list)
    max_depth: int = 1000
    max_text_length: int | None = None
    allow_backtracking: bool = True
    trust_patterns: bool = False
    max_patterns: int = 1_000
    max_pattern_length: int = 32_768
    max_repeat: int = 100_000
    max_program_size: int = 200_000

    def __post_init__(self) -> None:
        self.validate()

    def validate(self) -> None:
        """Check every option; raises ValueError naming the first wrong one.

        Strings that name enum members become the members, and custom patterns given
        as mappings or as look-alike objects become `CustomPattern`.
        """
        for name in _FLAGS:
            check_bool(name, getattr(self, name))
        self.default_mask_strategy = check_member(
            "default_mask_strategy", self.default_mask_strategy, MaskingStrategy
        )
        check_text("redaction_text", self.redaction_text)
        self.custom_patterns = [
            _custom_pattern(item, f"custom_patterns[{index}]")
            for index, item in enumerate(
                check_list("custom_patterns", self.custom_patterns)
            )
        ]
        self.whitelist_patterns = [
            check_text(f"whitelist_patterns[{index}]", item)
            for index, item in enumerate(
                check_list("whitelist_patterns", self.whitelist_patterns)
            )
        ]
        for name in _POSITIVE:
            check_limit(name, getattr(self, name), least=1)
        if self.max_text_length is not None:
            check_limit("max_text_length", self.max_text_length, least=0)

    @classmethod
    def from_any(cls, source: object) -> Config:
        """Return the validated configuration that `source` stands for.

        None: all defaults. A Config: itself. A mapping: its options, no others than
        those of Config. Any other object, such as the gateway plugin's own
        configuration: its attributes, defaults for those it lacks.
        Raises ValueError, in one line, naming the option and what to change.
        """
        if source is None:
            return cls()
        if isinstance(source, Config):
            source.validate()
            return source
        if isinstance(source, Mapping):
            check_names("", source, _OPTIONS)
            return cls(**source)
        found = _attributes(source, _OPTIONS)
        if not found:
            raise ValueError(
                "config must be None, a Config, a mapping of options or an object "
                f"with the options as attributes, not {type(source).__name__}"
            )
        return cls(**found)


_OPTIONS: Final = tuple(f.name for f in fields(Config))
_POSITIVE: Final = tuple(f.name for f in fields(Config) if f.type == "int")
_FLAGS: Final = tuple(f.name for f in fields(Config) if f.type == "bool")
_PATTERN_FIELDS: Final = tuple(f.name for f in fields(CustomPattern))
DEFAULTS: Final = Config()


def snapshot(config: Config) -> Config:
    """Return a copy of a checked configuration, with lists and patterns of its own."""
    taken = copy.copy(config)
    taken.custom_patterns = [copy.copy(each) for each in config.custom_patterns]
    taken.whitelist_patterns = list(config.whitelist_patterns)
    return taken


def option(config: object, name: str) -> Any:
    """Return the option as it is now in a Config or look-alike, or its default."""
    return getattr(config, name, getattr(DEFAULTS, name))


def _attributes(source: object, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(source, name, _MISSING) for name in names}
    return {name: value for name, value in values.items() if value is not _MISSING}


def _custom_pattern(item: object, where: str) -> CustomPattern:
    """Return the custom pattern that `item` is or describes."""
    try:
        if isinstance(item, CustomPattern):
            item.validate()
            return item
        if isinstance(item, Mapping):
            check_names("", item, _PATTERN_FIELDS)
            values = dict(item)
        else:
            values = _attributes(item, _PATTERN_FIELDS)
        for required in ("type", "pattern"):
            if required not in values:
                raise ValueError(f"{required} is missing; every custom pattern has one")
        return CustomPattern(**values)
    except ValueError as error:
        raise ValueError(f"{where}.{error}") from None
