"""Which suites each wheel is tested with, and by which interpreter.

The files of the Python backend are the same in all wheels: it is tested with the pure
wheel, and the native backend with the native ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from targets import AARCH64, TARGETS, VERSIONS, WINDOWS, X86_64, Target

TIMED_STREAM = "tests_py/unit/test_cli_stream.py::test_memory_and_time_of_a_long_stream"

# What is timed would need the machine for itself. The other needs ctypes, for which the
# library that Maven Central's Python 3.12 was built with is not on every machine.
ALL = (
    "tests_py",
    "--ignore=tests_py/performance",
    "--ignore=tests_py/robustness/test_huge_text.py",
)

# Less what Windows has not: fork, the module resource, a POSIX shell, a signal after
# some seconds of processor time.
ALL_ON_WINDOWS = (
    *ALL,
    "--ignore=tests_py/patterns/test_exponential.py",
    "--ignore=tests_py/patterns/test_limits.py",
    "--ignore=tests_py/patterns/test_linear.py",
    "--ignore=tests_py/patterns/test_matches.py",
    "--ignore=tests_py/patterns/test_parser.py",
    "--ignore=tests_py/robustness/test_fork.py",
    "--ignore=tests_py/robustness/test_memory.py",
    f"--deselect={TIMED_STREAM}",
)

# For an emulated processor, some ten times slower than a real one, and for Windows but
# for the newest Python; the workflows run all suites on Windows itself.
SELECTED = (
    "tests_py/unit",
    # Long, and of the Python backend alone.
    "--ignore=tests_py/unit/test_email.py",
    "--ignore=tests_py/unit/test_prefilter.py",
    f"--deselect={TIMED_STREAM}",
    "tests_py/differential/test_corpus.py",
    "tests_py/patterns/test_native.py",
    "tests_py/robustness/test_denormals.py",
    "tests_py/robustness/test_errors.py",
    "tests_py/robustness/test_fork.py",
    "tests_py/robustness/test_gopy_classes.py",
    "tests_py/robustness/test_json_look.py::test_all_forms_of_the_look",
    "tests_py/robustness/test_json_look.py::test_what_is_looked_at_around_blanks",
    "tests_py/robustness/test_json_look.py::test_what_is_told_by_the_text_around",
    "tests_py/robustness/test_panic.py",
    "tests_py/robustness/test_pickle_copy.py",
    "tests_py/robustness/test_short_texts.py",
)


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
    def selection(self) -> tuple[str, tuple[str, ...]]:
        """What the suites are, in words, and pytest's arguments for them."""
        if self.chosen:
            return " ".join(self.chosen), self.chosen
        if self.target == WINDOWS and self.version == VERSIONS[-1]:
            return "all for Windows", ALL_ON_WINDOWS
        if self.target == WINDOWS:
            return "selected", tuple(suite for suite in SELECTED if "fork" not in suite)
        if self.target == AARCH64:
            return "selected", SELECTED
        return "all", ALL


def cases(folder: Path, parts: list[str], chosen: tuple[str, ...] = ()) -> list[Case]:
    """Return the cases for the wheels in a folder; every kind of wheel must be there.

    `parts` are regular expressions; wheels without a match for one are left out (none
    given: all are taken). Raises FileNotFoundError for a wheel that is missing.
    """
    wanted = [
        (target.wheel_tag(version), version, target, "go")
        for target in TARGETS
        for version in VERSIONS
    ]
    # "make test" runs the same files on the versions in between.
    ends = (VERSIONS[0], VERSIONS[-1])
    wanted += [("py3-none-any", version, X86_64, "python") for version in ends]
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
