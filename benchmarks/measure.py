"""Times the contenders of a cell in turn, in rounds, in one process.

Interleaved, they share whatever else the machine is doing. Noise only adds, so the
shortest time of a call counts; the median shows how much was added.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.records import Record

# No call is timed that is expected to take longer.
TOO_SLOW: Final = 1.0
SKIPPED: Final = "over 1 s"

# A turn whose calls are expected to take less begins with one that is not timed: what
# the contender before left in the processor's caches is not this one's doing.
WARM_UP: Final = 0.02


class WrongAnswerError(Exception):
    """A contender's answer is not right; the message names contender and cell."""


@dataclass(frozen=True)
class Pace:
    """How long to measure: rounds of a cell, seconds of a turn and of all turns.

    Many short turns: on a busy machine some of them are not interrupted.
    """

    rounds: int
    turn: float
    spend: float

    def rounds_for(self, seconds: float) -> int:
        """The rounds of a contender whose call takes so long."""
        affordable = int(self.spend / max(seconds, self.turn))
        return max(1 if seconds > 0.1 else 2, min(self.rounds, affordable))


FULL: Final = Pace(rounds=31, turn=0.0005, spend=0.2)
QUICK: Final = Pace(rounds=11, turn=0.0003, spend=0.004)


@dataclass(frozen=True)
class Cell:
    """What all contenders do in one measurement."""

    section: str
    case: str
    size: int


@dataclass(frozen=True)
class Job:
    """A contender's part in a cell: a function and what gives its argument.

    `argument` is called ahead of each call, outside the measured time. A turn has at
    most `calls` calls. Where that is 1, the call is to find what `argument` left: no
    other one goes ahead of it.
    """

    contender: str
    call: Callable[[Any], Any]
    argument: Callable[[], Any]
    calls: int = sys.maxsize
    # Whether all calls may share one argument.
    shared: bool = True
    # Whether the others are compared with it, so that its answer is always needed.
    judge: bool = False


@dataclass(frozen=True)
class Verdict:
    """About a right answer: how many hits it holds."""

    hits: int | None = None


# Takes the first results by contender. Gives the Verdict of each that may be timed,
# and for the others the note of what is wrong with the answer. Raises
# WrongAnswerError where piigo is wrong.
Check = Callable[[dict[str, Any]], dict[str, Verdict | str]]


def always(value: Any) -> Callable[[], Any]:
    """What gives this argument to every call."""
    return lambda: value


class Patience:
    """Predicts from smaller sizes whether a call would take too long."""

    def __init__(self, growth: int = 1) -> None:
        """`growth` is the power of the size to expect before two sizes are known."""
        self._growth = growth
        self._seen: dict[tuple[str, str, str], tuple[int, float]] = {}

    def too_slow(self, cell: Cell, contender: str) -> bool:
        """Say whether the contender's call is expected to take over TOO_SLOW."""
        seen = self._seen.get((cell.section, cell.case, contender))
        if seen is None or not seen[0]:
            return False
        size, seconds = seen
        factor = max(float(cell.size) / size, 1.0)
        power = self._growth if seconds > 1e-3 else 1
        return bool(seconds * factor**power > TOO_SLOW)

    def learn(self, cell: Cell, contender: str, seconds: float) -> None:
        """Note how long the contender's call took."""
        self._seen[cell.section, cell.case, contender] = (cell.size, seconds)


def _turn(job: Job, expected: float, turn: float) -> float:
    """Seconds for one call, over as many as are expected to fill the turn."""
    count = max(1, min(job.calls, int(turn / expected)))
    if job.calls > 1 and expected < WARM_UP:
        job.call(job.argument())
    arguments: Iterable[Any]
    if job.shared:
        arguments = itertools.repeat(job.argument(), count)
    else:
        arguments = [job.argument() for _ in range(count)]
    call = job.call
    start = time.perf_counter()
    for argument in arguments:
        call(argument)
    return (time.perf_counter() - start) / count


def _first(job: Job) -> tuple[Any, float]:
    argument = job.argument()
    start = time.perf_counter()
    result = job.call(argument)
    return result, time.perf_counter() - start


def run_cell(
    cell: Cell, jobs: Sequence[Job], check: Check, pace: Pace, patience: Patience
) -> list[Record]:
    """Check every contender's answer, then time those whose answer is right."""
    results: dict[str, Any] = {}
    first: dict[str, float] = {}
    notes: dict[str, str] = {}
    for job in jobs:
        if patience.too_slow(cell, job.contender):
            notes[job.contender] = SKIPPED
            if not job.judge:
                continue
        try:
            results[job.contender], seconds = _first(job)
        except Exception as error:
            if job.contender.startswith("piigo"):
                raise
            notes[job.contender] = f"raises {type(error).__name__}"
            continue
        first[job.contender] = seconds
    verdicts = check(results)
    results.clear()
    notes |= {name: said for name, said in verdicts.items() if isinstance(said, str)}
    timed = [job for job in jobs if job.contender not in notes]
    times = _rounds(timed, first, pace)
    records = []
    for job in jobs:
        name = job.contender
        verdict = verdicts.get(name)
        if name in notes or not isinstance(verdict, Verdict):
            records.append(Record(*_key(cell), name, note=notes.get(name, "")))
            continue
        patience.learn(cell, name, min(times[name]))
        values = {} if verdict.hits is None else {"hits": float(verdict.hits)}
        best, median = min(times[name]), statistics.median(times[name])
        records.append(Record(*_key(cell), name, best, median, values=values))
    return records


def _key(cell: Cell) -> tuple[str, str, int]:
    return cell.section, cell.case, cell.size


def _rounds(
    jobs: Sequence[Job], first: dict[str, float], pace: Pace
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {job.contender: [] for job in jobs}
    for number in range(pace.rounds):
        for job in jobs:
            name = job.contender
            known = min(times[name], default=first[name])
            if number >= pace.rounds_for(known):
                continue
            times[name].append(_turn(job, known, pace.turn))
    return times
