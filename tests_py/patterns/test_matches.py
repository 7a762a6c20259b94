"""Custom patterns of a detector against the original, and on which engine they run."""

import random
import re
from functools import cache
from typing import Any

import pytest

from piigo._backtracking import needs_backtracking
from piigo._complexity import is_exponential, size
from piigo._names import spell_out
from piigo._rules import BUILTIN
from tests_py import oracle
from tests_py.backends import build
from tests_py.compare import ordered
from tests_py.patterns.compare_patterns import (
    CAPACITY,
    compile_here,
    same_reason,
    time_limit,
)
from tests_py.patterns.generate_patterns import pattern as random_pattern
from tests_py.patterns.generate_patterns import texts
from tests_py.patterns.patterns_table import TABLE
from tests_py.patterns.real_life import HANGING, HANGING_WITHOUT_RE2, HARMLESS
from tests_py.seed import SEED

# Of `re`, for some patterns of the table.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Possible (nested )?set:FutureWarning"),
    pytest.mark.filterwarnings("ignore:bad character in group:DeprecationWarning"),
]

ONLY_CUSTOM: dict[str, Any] = {flag: False for _, flag, _ in BUILTIN}
PATTERNS = 600
TEXTS = 200
PARTS = 8
# Go reads patterns for all versions alike, and so leaves this one to `re`.
LATE_END = r"the escape \z, which Python 3.13 and older refuse"
LONGEST = 14  # of a text for a pattern on which the original can hang


def is_fit(pattern: str) -> bool:
    """Tell whether a pattern is valid, and one that the original ends with in time."""
    made = compile_here(pattern)
    return isinstance(made, re.Pattern) and size(pattern) < 5_000


@cache
def all_patterns() -> list[str]:
    """The table, patterns of people, and random ones: all different, all valid."""
    rng = random.Random(f"{SEED}:matches")
    written = [pattern for patterns in TABLE.values() for pattern in patterns]
    written += HARMLESS
    written += [pattern for pattern, _ in (*HANGING, *HANGING_WITHOUT_RE2)]
    found = dict.fromkeys(filter(is_fit, written))
    while len(found) < PATTERNS:
        pattern = random_pattern(rng)
        if is_fit(pattern):
            found[pattern] = None
    return list(found)


def custom(pattern: str) -> dict[str, Any]:
    given = {"type": "custom", "pattern": pattern, "description": ""}
    return {**ONLY_CUSTOM, "custom_patterns": [given]}


def engine_of(detector: Any) -> tuple[str, str | None]:
    (info,) = detector.explain()
    assert (info.origin, info.field) == ("config", "custom_patterns[0]")
    return info.engine, info.reason


@pytest.mark.parametrize("part", range(PARTS))
def test_same_as_the_original(part: int) -> None:
    compared = too_slow = 0
    for index, pattern in enumerate(all_patterns()[part::PARTS]):
        rng = random.Random(f"{SEED}:{part}:{index}")
        original = oracle.build(custom(pattern))
        ours = build("go", {**custom(pattern), "trust_patterns": True})
        for text in texts(rng, pattern, TEXTS):
            if len(text) > LONGEST and is_exponential(pattern):
                continue
            try:
                with time_limit(0.5):
                    want = original.detect(text)
            except TimeoutError:
                too_slow += 1
                continue
            compared += 1
            assert ordered(ours.detect(text)) == ordered(want), (pattern, text)
    assert compared > PATTERNS // PARTS * (TEXTS - 10)
    assert too_slow < 10


def test_all_that_re2_can_do_is_done_there() -> None:
    """And what goes to `re` does so for the very reason that Python gives."""
    counts = {"re2": 0, "re": 0, "large": 0}
    for pattern in all_patterns():
        detector = build("go", {**custom(pattern), "trust_patterns": True})
        engine, reason = engine_of(detector)
        if reason in CAPACITY:
            counts["large"] += 1
            continue
        counts[engine] += 1
        why = needs_backtracking(pattern)
        if reason == LATE_END:
            why = reason
        assert engine == ("re" if why else "re2"), pattern
        # Go cannot tell all that 3.11 takes for the number of a group.
        assert same_reason(why, reason or "") or "(?(" in pattern, pattern
    assert counts["re2"] >= 340
    assert counts["re"] >= 150
    assert counts["large"] <= 2


@pytest.mark.parametrize("ahead", ["", "(?=.)"], ids=["re2", "re"])
def test_whitelist_same_as_the_original(backend: str, ahead: str) -> None:
    """Of what RE2 finds, and of what `re` does, as the pattern looks ahead."""
    rng = random.Random(f"{SEED}:whitelist")
    for _ in range(40):
        patterns = [p for p in rng.sample(all_patterns(), 6) if not is_exponential(p)]
        made = custom(rf"{ahead}\w+(?:[ -]\w+)?|\W")
        options = {**made, "trust_patterns": True, "whitelist_patterns": patterns}
        original = oracle.build(options)
        ours = build(backend, options)
        for text in texts(rng, "".join(patterns), 20):
            if len(text) <= 100:
                found = ordered(ours.detect(text))
                assert found == ordered(original.detect(text)), (patterns, text)


def test_names_of_characters_are_spelled_out() -> None:
    for written, spelled in (
        (r"\N{DIGIT ONE}", r"\U00000031"),
        (r"[\N{EN DASH}-\N{EM DASH}]\\N{3}", r"[\U00002013-\U00002014]\\N{3}"),
        (r"(?x)\N{DIGIT ONE} # \N{no such name}", r"(?x)\U00000031 # \N{no such name}"),
        ("a\\\nb", "a\\\nb"),
    ):
        assert spell_out(written) == spelled
    assert engine_of(build("go", custom(r"\N{DIGIT ONE}"))) == ("re2", None)
