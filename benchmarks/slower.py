"""Where piigo is slower than somebody else."""

from collections.abc import Iterator
from typing import Final

from benchmarks.contenders import GO, PYTHON
from benchmarks.records import Record, Results
from benchmarks.tables import duration, table
from benchmarks.targets import size_name

SECTIONS: Final = (
    "detect",
    "redact",
    "process",
    "cold",
    "process_nested",
    "construction",
    "types",
    "masking",
    "hostile",
)


def _slower(results: Results) -> Iterator[tuple[float, Record, Record]]:
    for section in SECTIONS:
        for each in results.of(section):
            if each.contender in (GO, PYTHON) or not each.best:
                continue
            ours = results.get(section, each.case, each.size, GO)
            if ours and ours.best and ours.best > each.best:
                yield ours.best / each.best, ours, each


def _hits(record: Record) -> str:
    return f"{record.values['hits']:.0f}" if "hits" in record.values else ""


def slower(results: Results) -> str:
    """Every cell in which the Go backend is slower than a contender, worst first.

    The Python backend, which runs the original's patterns on `re`, is in the tables of
    each method.
    """
    found = sorted(_slower(results), key=lambda each: -each[0])
    if not found:
        return "No cell.\n"
    rows = []
    for ratio, ours, theirs in found:
        cell = f"{ours.section}, {ours.case}"
        if ours.size and ours.section not in ("process_nested",):
            cell += f", {size_name(ours.size)}"
        times = [duration(each.best) for each in (ours, theirs) if each.best]
        counts = [_hits(ours), _hits(theirs)]
        rows.append([cell, theirs.contender, f"{ratio:.2f}x", *times, *counts])
    head = ["cell", "faster", "by", "piigo", "theirs", "hits of piigo", "their hits"]
    return table(head, rows)
