"""`python -m benchmarks.gateway.costs`: what it costs to watch one call of a hook.

Prints JSON: what watches -> seconds for a call with one piece of nested work of 1 KB
that finds two things. The work itself is left out; the least of many rounds counts.
Set PROMETHEUS_MULTIPROC_DIR for metrics of several processes.
"""

import json
import logging
import os
import sys
import time
from typing import Final

from benchmarks.gateway import payloads
from benchmarks.gateway.plugins import WATCHED
from piigo.gateway._observer import Observer, from_environment

ROUNDS: Final = 200
CALLS: Final = 100
FOUND: Final = {"ssn": [1], "email": [1]}


def _observers() -> dict[str, Observer]:
    observers = {"nothing": from_environment("go", "1")}
    for contender, variable in WATCHED.items():
        os.environ[variable] = "true"
        observers[contender.rpartition(", ")[2]] = from_environment("go", "1")
        del os.environ[variable]
    return observers


def _round(observer: Observer, payload: object) -> float:
    start = time.perf_counter()
    for _ in range(CALLS):
        with observer.call("tool_pre_invoke") as call, call.nested(payload) as work:
            work.hits(FOUND)
    return (time.perf_counter() - start) / CALLS


def main() -> int:
    """Print the costs; return the exit status."""
    logging.getLogger().addHandler(logging.NullHandler())
    logging.getLogger("piigo.gateway.profile").setLevel(logging.INFO)
    payload = payloads.arguments("1 KB", "PII")
    observers = _observers()
    times: dict[str, list[float]] = {name: [] for name in observers}
    for _ in range(ROUNDS):
        for name, observer in observers.items():
            times[name].append(_round(observer, payload))
    print(json.dumps({name: min(each) for name, each in times.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
