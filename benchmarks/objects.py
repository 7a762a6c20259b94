"""Sections `process_nested`, `construction` and `masking`."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from benchmarks.checks import check_masks, check_nested, check_nothing, check_tokens
from benchmarks.contenders import (
    BUILDERS,
    PYTHON,
    RUST,
    Contender,
    arguments,
    build_rust,
)
from benchmarks.data import documents, hostile_json
from benchmarks.measure import Cell, Job, Pace, Patience, always, run_cell
from benchmarks.records import Record
from benchmarks.texts import HOSTILE_SIZES, every

STRATEGIES: Final = ("redact", "partial", "hash", "tokenize", "remove")
MASK_SIZE: Final = 10 << 10


def _nested_jobs(contenders: list[Contender], data: Any) -> list[Job]:
    """Jobs of `process_nested`; the copy that the original needs is not timed."""
    return [
        Job(
            each.name,
            each.process_nested,
            arguments(each, data),
            shared=False,
            judge=each.name == PYTHON,
        )
        for each in contenders
        if each.process_nested
    ]


def run_nested(contenders: list[Contender], pace: Pace, rows: int) -> Iterator[Record]:
    """Section `process_nested`."""
    for name, data in documents(rows).items():
        cell = Cell("process_nested", name, len(repr(data)))
        jobs = _nested_jobs(contenders, data)
        yield from run_cell(cell, jobs, check_nested, pace, Patience())


def run_hostile_json(
    contenders: list[Contender], pace: Pace, sizes: tuple[str, ...]
) -> Iterator[Record]:
    """Of section `hostile`: `process_nested` of JSON in JSON in JSON."""
    patience = Patience(growth=2)
    for size in sizes:
        cell = Cell("hostile", "JSON in JSON, process_nested", HOSTILE_SIZES[size])
        jobs = _nested_jobs(contenders, [hostile_json(cell.size)])
        yield from run_cell(cell, jobs, check_nested, pace, patience)


def run_construction(pace: Pace) -> Iterator[Record]:
    """Section `construction`: with Python's cache of patterns, and without it.

    "and first call" adds the first `detect`, as a detector may put work off.
    """

    def first_call(build: Callable[[Any], Contender]) -> Callable[[Any], Any]:
        def run(_: None) -> Any:
            detect = build(None).detect
            return detect("") if detect else None

        return run

    warm = [Job(name, build, always(None)) for name, build in BUILDERS.items()]
    cold = [
        Job(name, build, re.purge, calls=1, shared=False)
        for name, build in BUILDERS.items()
    ]
    used = [
        Job(name, first_call(build), always(None)) for name, build in BUILDERS.items()
    ]
    for case, jobs in {
        "warm": warm,
        "cold": cold,
        "warm, and first call": used,
    }.items():
        cell = Cell("construction", case, 0)
        yield from run_cell(cell, jobs, check_nothing, pace, Patience())


def run_masking(contenders: list[Contender], pace: Pace) -> Iterator[Record]:
    """Section `masking`: `mask` of given detections, by strategy."""
    text = every(40, MASK_SIZE)
    for strategy in STRATEGIES:
        check = check_tokens if strategy == "tokenize" else check_masks
        jobs = [_mask_job(each, text, strategy) for each in contenders]
        cell = Cell("masking", strategy, MASK_SIZE)
        yield from run_cell(cell, jobs, check, pace, Patience())


def _mask_job(contender: Contender, text: str, strategy: str) -> Job:
    if contender.name == RUST:
        contender = build_rust({"default_mask_strategy": strategy})
    if not contender.detect or not contender.mask:
        raise ValueError(f"{contender.name} cannot mask")
    detections = contender.detect(text)
    if contender.name != RUST:
        for items in detections.values():
            for item in items:
                item["mask_strategy"] = type(item["mask_strategy"])(strategy)
    mask = contender.mask
    return Job(contender.name, lambda found: mask(text, found), always(detections))
