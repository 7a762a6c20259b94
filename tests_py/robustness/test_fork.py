"""Forked children of a process that has used the detector.

Each scenario runs in a program of its own (`fork_program.py`), which forks, and is
killed with all its children when it takes too long.
"""

import os
import signal
import subprocess
import sys

import pytest

from tests_py.robustness import fork_program

TIMEOUT = 60.0

IMPORT_PROGRAM = """
import os, sys
before = len(os.listdir("/proc/self/task"))
import piigo
threads = len(os.listdir("/proc/self/task")) - before
folder = os.path.dirname(piigo.__file__)
def loaded():
    with open("/proc/self/maps") as maps:
        return sum(folder in line for line in maps)
print(threads, loaded())
piigo.Detector(backend=sys.argv[1]).detect("a@b.cd")
print(len(os.listdir("/proc/self/task")) - before > 0, loaded() > 0)
"""


def _run(arguments: list[str]) -> str:
    """The output of a Python program; kills its whole group when it hangs."""
    # With GOGC=1 a Go runtime collects at every 40 KB or so.
    environment = {**os.environ, "GOGC": "1"}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        pytest.fail(f"still running after {TIMEOUT} s:\n{output}")
    assert process.returncode == 0, output
    return output


@pytest.mark.parametrize("scenario", fork_program.SCENARIOS)
def test_forked_children(scenario: str, backend: str) -> None:
    output = _run(["-m", fork_program.__name__, backend, scenario])
    assert output.splitlines()[-1] == "right"


def test_import_starts_nothing(backend: str) -> None:
    """Importing starts no thread and loads no library of this package."""
    at_import, after_use = _run(["-c", IMPORT_PROGRAM, backend]).splitlines()
    assert at_import == "0 0"
    native = backend == "go"
    assert after_use == f"{native} {native}"
