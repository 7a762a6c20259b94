"""How fast a call is beside its reference."""

import time

from tests_py.performance.cases import Call, Case

ROUNDS = 60
MOST_ROUNDS = 1200


def _seconds(call: Call, count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        call()
    return time.perf_counter() - start


def score(case: Case, enough: float = float("inf"), rounds: int = ROUNDS) -> float:
    """Return the reference's time over the call's: the more, the faster the call.

    Both are the least of many short turns, so a busy machine needs more rounds and
    does not change the result. Beyond `rounds`, rounds are added up to MOST_ROUNDS
    while the score is below `enough`, if that is given.
    """
    call = reference = float("inf")
    done = 0
    while True:
        for _ in range(rounds):
            call = min(call, _seconds(case.call, case.calls))
            reference = min(reference, _seconds(case.reference, case.references))
        done += rounds
        found = reference / call
        if found >= enough or enough == float("inf") or done >= MOST_ROUNDS:
            return found
