"""What a call into the native module costs beside an empty one.

Only the native backend has this border. Times are the least of many rounds, in which
the calls to compare take turns, so that a busy machine does not matter.
"""

import timeit
from collections.abc import Callable

from tests_py.backends import build
from tests_py.robustness.samples import CLEAN

ROUNDS = 300
CALLS = 200
EMPTY_CALLS = 3.0
EMPTY_EXTRA = 60e-9
HITS = 64
# Of the time in which Python fills the same dictionaries; half of it was measured.
HIT_OF_PYTHON = 0.75

Call = Callable[[], object]


def _least_seconds(*calls: Call) -> list[float]:
    """Seconds of one call of each, the least of all rounds."""
    timers = [timeit.Timer(call) for call in calls]
    least = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
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


def test_each_hit() -> None:
    detector = build("go", {"detect_phone": False, "detect_bank_account": False})
    few, many = "10.1.2.3 " * 1, "10.1.2.3 " * (HITS + 1)
    found = detector.detect(many)["ip_address"]  # type: ignore[index] # str enum
    assert len(found) == HITS + 1
    filler = (CLEAN * 10)[: len(many) - len(few)]
    assert len(detector.detect(few + filler)["ip_address"]) == 1  # type: ignore[index] # str enum
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
    assert all_hits - one <= HIT_OF_PYTHON * python
