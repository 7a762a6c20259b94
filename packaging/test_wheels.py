"""Runs the Python suites against each wheel, from outside the source tree.

`python packaging/test_wheels.py [FOLDER] [TAG...] [-- PYTEST ARGUMENT...]` tests the
wheels in FOLDER (dist), or those whose tags match one of the expressions, and prints
a table. pip installs the wheel and what the suites need into a folder of their own; the
suites and their data are copied beside it.

Wheels of this machine's kind pass all suites but the timed ones. Emulated ones, some
ten times slower, pass the suites in EMULATED.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import emulation
from targets import AARCH64, TARGETS, VERSIONS, WINDOWS, X86_64, Target

ROOT = Path(__file__).resolve().parent.parent

ALL = ("tests_py", "--ignore=tests_py/performance")
EMULATED = (
    "tests_py/unit",
    # Timed, and written for a POSIX shell.
    "--deselect=tests_py/unit/test_cli_stream.py::test_memory_and_time_of_a_long_stream",
    "tests_py/differential/test_corpus.py",
    "tests_py/robustness/test_denormals.py",
    "tests_py/robustness/test_errors.py",
    "tests_py/robustness/test_fork.py",
    "tests_py/robustness/test_gopy_classes.py",
    "tests_py/robustness/test_panic.py",
    "tests_py/robustness/test_pickle_copy.py",
)

# What the suites' requirements hold for checks of style and types.
NOT_FOR_SUITES = ("mypy", "ruff", "types-")

# Platforms that the interpreters under test can run wheels of, for pip.
GLIBC_TAGS = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")

# Test processes for the suites; emulated ones have one.
PROCESSES = "2"

# For the suites of one wheel, in the form of the program timeout.
TIME_LIMIT = "60m"


@dataclass(frozen=True)
class Case:
    """A wheel and what it is tested with.

    `backends` are those of the suites; `chosen` are arguments of pytest instead of
    the usual suites.
    """

    wheel: Path
    version: str
    target: Target
    backends: str
    chosen: tuple[str, ...] = ()

    @property
    def emulated(self) -> bool:
        """Whether the interpreter is of another machine."""
        return self.target != X86_64

    @property
    def selection(self) -> str:
        """What the suites are, in a word."""
        if self.chosen:
            return " ".join(self.chosen)
        return "selected" if self.emulated else "all"

    @property
    def suites(self) -> tuple[str, ...]:
        """The arguments of pytest that choose what is run."""
        if self.chosen:
            return self.chosen
        if not self.emulated:
            return (*ALL, "-n", PROCESSES)
        if self.target == WINDOWS:
            # There is no fork on Windows.
            return tuple(suite for suite in EMULATED if "fork" not in suite)
        return EMULATED


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
            case.selection,
            str(self.passed),
            str(self.skipped),
            str(self.failed),
            f"{self.seconds:.0f}",
        )
        return f"| {' | '.join(cells)} |"


HEADER = """\
| wheel | MB | interpreter | suites | passed | skipped | failed | seconds |
|---|--:|---|---|--:|--:|--:|--:|"""


def cases(folder: Path, parts: list[str], chosen: tuple[str, ...] = ()) -> list[Case]:
    """Return the cases for the wheels in a folder; every kind of wheel must be there.

    `parts` are regular expressions; wheels without a match for one are left out (none
    given: all are taken). Raises FileNotFoundError for a wheel that is missing.
    """
    wanted = [
        (target.wheel_tag(version), version, target, "go,python")
        for target in TARGETS
        for version in VERSIONS
    ]
    wanted += [("py3-none-any", version, X86_64, "python") for version in VERSIONS]
    return [
        Case(_wheel(folder, tag), version, target, backends, chosen)
        for tag, version, target, backends in wanted
        if not parts or any(re.search(part, tag) for part in parts)
    ]


def _wheel(folder: Path, tag: str) -> Path:
    wheels = list(folder.glob(f"piigo-*-{tag}.whl"))
    if len(wheels) != 1:
        raise FileNotFoundError(f'no wheel for {tag} in {folder}; run "make wheels"')
    return wheels[0]


def install(case: Case, site: Path) -> None:
    """Install the wheel, and what the suites require, into a folder."""
    lines = (ROOT / "tests_py" / "requirements.txt").read_text().splitlines()
    needed = [line for line in lines if not line.startswith(NOT_FOR_SUITES)]
    platforms = [case.target.tag]
    if case.target != WINDOWS:
        machine = case.target.name.partition("-")[0]
        platforms = [f"{tag}_{machine}" for tag in GLIBC_TAGS]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(site)]
    command += ["--disable-pip-version-check", "--only-binary=:all:"]
    command += ["--python-version", case.version]
    for platform in platforms:
        command += ["--platform", platform]
    if case.target == WINDOWS:
        # pip leaves it out, as it looks at the system that it runs on.
        command.append("colorama==0.4.6")
    subprocess.run([*command, str(case.wheel), *needed], check=True)


def run(case: Case) -> Result:
    """Run the suites of a case; what they print is shown when one fails."""
    with tempfile.TemporaryDirectory(prefix="piigo-wheel-") as folder:
        place = Path(folder)
        site = place / "site"
        install(case, site)
        for name in ("tests_py", "testdata"):
            skip = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, place / name, ignore=skip)
        shutil.copytree(ROOT / ".cache" / "oracle", place / ".cache" / "oracle")
        shutil.copy(ROOT / "pyproject.toml", place)
        interpreter = emulation.interpreter(case.version, case.target)
        environment = os.environ | emulation.environment(case.target)
        environment |= {
            "PIIGO_TEST_BACKENDS": case.backends,
            "PYTHONPATH": _path(case.target, site),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1",
        }
        if case.target == AARCH64:
            environment["TEST_EXECUTABLE"] = _wrap(interpreter, place / "python")
            startup = 'import os, sys\nsys.executable = os.environ["TEST_EXECUTABLE"]\n'
            (site / "sitecustomize.py").write_text(startup)
        if case.target == WINDOWS:
            # Debian's wine aborts what asks Windows' management service.
            (site / "sitecustomize.py").write_text(
                'import sys\nsys.modules["_wmi"] = None\n'
            )
        pytest = [*interpreter, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        pytest += ["--junitxml=report.xml", *case.suites]
        begin = time.monotonic()
        log = place / "log"
        # Through a pipe, as Python refuses a file for its output under wine.
        with (
            log.open("wb") as said,
            subprocess.Popen(
                ["timeout", TIME_LIMIT, *pytest],
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
        if process.returncode != 0:
            print(log.read_bytes().decode(errors="replace")[-20000:], flush=True)
        return _read(case, place / "report.xml", process.returncode, seconds)


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
    subprocess.run([sys.executable, "-m", "tests_py.oracle"], cwd=ROOT, check=True)
    results = []
    for case in cases(folder, parts, chosen):
        results.append(run(case))
        print(results[-1].row, flush=True)
    table = "\n".join([HEADER, *(result.row for result in results)])
    (folder / "tests.md").write_text(f"{table}\n")
    print(f"\n{table}")
    return 1 if not results or any(result.failed for result in results) else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    end = arguments.index("--") if "--" in arguments else len(arguments)
    where, *tags = arguments[:end] or ["dist"]
    sys.exit(main(Path(where).resolve(), tags, tuple(arguments[end + 1 :])))
