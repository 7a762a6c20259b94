"""How fast custom patterns are beside the oracle, and on texts made to be slow."""

import random
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from benchmarks.texts import CJK, CYRILLIC, LATIN_1, PROSE
from tests_py import oracle
from tests_py.backends import build
from tests_py.compare import assert_same_detections
from tests_py.generate_options import FLAGS
from tests_py.seed import SEED

SIZE = 100_000
AT_LEAST = 5.0  # times as fast as the oracle
ROUNDS = 3
CALLS = 5  # of ours for one of the oracle, which takes far longer
SECONDS = 0.5  # of processor time for a megabyte
TEN = (
    *(r"\bEMP-\d{6}\b", r"(?:foo|bar)+", r"[^\W\d_]{16,}", r"\b[A-Z]{2}\d{6}[A-Z]?\b"),
    *(r"\bproject[- ]\w+\b", r"(?:ticket|case)\s*#?\d{4,}", r"\b\d{4}/\d{2}/\d{2}\b"),
    *(r"\bCUST_[a-z0-9]{8}\b", r"host-\w+\.internal", r"stra\xdfe\s+\d+"),
)
# On these a backtracking engine takes exponential time, in most of them only where
# no match follows.
EXPLOSIVE = (
    *("(a|aa)+$", "(a+)+$", "(?:a*)*b", "(?:a|a)+c", "(a|b|ab)*c", r"(?:\w+\s?)+!"),
)


def options(*patterns: str) -> dict[str, Any]:
    """Options for these patterns alone."""
    described = [
        {
            "type": "custom",
            "pattern": pattern,
            "description": "",
            "mask_strategy": "redact",
            "enabled": True,
        }
        for pattern in patterns
    ]
    return {**dict.fromkeys(FLAGS, False), "custom_patterns": described}


def logs() -> str:
    """Log lines, one in twenty with something to find."""
    rng = random.Random(f"{SEED}:logs")
    lines = []
    for number in range(SIZE // 60):
        what = f"EMP-{rng.randrange(10**6):06}" if number % 20 == 0 else "request done"
        at = f"2026-11-23 12:{rng.randrange(60):02}:{rng.randrange(60):02}"
        lines.append(f"{at} INFO worker={number % 8} {what} in {rng.random():.4f} s\n")
    return "".join(lines)[:SIZE]


def filled(unit: str) -> str:
    """The text repeated up to the size, with something to find at its end."""
    return (unit * (SIZE // len(unit) + 1))[: SIZE - 11] + " EMP-123456"


TEXTS = {
    "prose": filled(PROSE),
    "logs": logs(),
    "Latin-1": filled(LATIN_1),
    "Cyrillic": filled(CYRILLIC),
    "CJK": filled(CJK),
}


def seconds(call: Callable[[], object]) -> float:
    """How much processor time a call takes: other processes do not count."""
    start = process_time()
    call()
    return process_time() - start


@pytest.mark.parametrize("name", TEXTS)
def test_ten_patterns_beside_the_oracle(name: str) -> None:
    text = TEXTS[name]
    original, detector = oracle.build(options(*TEN)), build("go", options(*TEN))
    custom = [info for info in detector.explain() if info.origin == "config"]
    assert [info.engine for info in custom] == ["re2"] * len(TEN)
    found = detector.detect(text)
    assert found
    assert_same_detections(original.detect(text), found, text)
    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(lambda: original.detect(text)))
        ours += [seconds(lambda: detector.detect(text)) for _ in range(CALLS)]
    ratio = min(theirs) / min(ours)
    print(f"{name}: {ratio:.0f} times as fast as the oracle")
    assert ratio >= AT_LEAST


@pytest.mark.parametrize("end", ["", "!", "\n", "b"])
@pytest.mark.parametrize("pattern", EXPLOSIVE)
def test_a_megabyte_of_one_letter(pattern: str, end: str) -> None:
    detector = build("go", options(pattern))
    text = "a" * 1_000_000 + end
    assert seconds(lambda: detector.detect(text)) < SECONDS
