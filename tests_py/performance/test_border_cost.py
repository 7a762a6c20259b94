"""What a call into the native module costs beside an empty one.

Only the native backend has this border. Times are the least of many rounds, in which
the calls to compare take turns, so that a busy machine does not matter.
"""

import subprocess
import sys
import timeit
from collections.abc import Callable
from pathlib import Path

import pytest

from piigo import PIIType
from tests_py.backends import build
from tests_py.robustness.samples import CLEAN

ROOT = Path(__file__).parents[2]
ROUNDS = 300
CALLS = 200
EMPTY_CALLS = 3.0
EMPTY_EXTRA = 60e-9
HITS = 64
# Of the time in which Python fills the same dictionaries; 0.47 to 0.56 were measured,
# 0.68 and more where the items share no keys.
HIT_OF_PYTHON = 0.65

Call = Callable[[], object]


def _least_seconds(*calls: Call) -> list[float]:
    """Seconds of one call of each, the least of all rounds."""
    timers = [timeit.Timer(call) for call in calls]
    least = [float("inf")] * len(calls)
    # New objects take up to twice as long in one state of Python's memory as in
    # another, call after call: each round finds another.
    kept = []
    for n in range(ROUNDS):
        kept.append([bytes(n % 80) for _ in range(50)])
        for index, timer in enumerate(timers):
            least[index] = min(least[index], timer.timeit(CALLS) / CALLS)
    return least


def test_empty_text() -> None:
    detector = build("go")
    detector.detect("")
    detect, noop = detector.detect, detector._engine.noop
    # Both through a lambda, which costs both the same.
    bare, empty, public = _least_seconds(
        lambda: None, lambda: noop(""), lambda: detect("")
    )
    assert public - bare <= EMPTY_CALLS * (empty - bare) + EMPTY_EXTRA


def hit_of_python() -> float:
    """What a hit takes, as a part of what filling its dictionary takes in Python."""
    detector = build("go", {"detect_phone": False, "detect_bank_account": False})
    few, many = "10.1.2.3 " * 1, "10.1.2.3 " * (HITS + 1)
    found = detector.detect(many)[PIIType.IP_ADDRESS]
    assert len(found) == HITS + 1
    filler = (CLEAN * 10)[: len(many) - len(few)]
    assert len(detector.detect(few + filler)[PIIType.IP_ADDRESS]) == 1
    how = found[0]["mask_strategy"]

    def fill_in_python() -> object:
        return [
            {"value": many[i : i + 8], "start": i, "end": i + 8, "mask_strategy": how}
            for i in range(len(few), len(many), len(few))
        ]

    assert fill_in_python() == found[1:]
    one, all_hits, python = _least_seconds(
        lambda: detector.detect(few + filler),
        lambda: detector.detect(many),
        fill_in_python,
    )
    return (all_hits - one) / python


MEASURE = """
from tests_py.performance.test_border_cost import hit_of_python
print(hit_of_python())
"""


def test_each_hit() -> None:
    # All of a process, rarely, is in such a state of memory: another one is asked.
    for _ in range(3):
        command = [sys.executable, "-c", MEASURE]
        done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
        found = float(done.stdout)
        if found <= HIT_OF_PYTHON:
            return
    pytest.fail(f"{found:.2f} of the time of Python, at most {HIT_OF_PYTHON}")
