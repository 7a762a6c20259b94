"""The Go parser and translation against `re`: table, random and malformed patterns."""

import random

import pytest

from tests_py.patterns.compare_patterns import (
    Case,
    Report,
    compare,
    random_cases,
    table_cases,
)
from tests_py.patterns.generate_patterns import damaged
from tests_py.patterns.generate_patterns import pattern as random_pattern
from tests_py.patterns.patterns_table import TABLE
from tests_py.patterns.real_life import HARMLESS
from tests_py.seed import SEED

PARTS = 2


def check(report: Report, **least: int) -> None:
    """Fail for each mismatch, and where a kind of pattern or text was hardly met."""
    assert not report.mismatches, "\n".join(report.mismatches[:10])
    counts = {name.replace(" ", "_"): n for name, n in report.counts.items()}
    for name, number in least.items():
        assert counts.get(name, 0) >= number, (name, dict(report.counts))


def test_table(pyrecheck: str) -> None:
    report = compare(pyrecheck, table_cases(SEED, 8))
    check(report, accepted_by_re=200, refused_by_re=110, run_by_RE2=150)


@pytest.mark.parametrize("part", range(PARTS))
def test_random(pyrecheck: str, part: int) -> None:
    report = compare(pyrecheck, random_cases(SEED * PARTS + part, 250))
    check(report, accepted_by_re=150, refused_by_re=20, run_by_RE2=90)


@pytest.mark.parametrize("part", range(PARTS))
def test_acceptance(pyrecheck: str, part: int) -> None:
    """Random and malformed patterns are accepted or refused as `re` does.

    So is each cut of a pattern, and it is run by RE2 or not as Python decides.
    """
    rng = random.Random(f"{SEED}:acceptance:{part}")
    written = [pattern for patterns in TABLE.values() for pattern in patterns]
    written += [pattern for pattern in HARMLESS if len(pattern) < 200]
    patterns = [random_pattern(rng) for _ in range(800)]
    patterns += [damaged(rng, rng.choice(written)) for _ in range(1000)]
    whole = rng.sample(written, 30)
    patterns += [pattern[:end] for pattern in whole for end in range(len(pattern))]
    report = compare(pyrecheck, [Case(pattern, []) for pattern in patterns])
    check(report, accepted_by_re=700, refused_by_re=700, run_by_RE2=400)
