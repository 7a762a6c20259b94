"""Sections `detect`, `redact` and `process`: every kind of text at every size."""

from collections.abc import Iterator

from benchmarks.checks import check_text
from benchmarks.contenders import PYTHON, Contender
from benchmarks.measure import Cell, Job, Pace, Patience, always, run_cell
from benchmarks.records import Record
from benchmarks.texts import (
    HOSTILE,
    HOSTILE_SIZES,
    ITEM_OF,
    KINDS,
    SIZES,
    every,
    hostile,
)

METHODS = ("detect", "redact", "process")
EMPTY = "empty"
TYPE_SIZE = 10 << 10


def text_jobs(method: str, text: str, contenders: list[Contender]) -> list[Job]:
    """A method of all contenders that have it, with the text."""
    return [
        Job(each.name, call, always(text), judge=each.name == PYTHON)
        for each in contenders
        if (call := each.method(method))
    ]


def text_cell(
    cell: Cell,
    method: str,
    text: str,
    contenders: list[Contender],
    pace: Pace,
    patience: Patience,
) -> list[Record]:
    """Measure a method of all contenders that have it."""
    jobs = text_jobs(method, text, contenders)
    check = check_text(method, text, contenders)
    return run_cell(cell, jobs, check, pace, patience)


def run_methods(
    section: str, contenders: list[Contender], pace: Pace, sizes: tuple[str, ...]
) -> Iterator[Record]:
    """The section of the method of that name, the empty text first."""
    patience = Patience()
    cell = Cell(section, EMPTY, 0)
    yield from text_cell(cell, section, "", contenders, pace, patience)
    for kind, make in KINDS.items():
        for size in sizes:
            cell = Cell(section, kind, SIZES[size])
            text = make(cell.size)
            yield from text_cell(cell, section, text, contenders, pace, patience)


def run_types(
    build: dict[str, list[Contender]], pace: Pace, section: str = "types"
) -> Iterator[Record]:
    """Each type alone, in prose with an item of it every 40 bytes.

    `build` gives the contenders by the option that switches the type on.
    """
    for option, contenders in build.items():
        text = every(40, TYPE_SIZE, (ITEM_OF[option],))
        cell = Cell(section, option.removeprefix("detect_"), TYPE_SIZE)
        yield from text_cell(cell, "detect", text, contenders, pace, Patience())


def run_hostile(
    contenders: list[Contender], pace: Pace, sizes: tuple[str, ...]
) -> Iterator[Record]:
    """Section `hostile`: `redact` of texts that make a matcher slow."""
    for part in HOSTILE:
        for accent in (False, True):
            patience = Patience(growth=2)
            for size in sizes:
                text = hostile(part, HOSTILE_SIZES[size], accent=accent)
                case = f"{part!r}{', one accent' if accent else ''}"
                cell = Cell("hostile", case, HOSTILE_SIZES[size])
                yield from text_cell(cell, "redact", text, contenders, pace, patience)
