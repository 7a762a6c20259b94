"""`python -m benchmarks.compare --base FILE... --head FILE...`

Prints, in Markdown, how the times of two versions differ. The files are results of
runs that took turns on one machine; of each version the shortest times count.
"""

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import geometric_mean
from typing import Final

from benchmarks.contenders import GO, ORACLE, PYTHON
from benchmarks.records import load
from benchmarks.tables import duration, table

# Smaller differences are noise on a shared machine.
NOTABLE: Final = 1.15
MOST: Final = 30

Cell = tuple[str, str, int, str]


@dataclass(frozen=True)
class Change:
    """A cell, and its seconds for a call before and after."""

    cell: Cell
    before: float
    after: float

    @property
    def factor(self) -> float:
        """How many times as long it takes now."""
        return self.after / self.before


def shortest(files: Iterable[Path]) -> dict[Cell, float]:
    """Return the shortest time of each cell."""
    found: dict[Cell, float] = {}
    for file in files:
        for each in load(file).records:
            if each.best is not None:
                cell = (each.section, each.case, each.size, each.contender)
                found[cell] = min(each.best, found.get(cell, math.inf))
    return found


def changes(before: dict[Cell, float], after: dict[Cell, float]) -> list[Change]:
    """Return the cells that both versions have."""
    return [
        Change(cell, seconds, after[cell])
        for cell, seconds in before.items()
        if cell in after
    ]


def report(compared: list[Change]) -> str:
    """Return the comparison as Markdown.

    Raises ValueError if nothing can be compared.
    """
    by_section: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in compared:
        section, _, _, contender = change.cell
        by_section[section, contender].append(change)
    ours = [change for change in compared if change.cell[3] in {GO, PYTHON}]
    if not ours:
        raise ValueError("the runs have no cell in common; run the same sections")
    sections = [
        (section, contender, str(len(of)), _times(geometric_mean(c.factor for c in of)))
        for (section, contender), of in sorted(by_section.items())
        if contender in {GO, PYTHON, ORACLE}
    ]
    notable = [c for c in ours if max(c.factor, 1 / c.factor) >= NOTABLE]
    notable.sort(key=lambda change: change.factor, reverse=True)
    half = MOST // 2
    shown = notable if len(notable) <= MOST else notable[:half] + notable[-half:]
    parts = [
        "## Benchmarks against main",
        table(("section", "contender", "cells", "time now"), sections),
        f"`{ORACLE}` is the same in both, so its factor is what the machine did.",
        f"{len(notable)} of {len(ours)} cells differ by {NOTABLE}x or more.",
    ]
    if shown:
        parts.append(table(("cell", "before", "now", "time now"), map(_row, shown)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _row(change: Change) -> tuple[str, str, str, str]:
    section, case, size, contender = change.cell
    name = ", ".join(filter(None, (section, case, f"{size:,} B" * bool(size))))
    before, after = duration(change.before), duration(change.after)
    return f"{name}, {contender}", before, after, _times(change.factor)


def _times(factor: float) -> str:
    return f"{factor:.2f}x"


def main(arguments: list[str]) -> int:
    """Print the comparison; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare")
    for option in ("--base", "--head"):
        parser.add_argument(option, nargs="+", type=Path, required=True, metavar="FILE")
    options = parser.parse_args(arguments)
    print(report(changes(shortest(options.base), shortest(options.head))), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
