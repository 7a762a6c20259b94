"""What is to be reached, and whether the results show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks.contenders import GO, RUST
from benchmarks.methods import EMPTY
from benchmarks.records import Results
from benchmarks.texts import KINDS, NOT_ASCII, SIZES

SMALL: Final = SIZES["100 B"]
LARGER: Final = tuple(size for size in SIZES.values() if size > SMALL)
MEMORY_GROWTH: Final = 512 << 10


@dataclass(frozen=True)
class Measured:
    """A cell of a target: a factor by which it is reached, at least 1, or missed."""

    cell: str
    shown: str
    factor: float


@dataclass(frozen=True)
class Target:
    """A requirement and the cells that it is about."""

    requirement: str
    cells: list[Measured]

    @property
    def worst(self) -> Measured | None:
        """The cell that is nearest to missing, or misses most."""
        return min(self.cells, key=lambda each: each.factor, default=None)

    @property
    def verdict(self) -> str:
        """In a word or two, whether it is reached."""
        if not self.cells:
            return "not measured"
        missed = sum(each.factor < 1 for each in self.cells)
        if not missed:
            return "reached"
        return f"**not reached** in {missed} of {len(self.cells)} cells"


def size_name(size: int) -> str:
    """A size as the tables show it."""
    names = {value: name for name, value in SIZES.items()}
    if size in names:
        return names[size]
    return f"{size >> 10} KB" if size >= 1 << 10 else f"{size} B"


def _ratio(
    results: Results, section: str, case: str, size: int, at_least: float
) -> Iterator[Measured]:
    ours = results.best(section, case, size, GO)
    theirs = results.best(section, case, size, RUST)
    if ours and theirs:
        ratio = theirs / ours
        where = f"{section}, {case}" + (f", {size_name(size)}" if size else "")
        yield Measured(where, f"{ratio:.3g}x", ratio / at_least)


def _kinds(
    results: Results, kinds: tuple[str, ...], sizes: tuple[int, ...], **least: float
) -> list[Measured]:
    return [
        cell
        for section, at_least in least.items()
        for kind in kinds
        for size in sizes
        for cell in _ratio(results, section, kind, size, at_least)
    ]


def growth(results: Results, case: str, contender: str) -> tuple[float, str] | None:
    """How much longer 16 times the text takes, and from which sizes that is known."""
    found = [
        (each.size, each.best)
        for each in results.of("hostile")
        if each.case == case and each.contender == contender and each.best
    ]
    if len(found) < 2:
        return None
    (small, before), (large, after) = found[-2:]
    per_size = (after / before) / (large / small)
    return per_size * 16, f"{size_name(small)} to {size_name(large)}"


def _growth(results: Results) -> list[Measured]:
    cases = dict.fromkeys(each.case for each in results.of("hostile"))
    found = []
    for case in cases:
        known = growth(results, case, GO)
        if known:
            found.append(Measured(case, f"{known[0]:.1f}x, {known[1]}", 32 / known[0]))
    return found


def _nested(results: Results) -> list[Measured]:
    return [
        cell
        for each in results.of("process_nested")
        if each.contender == GO and not each.case.startswith("depth 1,")
        for cell in _ratio(results, "process_nested", each.case, each.size, 3)
    ]


def _threads(results: Results) -> list[Measured]:
    found = []
    for each in results.of("threads"):
        case, _, threads = each.case.rpartition(", ")
        if threads != "2" or each.contender != GO or not each.best:
            continue
        alone = results.best("threads", f"{case}, 1", each.size, GO)
        if alone:
            gain = alone / each.best
            found.append(Measured(case, f"{gain:.2f}x", gain / 1.6))
    return found


def _seconds(results: Results, section: str, case: str, limit: float) -> list[Measured]:
    return [
        Measured(each.case, f"{each.median * 1e3:.3g} ms (median)", limit / each.median)
        for each in results.of(section)
        if each.contender == GO and each.case.startswith(case) and each.median
    ]


def _memory(results: Results) -> list[Measured]:
    found = []
    for each in results.of("memory"):
        if each.contender == GO:
            kept = max(each.values["growth"], 1.0)
            calls = f"{each.values['calls']:,.0f} calls"
            shown = f"{kept / 1024:.0f} KB"
            found.append(Measured(calls, shown, MEMORY_GROWTH / kept))
    return found


def targets(results: Results) -> list[Target]:
    """All requirements on speed and size."""

    def kinds(
        *names: str, sizes: tuple[int, ...] = LARGER, **least: float
    ) -> list[Measured]:
        return _kinds(results, names, sizes, **least)

    return [
        Target(
            "a call costs no more than Rust's",
            kinds(EMPTY, sizes=(0,), detect=1, redact=1),
        ),
        Target("prose: at least 2x Rust", kinds("prose", detect=2, redact=2)),
        Target(
            "an item per KB: at least 4x Rust", kinds("every-1KB", detect=4, redact=4)
        ),
        Target(
            "an item every 40 B: at least 3x Rust",
            kinds("every-40B", "varied-40B", detect=3, redact=3),
        ),
        Target("JSON logs, detect: at least 1.2x Rust", kinds("logs", detect=1.2)),
        Target("JSON logs, redact: at least 3x Rust", kinds("logs", redact=3)),
        Target(
            "not ASCII: at least 100x Rust", kinds(*NOT_ASCII, detect=100, redact=100)
        ),
        Target(
            "not ASCII, 100 B: at least 30x Rust",
            kinds(*NOT_ASCII, sizes=(SMALL,), detect=30, redact=30),
        ),
        Target(
            "100 B: no slower than Rust",
            kinds(*KINDS, sizes=(SMALL,), detect=1, redact=1),
        ),
        Target(
            "a detector is built in under 0.1 ms",
            _seconds(results, "construction", "warm", 1e-4),
        ),
        Target("nested, all but depth 1: at least 3x Rust", _nested(results)),
        Target("hostile: 16x the text takes at most 32x the time", _growth(results)),
        Target("two threads do at least 1.6 times the work", _threads(results)),
        Target(
            "no other thread waits over 20 ms for a 4 MB call",
            _seconds(results, "stall", "", 0.02),
        ),
        Target("many calls keep under 512 KB", _memory(results)),
    ]
