"""Section `cold`: calls after other work, which has taken the processor's caches.

In a gateway a call mostly comes after such work. In the other sections a call comes
after one like it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from benchmarks.checks import check_text
from benchmarks.contenders import Contender
from benchmarks.measure import Cell, Pace, Patience, run_cell
from benchmarks.methods import text_jobs
from benchmarks.records import Record
from benchmarks.texts import KINDS, SIZES

# Twice the third level's cache of most processors; of zeros there would be one page.
OTHER_WORK: Final = b"x" * (64 << 20)

COLD_METHODS: Final = ("detect", "redact")
COLD_KINDS: Final = ("prose", "every-1KB", "every-40B", "logs", "one-accent")
COLD_SIZES: Final = ("100 B", "1 KB", "10 KB", "100 KB")


def _after_other_work(text: str) -> Callable[[], str]:
    def argument() -> str:
        OTHER_WORK.count(b"y")
        return text

    return argument


def run_cold(
    contenders: list[Contender], pace: Pace, sizes: tuple[str, ...]
) -> Iterator[Record]:
    """Single calls, each after a read of 64 MB."""
    pace = replace(pace, rounds=pace.rounds // 3)
    for method, kind, size in product(COLD_METHODS, COLD_KINDS, sizes):
        cell = Cell("cold", f"{method}, {kind}", SIZES[size])
        text = KINDS[kind](cell.size)
        jobs = [
            replace(job, argument=_after_other_work(text), calls=1)
            for job in text_jobs(method, text, contenders)
        ]
        check = check_text(method, text, contenders)
        yield from run_cell(cell, jobs, check, pace, Patience())
