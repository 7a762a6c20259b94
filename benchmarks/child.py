"""`python -m benchmarks.child memory|requests CONTENDER SECONDS`

Measures one contender in a process of its own and prints the values as JSON.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks.contenders import BUILDERS
from benchmarks.data import request
from benchmarks.texts import SIZES, every

CALLS: Final = 10_000
WARM_UP: Final = 1_000


def resident() -> int:
    """The bytes of memory that this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def peak() -> int:
    """The most bytes of memory that this process ever had."""
    # Not ru_maxrss, which starts at what the parent process had.
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("the system does not tell the peak of memory")


def _calls_until(call: Callable[[], Any], count: int, deadline: float) -> int:
    done = 0
    while done < count and time.perf_counter() < deadline:
        call()
        done += 1
    return done


def memory(name: str, seconds: float) -> dict[str, float]:
    """Bytes: to build, at the peak of a 1 MB call, and what many calls leave."""
    text = every(1 << 10, SIZES["1 KB"] * 2)
    large = every(1 << 10, SIZES["1 MB"])
    before = resident()
    contender = BUILDERS[name](None)
    redact = contender.redact
    if redact is None:
        raise ValueError(f"{name} does not mask")
    redact(text)
    built = resident()
    redact(large)
    after_large = peak()
    _calls_until(lambda: redact(text), WARM_UP, time.perf_counter() + seconds / 2)
    warm = resident()
    deadline = time.perf_counter() + seconds
    calls = _calls_until(lambda: redact(text), CALLS, deadline)
    return {
        "built": built - before,
        "peak": after_large - before,
        "growth": resident() - warm,
        "calls": calls,
    }


def requests(name: str, seconds: float) -> dict[str, float]:
    """Requests a second on one core: load 1 KB of JSON, mask it, dump it."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    contender = BUILDERS[name](None)
    process = contender.process_nested
    if process is None:
        raise ValueError(f"{name} has no process_nested")
    values: dict[str, float] = {}
    for case, pii in {"clean": False, "PII": True}.items():
        content = request(pii=pii)

        def serve(content: str = content) -> str:
            return json.dumps(process(json.loads(content))[1])

        serve()
        best = float("inf")
        deadline = time.perf_counter() + seconds / 2
        while time.perf_counter() < deadline:
            start = time.perf_counter()
            for _ in range(50):
                serve()
            best = min(best, (time.perf_counter() - start) / 50)
        values[case] = 1 / best
    return values


def main(what: str, name: str, seconds: str) -> int:
    """Print what was measured; return the exit status."""
    measure = {"memory": memory, "requests": requests}[what]
    print(json.dumps(measure(name, float(seconds))))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
