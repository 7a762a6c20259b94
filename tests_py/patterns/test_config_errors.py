"""Mistakes in a configuration file, as the user of the command sees them."""

from pathlib import Path

import pytest

from piigo._cli import main

TYPES = (
    "ssn, credit_card, email, phone, ip_address, date_of_birth, passport, "
    "driver_license, bank_account, medical_record, aws_key, api_key, custom"
)
STRATEGIES = "redact, partial, hash, tokenize, remove"
INVALID = "is not a valid regular expression"
CORRECT = "correct the pattern or remove it"

MISTAKES: dict[str, tuple[str, str]] = {
    "bad pattern": (
        "custom_patterns:\n- {type: custom, pattern: a}\n- {type: ssn, pattern: 'b('}",
        f"custom_patterns[1].pattern {INVALID} at position 1: "
        f"missing ), unterminated subpattern; {CORRECT}",
    ),
    "bad pattern over several lines": (
        "custom_patterns:\n- type: custom\n  pattern: |-\n    (?x) a\n    b{3,2}",
        f"custom_patterns[0].pattern {INVALID} at position 9: "
        f"min repeat greater than max repeat; {CORRECT}",
    ),
    "bad whitelist pattern": (
        "whitelist_patterns: [a, b, '[z-a]']",
        f"whitelist_patterns[2] {INVALID} at position 1: "
        f"bad character range z-a; {CORRECT}",
    ),
    "pattern without an end": (
        "whitelist_patterns: ['a\\']",
        f"whitelist_patterns[0] {INVALID} at position 1: "
        f"bad escape (end of pattern); {CORRECT}",
    ),
    "unknown type": (
        "custom_patterns: [{type: zip_code, pattern: a}]",
        f"custom_patterns[0].type 'zip_code' is unknown; use one of {TYPES}",
    ),
    "bad strategy": (
        "custom_patterns: [{type: ssn, pattern: a, mask_strategy: blank}]",
        f"custom_patterns[0].mask_strategy 'blank' is unknown; use one of {STRATEGIES}",
    ),
    "bad default strategy": (
        "default_mask_strategy: blank",
        f"default_mask_strategy 'blank' is unknown; use one of {STRATEGIES}",
    ),
    "wrong kind of pattern": (
        "custom_patterns: [{type: ssn, pattern: 5}]",
        "custom_patterns[0].pattern must be a string, not int",
    ),
    "wrong kind of list": (
        "whitelist_patterns: a",
        "whitelist_patterns must be a list, not str; leave it out or []",
    ),
    "wrong kind of limit": (
        "max_repeat: many",
        "max_repeat must be an integer, not str",
    ),
    "wrong kind of flag": (
        "allow_backtracking: 1",
        "allow_backtracking must be true or false, not int",
    ),
    "limit of nothing": ("max_patterns: 0", "max_patterns must be at least 1"),
    "misspelled option": (
        "max_patern_length: 9",
        "'max_patern_length' is not an option; did you mean 'max_pattern_length'?",
    ),
    "misspelled field": (
        "custom_patterns: [{type: ssn, patern: a}]",
        "custom_patterns[0].'patern' is not an option; did you mean 'pattern'?",
    ),
    "missing field": (
        "custom_patterns: [{type: ssn}]",
        "custom_patterns[0].pattern is missing; every custom pattern has one",
    ),
    "over a limit": (
        "max_repeat: 9\nwhitelist_patterns: [a, 'b{10}']",
        "whitelist_patterns[1] has a counted repeat of 10, more than max_repeat (9); "
        "lower it or raise the limit",
    ),
    "backtracking": (
        "allow_backtracking: false\ncustom_patterns: [{type: ssn, pattern: '(?=a)'}]",
        "custom_patterns[0].pattern needs backtracking (a look-ahead), which "
        "allow_backtracking=False forbids; write it without or allow it",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.parametrize("command", ["scan", "explain"])
def test_one_line_that_names_the_place(
    name: str,
    command: str,
    backend: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written, message = MISTAKES[name]
    file = tmp_path / "filter.yaml"
    file.write_text(written)
    status = main([command, "--config", str(file), "--backend", backend])
    output, errors = capsys.readouterr()
    assert (status, output, errors) == (2, "", f"piigo: {message}\n")
