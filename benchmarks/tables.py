"""Markdown tables of results."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.contenders import GO
from benchmarks.records import Record, Results
from benchmarks.targets import growth, size_name
from benchmarks.texts import NOT_ASCII


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers."""
    lines = [f"| {' | '.join(head)} |", "|---" + "|---:" * (len(head) - 1) + "|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def duration(seconds: float) -> str:
    """A time in the unit that suits it."""
    for factor, unit in ((1e9, "ns"), (1e6, "us"), (1e3, "ms")):
        if seconds * factor < 1000:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds:.3g} s"


def rate(size: int, seconds: float) -> str:
    """A throughput in MB/s, of a million bytes."""
    megabytes = size / seconds / 1e6
    return f"{megabytes:,.0f}" if megabytes >= 1000 else f"{megabytes:.4g}"


def _shown(record: Record | None, *, as_rate: bool) -> str:
    if record is None:
        return ""
    if record.best is None:
        return record.note
    if as_rate:
        return rate(record.size, record.best)
    return duration(record.best)


def names(records: Iterable[Record]) -> list[str]:
    """The contenders of the records, in order."""
    return list(dict.fromkeys(each.contender for each in records))


def by_case(
    results: Results, section: str, *, as_rate: bool = False, sized: bool = False
) -> str:
    """A row for each case and size, a column for each contender; shortest times."""
    records = list(results.of(section))
    columns = names(records)
    rows = []
    for case, size in dict.fromkeys((each.case, each.size) for each in records):
        label = f"{case}, {size_name(size)}" if size and (as_rate or sized) else case
        found = [results.get(section, case, size, name) for name in columns]
        shown = [_shown(each, as_rate=as_rate and size > 0) for each in found]
        rows.append([label, *shown])
    return table(["", *columns], rows)


def spread(results: Results, section: str) -> str:
    """By how much the median of the rounds is above the shortest time, for piigo."""
    over = sorted(
        each.median / each.best - 1
        for each in results.of(section)
        if each.contender == GO and each.best and each.median
    )
    if not over:
        return ""
    middle, worst = over[len(over) // 2], over[-1]
    return (
        f"The median round of {GO} is {middle:.0%} above its shortest in the middle "
        f"cell and {worst:.0%} in the worst.\n"
    )


def hits(results: Results, kinds: Iterable[str]) -> str:
    """How many values each contender finds in 10 KB of each kind."""
    columns = names(results.of("detect"))
    rows = []
    for kind in kinds:
        found = [results.get("detect", kind, 10 << 10, name) for name in columns]
        shown = [
            f"{each.values['hits']:.0f}" if each and each.values else ""
            for each in found
        ]
        rows.append([kind, *shown])
    return table(["", *columns], rows)


def hostile(results: Results) -> str:
    """Times at each size, and the growth, of each hostile text."""
    records = list(results.of("hostile"))
    columns = names(records)
    rows = []
    for case in dict.fromkeys(each.case for each in records):
        sizes = dict.fromkeys(each.size for each in records if each.case == case)
        for size in sizes:
            found = [results.get("hostile", case, size, name) for name in columns]
            label = f"{case}, {size_name(size)}"
            rows.append([label, *(_shown(each, as_rate=False) for each in found)])
        grown = [growth(results, case, name) for name in columns]
        label = f"{case}, 16x the text"
        rows.append([label, *(f"{each[0]:.1f}x" if each else "" for each in grown)])
    return table(["", *columns], rows)


def values(
    results: Results, section: str, columns: Mapping[str, tuple[str, float]]
) -> str:
    """A row for each contender; `columns`: value -> its heading and divisor."""
    rows = [
        [each.contender]
        + [
            f"{each.values[key] / divisor:,.0f}"
            for key, (_, divisor) in columns.items()
        ]
        for each in results.of(section)
    ]
    return table(["", *(heading for heading, _ in columns.values())], rows)


def border(results: Results) -> str:
    """What a call through Python costs over the Go library's own call."""
    rows = []
    for each in results.of("border"):
        method, _, kind = each.case.partition(", ")
        whole = results.best(method, kind, each.size, GO)
        if whole and each.best and kind not in NOT_ASCII:
            share = max(whole - each.best, 0) / whole
            label = f"{each.case}, {size_name(each.size)}"
            rows.append([label, duration(whole), duration(each.best), f"{share:.0%}"])
    return table(["", "Python call", "Go call", "border"], rows)
