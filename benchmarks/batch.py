"""Section `batch`: many texts one by one, and in one call on one and two processors."""

from collections.abc import Iterator
from typing import Any, Final

from benchmarks.measure import (
    Cell,
    Job,
    Pace,
    Patience,
    Verdict,
    WrongAnswerError,
    always,
    run_cell,
)
from benchmarks.records import Record
from benchmarks.texts import KINDS
from piigo import Detector

KINDS_OF_BATCHES: Final = ("prose", "every-1KB", "logs", "one-accent")
# So many texts of so many bytes.
BATCHES: Final = {"4,000 x 1 KB": (4000, 1 << 10), "40 x 100 KB": (40, 100 << 10)}


def _check(results: dict[str, Any]) -> dict[str, Verdict | str]:
    answers = list(results.values())
    if any(answer != answers[0] for answer in answers):
        raise WrongAnswerError("batch: the ways differ")
    return {name: Verdict() for name in results}


def run_batch(pace: Pace, batches: dict[str, tuple[int, int]]) -> Iterator[Record]:
    """Time `detect` and `redact`, `detect_many` and `redact_many`."""
    detector = Detector(backend="go")
    ways = {
        "detect": (detector.detect, detector.detect_many),
        "redact": (detector.redact, detector.redact_many),
    }
    for name, (one, many) in ways.items():
        for kind in KINDS_OF_BATCHES:
            for batch, (count, size) in batches.items():
                texts = [KINDS[kind](size)] * count
                calls = {
                    "one by one": lambda given, one=one: [one(text) for text in given],
                    "1 thread": lambda given, many=many: many(given, threads=1),
                    "2 threads": lambda given, many=many: many(given, threads=2),
                }
                jobs = [Job(way, call, always(texts)) for way, call in calls.items()]
                cell = Cell(
                    "batch", f"{name}, {kind}, {batch}", len(texts[0].encode()) * count
                )
                yield from run_cell(cell, jobs, _check, pace, Patience())
