"""The command ``pyrecheck`` and Python's ``re`` on the same patterns and texts.

Run as a script: ``compare_patterns.py COMMAND [COUNT] [SEED]``.
"""

import json
import random
import re
import signal
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from piigo._backtracking import needs_backtracking
from piigo._complexity import is_exponential
from tests_py.patterns.generate_patterns import character_set as random_set
from tests_py.patterns.generate_patterns import pattern as random_pattern
from tests_py.patterns.generate_patterns import texts as random_texts
from tests_py.patterns.interpreter_facts import facts
from tests_py.patterns.patterns_table import SETS, TABLE

# Why RE2 is not given a pattern that it could run, but for its size.
CAPACITY = ("it is too large", "it tells too many characters apart")
BUDGET = 20_000  # steps of the reference matcher for each text
SECONDS = 0.5  # of processor time for re on one text
SHORT = 100  # the length up to which re must end in time unless it explodes
TEXTS = 6  # random texts for each pattern
EVERY = "".join(map(chr, range(sys.maxunicode + 1)))

# Only Python can say whether these are right. pyre reads on behind them, and so
# may name a later fault of a pattern that has two.
UNDECIDED = re.compile(r"\\N\{|\\z|\(\?\(|\(\?[-a-z]*t|\(\?P[<=][^>)]*[^\x00-\x7f]")
# Words of older interpreters; pyre follows the newest.
OLD_WORDS = (
    "Python int too large to convert to C int",
    "bad inline flags: cannot turn off global flag",
)


@dataclass
class Case:
    """A pattern and the texts to run it on."""

    pattern: str
    texts: list[str]
    every: bool = False  # run RE2 on all code points, too


@dataclass
class Report:
    """What a comparison found."""

    counts: Counter[str] = field(default_factory=Counter)
    mismatches: list[str] = field(default_factory=list)

    def differ(self, what: str, case: Case, *details: object) -> None:
        self.mismatches.append(f"{what}: {case.pattern!a} {details!r}")


def table_cases(seed: int, count: int = 40) -> list[Case]:
    """Every pattern of the table with some texts."""
    rng = random.Random(f"{seed}:table")
    return [
        Case(pattern, random_texts(rng, pattern, count))
        for patterns in TABLE.values()
        for pattern in patterns
    ]


def random_cases(seed: int, count: int) -> list[Case]:
    """Random patterns, each with a few texts."""
    rng = random.Random(f"{seed}:random")
    patterns = [random_pattern(rng) for _ in range(count)]
    return [Case(pattern, random_texts(rng, pattern, TEXTS)) for pattern in patterns]


def set_cases(seed: int, count: int) -> list[Case]:
    """Patterns for runs of one kind of character, on all code points."""
    rng = random.Random(f"{seed}:sets")
    sets = list(SETS)
    sets += [random_set(rng) for _ in range(count)]
    return [Case(f"(?:{chars})+", [], every=True) for chars in sets]


def codes(text: str) -> list[int]:
    return [ord(char) for char in text]


def ask(command: str, cases: list[Case]) -> list[dict[str, Any]]:
    """The command's answers to all cases."""
    lines = [json.dumps(facts())]
    lines += [
        json.dumps(
            {
                "pattern": codes(case.pattern),
                "texts": [codes(text) for text in case.texts],
                "every": case.every,
                "budget": BUDGET,
            }
        )
        for case in cases
    ]
    done = subprocess.run(
        [command], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    if done.stderr:
        raise AssertionError("the command wrote to standard error")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the body after some seconds of processor time.

    And again after as many: where one is raised in a callback of the collector, it is
    ignored.
    """

    def expire(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, expire)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def compile_here(pattern: str) -> re.Pattern[str] | tuple[str, int]:
    """The compiled pattern, or the reason and position (-1: none) of its error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            # Go has no lone surrogates in its strings.
            reason = re.sub("[\ud800-\udfff]", "\ufffd", error.msg)
            return reason, -1 if error.pos is None else error.pos
        except (OverflowError, ValueError) as error:
            return str(error), -1


def compare_texts(
    case: Case, ours: dict[str, Any], compiled: re.Pattern[str], report: Report
) -> None:
    texts = [*case.texts, EVERY] if case.every and not ours["reason"] else case.texts
    for text, result in zip(texts, ours["texts"] or [], strict=True):
        try:
            with time_limit(SECONDS):
                want = [list(match.span()) for match in compiled.finditer(text)]
        except TimeoutError:
            report.counts["re too slow"] += 1
            if len(text) <= SHORT and not is_exponential(case.pattern):
                report.differ("takes too long", case, ascii(text))
            continue
        if result["reference"] is not None:
            report.counts["texts by reference"] += 1
            if result["reference"] != want:
                report.differ("reference", case, ascii(text), result["reference"], want)
        if ours["reason"]:
            continue
        report.counts["texts by RE2"] += 1
        report.counts["matches by RE2"] += len(want)
        if result["native"] != want:
            report.differ("RE2", case, ascii(text), result["native"], want)
        if result["search"] != bool(want):
            report.differ("search", case, ascii(text), result["search"])
        if not result["class_same"]:
            report.differ("class bytes", case, ascii(text))


def same_reason(here: str, theirs: str) -> bool:
    """Tell whether Python and Go agree on why a pattern needs `re`, if it does."""
    if theirs in CAPACITY:
        return True
    # From Python 3.13 on, the parser does not tell which of them an empty one is.
    return here == theirs or (here, theirs[:7]) == ("a look-around", "a look-")


def compare(command: str, cases: list[Case]) -> Report:
    """Compare acceptance, errors and matches of all cases."""
    report = Report()
    for case, ours in zip(cases, ask(command, cases), strict=True):
        here = compile_here(case.pattern)
        report.counts["patterns"] += 1
        if ours["error"] == "limit":
            report.counts["over a limit"] += 1
        elif ours["undecided"]:
            report.counts["undecided"] += 1
        elif isinstance(here, tuple):
            report.counts["refused by re"] += 1
            if not ours["error"]:
                report.differ("accepted", case, here)
            elif (ours["error"], ours["position"]) == here:
                pass
            elif here[0] in OLD_WORDS or UNDECIDED.search(case.pattern):
                report.counts["refused with other words"] += 1
            else:
                report.differ("words", case, here, ours["error"], ours["position"])
        elif ours["error"]:
            report.differ("refused", case, ours["error"])
        else:
            report.counts["accepted by re"] += 1
            report.counts["run by RE2"] += not ours["reason"]
            report.counts["called exponential"] += is_exponential(case.pattern)
            here_why = needs_backtracking(case.pattern)
            if not same_reason(here_why, ours["reason"]):
                report.differ("reason", case, here_why, ours["reason"])
            if ours["reason"]:
                report.counts["needs re: " + ours["reason"]] += 1
            compare_texts(case, ours, here, report)
    return report


def main() -> int:
    command = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    cases = table_cases(seed) + set_cases(seed, count // 100)
    report = compare(command, cases + random_cases(seed, count))
    for name, number in sorted(report.counts.items()):
        print(f"{number:9} {name}")
    for line in report.mismatches[:40]:
        print(line)
    print(f"{len(report.mismatches)} mismatches")
    return bool(report.mismatches)


if __name__ == "__main__":
    sys.exit(main())
