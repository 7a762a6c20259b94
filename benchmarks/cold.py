"""Section `cold`: calls after other work, which has taken the processor's caches.

In a gateway a call mostly comes after such work. In the other sections a call comes
after one like it.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from benchmarks.contenders import Contender
from benchmarks.measure import Cell, Pace, Patience
from benchmarks.methods import text_cell
from benchmarks.records import Record
from benchmarks.texts import KINDS, SIZES

# Twice the third level's cache of most processors; of zeros there would be one page.
OTHER_WORK: Final = b"x" * (64 << 20)

COLD_METHODS: Final = ("detect", "redact")
COLD_KINDS: Final = ("prose", "every-1KB", "every-40B", "logs", "one-accent")
COLD_SIZES: Final = ("100 B", "1 KB", "10 KB", "100 KB")


def _other_work() -> None:
    OTHER_WORK.count(b"y")


def run_cold(
    contenders: list[Contender], pace: Pace, sizes: tuple[str, ...]
) -> Iterator[Record]:
    """Single calls, each after a read of 64 MB."""
    pace = replace(pace, rounds=pace.rounds // 3)
    for method in COLD_METHODS:
        patience = Patience()
        for kind in COLD_KINDS:
            for size in sizes:
                text = KINDS[kind](SIZES[size])
                cell = Cell("cold", f"{method}, {kind}", SIZES[size])
                yield from text_cell(
                    cell,
                    method,
                    text,
                    contenders,
                    pace,
                    patience,
                    after=_other_work,
                )
