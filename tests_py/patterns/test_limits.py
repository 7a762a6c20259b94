"""Limits of patterns, as both backends hold them: the same patterns, the same words."""

import random
import re
from collections import Counter
from typing import Any

import pytest

from piigo import Detector
from tests_py.backends import BACKENDS, build
from tests_py.patterns.compare_patterns import time_limit
from tests_py.patterns.generate_patterns import pattern as random_pattern
from tests_py.patterns.patterns_table import TABLE
from tests_py.patterns.real_life import HANGING, HANGING_WITHOUT_RE2, HARMLESS
from tests_py.seed import SEED


def custom(*patterns: str, **options: Any) -> dict[str, Any]:
    listed = [{"type": "custom", "pattern": pattern} for pattern in patterns]
    return {"custom_patterns": listed, **options}


FORBIDDEN = "which allow_backtracking=False forbids; write it without or allow it"
EXPONENTIAL = (
    "and can take exponential time, as a repeat in it may match the same text in many "
    "ways; rewrite it or, if you trust it, set trust_patterns=True"
)
REFUSED: list[tuple[dict[str, Any], str]] = [
    (
        custom("a", "ab", "abc", max_pattern_length=2),
        "custom_patterns[2].pattern has 3 characters, more than max_pattern_length (2);"
        " shorten it or raise the limit",
    ),
    (
        {"whitelist_patterns": ["x", "\u00e9" * 40_000]},
        "whitelist_patterns[1] has 40000 characters, more than max_pattern_length "
        "(32768); shorten it or raise the limit",
    ),
    (
        custom("a{2,11}", max_repeat=10),
        "custom_patterns[0].pattern has a counted repeat of 11, more than max_repeat "
        "(10); lower it or raise the limit",
    ),
    (
        {"whitelist_patterns": ["a{100001}"]},
        "whitelist_patterns[0] has a counted repeat of 100001, more than max_repeat "
        "(100000); lower it or raise the limit",
    ),
    (
        custom("(?:ab){11}", max_program_size=22),
        "custom_patterns[0].pattern has 23 parts with its counted repeats written out, "
        "more than max_program_size (22); make it simpler or raise the limit",
    ),
    (
        custom("(?:(?:a{900}){900}){900}"),
        "custom_patterns[0].pattern has 729810901 parts with its counted repeats "
        "written out, more than max_program_size (200000); make it simpler or raise "
        "the limit",
    ),
    (
        custom("a", "b", "c", max_patterns=2),
        "custom_patterns[2] is one more than max_patterns (2); remove patterns or "
        "raise the limit",
    ),
    (
        {"whitelist_patterns": ["a"] * 1001},
        "whitelist_patterns[1000] is one more than max_patterns (1000); remove "
        "patterns or raise the limit",
    ),
    (
        custom("a", "(?<=b)a", allow_backtracking=False),
        f"custom_patterns[1].pattern needs backtracking (a look-behind), {FORBIDDEN}",
    ),
    (
        {"whitelist_patterns": [r"(a)\1"], "allow_backtracking": False},
        f"whitelist_patterns[0] needs backtracking (a back-reference), {FORBIDDEN}",
    ),
    (
        custom("a++", allow_backtracking=False, trust_patterns=True),
        f"custom_patterns[0].pattern needs backtracking (a possessive repeat), "
        f"{FORBIDDEN}",
    ),
    (
        custom("(?=(a+)+b)"),
        f"custom_patterns[0].pattern needs backtracking (a look-ahead) {EXPONENTIAL}",
    ),
    (
        {"whitelist_patterns": [r"(a)(?:\1|a)*b"]},
        f"whitelist_patterns[0] needs backtracking (a back-reference) {EXPONENTIAL}",
    ),
]


@pytest.mark.parametrize(("options", "message"), REFUSED)
def test_refused(options: dict[str, Any], message: str, backend: str) -> None:
    with pytest.raises(ValueError, match=rf"\A{re.escape(message)}\Z"):
        Detector(options, backend=backend)


ALLOWED: list[dict[str, Any]] = [
    custom("ab", max_pattern_length=2),
    custom("a{2,10}", "a{0,10}", "a{10}", max_repeat=10),
    custom("(?:ab){11}", max_program_size=23),
    custom("a", "b", max_patterns=2),
    {"whitelist_patterns": ["a"] * 3, "max_patterns": 3},
    custom("(?=(a+)+b)", trust_patterns=True),
    custom("a{100000}"),
    custom("a" * 32_768),
    custom(r"\N{DIGIT ONE}+", r"(a|aa)+$", r"(a+)+b", allow_backtracking=False),
]


@pytest.mark.parametrize("options", ALLOWED, ids=lambda options: str(options)[:60])
def test_at_the_limit(options: dict[str, Any], backend: str) -> None:
    build(backend, options)


def test_patterns_that_are_off_do_not_count(backend: str) -> None:
    options = custom("a", "(?=(a+)+b)", "b", max_patterns=2, max_pattern_length=1)
    options["custom_patterns"][1]["enabled"] = False
    build(backend, options)


def test_no_harmless_pattern_is_refused(backend: str) -> None:
    assert len(set(HARMLESS)) == len(HARMLESS) > 55
    for pattern in HARMLESS:
        build(backend, custom(pattern))
        with pytest.raises(ValueError, match="needs backtracking"):
            build(backend, custom(pattern, allow_backtracking=False))


@pytest.mark.parametrize(("pattern", "text"), HANGING)
def test_patterns_that_hang_re_are_refused(
    pattern: str, text: str, backend: str
) -> None:
    with pytest.raises(ValueError, match="exponential"):
        build(backend, custom(pattern))
    build(backend, custom(pattern, trust_patterns=True)).detect(text[:12])


@pytest.mark.parametrize(("pattern", "text"), HANGING_WITHOUT_RE2)
def test_what_re2_can_run_never_hangs(pattern: str, text: str, backend: str) -> None:
    options = custom(pattern, whitelist_patterns=[pattern], allow_backtracking=False)
    detector = build(backend, options)
    for part in (text[:20], text):
        with time_limit(3):
            found = detector.detect(part)
        # What is found, if anything, is on the whitelist.
        assert "custom" not in [kind.value for kind in found]
    *_, added, listed = detector.explain()
    for info in (added, listed):
        linear = "in linear time" in (info.reason or "")
        assert (info.engine, linear) == (
            ("re2", False) if backend == "go" else ("re", True)
        )


@pytest.mark.parametrize(("pattern", "text"), [*HANGING, *HANGING_WITHOUT_RE2])
def test_re_does_hang(pattern: str, text: str) -> None:
    with pytest.raises(TimeoutError), time_limit(0.2):
        re.search(pattern, text, re.IGNORECASE)


@pytest.mark.parametrize(
    "unit", ["a", "1", "a1", "a ", "1-", "Ab. ", '"', "=a", "\u00e9a"]
)
def test_re_does_not_hang_on_harmless_patterns(unit: str) -> None:
    text = unit * (400 // len(unit)) + "!"
    for pattern in HARMLESS:
        with time_limit(2):
            for _ in re.finditer(pattern, text, re.IGNORECASE):
                pass


REFUSALS = (
    "regular expression",
    "=False forbids",
    "exponential time",
    "more than max_",
)


def refusal(backend: str, options: dict[str, Any]) -> str:
    """The words with which a backend refuses a configuration, "" if it does not."""
    try:
        build(backend, options)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.filterwarnings("ignore:Possible (nested )?set:FutureWarning")
@pytest.mark.filterwarnings("ignore:bad character in group:DeprecationWarning")
def test_backends_decide_the_same() -> None:
    """Random patterns, good and bad, and those of the tables, under several limits."""
    rng = random.Random(f"{SEED}:limits")
    patterns = [pattern for patterns in TABLE.values() for pattern in patterns]
    patterns += [*HARMLESS, *(pattern for pattern, _ in HANGING)]
    patterns += [random_pattern(rng) for _ in range(1600)]
    limits: list[dict[str, Any]] = [
        {},
        {"allow_backtracking": False},
        {"trust_patterns": True, "max_repeat": 2, "max_program_size": 12},
    ]
    refused = Counter[str]()
    for pattern in patterns:
        options = custom("a", pattern, **rng.choice(limits))
        (words,) = {refusal(backend, options) for backend in BACKENDS}
        kinds = [kind for kind in REFUSALS if kind in words]
        assert bool(kinds) == bool(words), words
        refused.update(kinds or ["none"])
    assert all(refused[kind] > 5 for kind in (*REFUSALS, "none")), refused
