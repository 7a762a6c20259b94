"""Runs the Python suites against each wheel, from outside the source tree.

`python packaging/test_wheels.py [FOLDER] [TAG...] [-- PYTEST ARGUMENT...]` tests the
wheels in FOLDER (dist), or those whose tags match one of the expressions, some at a
time, and prints a table. pip installs the wheel and what the suites need into a folder
of their own; the suites and their data are copied beside it. What each wheel's suites
print goes to .build/wheel-tests.

Wheels of this machine's kind pass all suites but the timed ones; suites.py tells what
the others pass.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import emulation
import pythons
from suites import Case, cases
from targets import AARCH64, WINDOWS, X86_64, Target

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".build" / "wheel-tests"

# Wheels under test at a time, each in one process.
AT_A_TIME = 2

# For the suites of one wheel, in the form of the program timeout.
TIME_LIMIT = "60m"

# What the suites' requirements hold for checks of style and types.
NOT_FOR_SUITES = ("mypy", "ruff", "types-")

# Platforms that the interpreters under test can run wheels of, for pip.
GLIBC_TAGS = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")

PYRECHECK = "./piigo/internal/pyre/internal/pyrecheck"


@dataclass(frozen=True)
class Result:
    """What became of a case: numbers of tests, and seconds."""

    case: Case
    passed: int
    skipped: int
    failed: int
    seconds: float

    @property
    def row(self) -> str:
        """The line of the table."""
        case = self.case
        emulator = {AARCH64: ", qemu", WINDOWS: ", wine"}.get(case.target, "")
        cells = (
            case.wheel.name,
            f"{case.wheel.stat().st_size / 1e6:.2f}",
            f"{case.version} {case.target.artefact}{emulator}",
            case.selection[0],
            str(self.passed),
            str(self.skipped),
            str(self.failed),
            f"{self.seconds:.0f}",
        )
        return f"| {' | '.join(cells)} |"


HEADER = """\
| wheel | MB | interpreter | suites | passed | skipped | failed | seconds |
|---|--:|---|---|--:|--:|--:|--:|"""


def prepare(wanted: list[Case], folder: Path) -> dict[str, str]:
    """Fetch and build what cases share; return the variables that tell where it is."""
    for case in wanted:
        emulation.interpreter(case.version, case.target)
        emulation.environment(case.target)
    subprocess.run([sys.executable, "-m", "tests_py.oracle"], cwd=ROOT, check=True)
    pyrecheck = folder / "pyrecheck"
    subprocess.run(
        ["go", "build", "-o", str(pyrecheck), PYRECHECK],
        cwd=ROOT,
        env=os.environ | {"CGO_ENABLED": "0"},
        check=True,
    )
    return {"PIIGO_TEST_PYRECHECK": str(pyrecheck)}


def install(case: Case, site: Path) -> None:
    """Install the wheel, and what the suites require, into a folder."""
    lines = (ROOT / "tests_py" / "requirements.txt").read_text().splitlines()
    needed = [line for line in lines if not line.startswith(NOT_FOR_SUITES)]
    platforms = [case.target.tag]
    if case.target != WINDOWS:
        machine = case.target.name.partition("-")[0]
        platforms = [f"{tag}_{machine}" for tag in GLIBC_TAGS]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(site)]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--no-compile"]
    command += ["--python-version", case.version]
    for platform in platforms:
        command += ["--platform", platform]
    if case.target == WINDOWS:
        # pip leaves it out, as it looks at the system that it runs on.
        command.append("colorama==0.4.6")
    subprocess.run([*command, str(case.wheel), *needed], check=True)
    if case.target != X86_64:
        # Emulated, this would take some ten times as long.
        python = str(pythons.program(case.version, X86_64))
        subprocess.run([python, "-m", "compileall", "-q", str(site)], check=True)


def lay_out(case: Case, place: Path) -> dict[str, str]:
    """Put the wheel and the suites into a folder; return the variables they need."""
    site = place / "site"
    install(case, site)
    for name in ("tests_py", "testdata"):
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, place / name, ignore=skip)
    shutil.copytree(ROOT / ".cache" / "oracle", place / ".cache" / "oracle")
    shutil.copy(ROOT / "pyproject.toml", place)
    variables = {
        "PIIGO_TEST_BACKENDS": case.backends,
        "PYTHONPATH": _path(case.target, site),
        # An emulated interpreter would compile its library anew for each test.
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONUNBUFFERED": "1",
    }
    startup = ""
    if case.target == AARCH64:
        interpreter = emulation.interpreter(case.version, case.target)
        variables["TEST_EXECUTABLE"] = _wrap(interpreter, place / "python")
        startup = 'import os, sys\nsys.executable = os.environ["TEST_EXECUTABLE"]\n'
    if case.target == WINDOWS:
        # Debian's wine aborts what asks Windows' management service.
        startup = 'import sys\nsys.modules["_wmi"] = None\n'
    if startup:
        (site / "sitecustomize.py").write_text(startup)
    return variables | emulation.environment(case.target)


def run(case: Case, shared: dict[str, str]) -> Result:
    """Run the suites of a case; what they print is shown when one fails."""
    log = LOGS / f"{case.wheel.stem}-{case.version}.txt"
    with tempfile.TemporaryDirectory(prefix="piigo-wheel-") as folder:
        place = Path(folder)
        environment = os.environ | shared | lay_out(case, place)
        command = ["timeout", TIME_LIMIT]
        command += emulation.interpreter(case.version, case.target)
        command += ["-m", "pytest", "-v", "--tb=short", "-p", "no:cacheprovider"]
        command += ["--durations=10", "--junitxml=report.xml", *case.selection[1]]
        begin = time.monotonic()
        # Through a pipe, as Python refuses a file for its output under wine.
        with (
            log.open("wb") as said,
            subprocess.Popen(
                command,
                cwd=place,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            ) as process,
        ):
            for line in process.stdout or ():
                said.write(line)
                said.flush()
        seconds = time.monotonic() - begin
        result = _read(case, place / "report.xml", process.returncode, seconds)
    if result.failed:
        print(log.read_bytes().decode(errors="replace")[-20000:], flush=True)
    print(result.row, flush=True)
    return result


def _path(target: Target, folder: Path) -> str:
    return f"Z:{folder}".replace("/", "\\") if target == WINDOWS else str(folder)


def _wrap(interpreter: list[str], script: Path) -> str:
    """Make a program of the emulated interpreter, for tests that start it."""
    script.write_text(f'#!/bin/sh\nexec {" ".join(interpreter)} "$@"\n')
    script.chmod(0o755)
    return str(script)


def _read(case: Case, report: Path, status: int, seconds: float) -> Result:
    total = failed = skipped = 0
    if report.exists() and report.stat().st_size > 0:
        for suite in ElementTree.parse(report).iter("testsuite"):
            total += int(suite.attrib["tests"])
            skipped += int(suite.attrib["skipped"])
            failed += int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    # A run without a test, or that broke off, has failed, too.
    if (status != 0 or total == 0) and failed == 0:
        failed = 1
    passed = max(total - failed - skipped, 0)
    return Result(case, passed, skipped, failed, seconds)


def main(folder: Path, parts: list[str], chosen: tuple[str, ...]) -> int:
    """Test the wheels and print the table; return the exit status."""
    wanted = cases(folder, parts, chosen)
    LOGS.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="piigo-wheels-") as scratch,
        ThreadPoolExecutor(AT_A_TIME) as pool,
    ):
        shared = prepare(wanted, Path(scratch))
        results = list(pool.map(lambda case: run(case, shared), wanted))
    table = "\n".join([HEADER, *(result.row for result in results)])
    (folder / "tests.md").write_text(f"{table}\n")
    print(f"\n{table}")
    return 1 if not results or any(result.failed for result in results) else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    end = arguments.index("--") if "--" in arguments else len(arguments)
    where, *tags = arguments[:end] or ["dist"]
    sys.exit(main(Path(where).resolve(), tags, tuple(arguments[end + 1 :])))
