"""Loading the package leaves the processor's floating point mode as it was."""

import subprocess
import sys
import threading

from tests_py.backends import build
from tests_py.robustness.samples import TEXT

SMALL = float(sys.float_info.min)

PROGRAM = """
import sys, threading
small = sys.float_info.min
import piigo
piigo.Detector(backend=sys.argv[1]).detect("a@b.cd")
results = [small / 2]
thread = threading.Thread(target=lambda: results.append(small / 2))
thread.start()
thread.join()
print(*results)
"""


def test_small_numbers_survive_in_this_thread_and_others(backend: str) -> None:
    build(backend).detect(TEXT)
    halves = [SMALL / 2]
    thread = threading.Thread(target=lambda: halves.append(SMALL / 2))
    thread.start()
    thread.join()
    assert all(half != 0 and half * 2 == SMALL for half in halves)


def test_small_numbers_survive_in_a_fresh_process(backend: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, backend],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["1.1125369292536007e-308"] * 2
