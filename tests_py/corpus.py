"""The seed corpus in testdata/."""

import functools
import json
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "testdata"


class Case(NamedTuple):
    """A named text of the corpus."""

    name: str
    text: str


def files() -> list[Path]:
    """Every file of the corpus."""
    return sorted(FOLDER.rglob("*.jsonl"))


@functools.cache
def cases(path: Path) -> list[Case]:
    """The cases of one file, in the file's order."""
    rows = [json.loads(line) for line in path.read_text("ascii").splitlines()]
    return [Case(row["name"], row["text"]) for row in rows]


@functools.cache
def texts() -> list[str]:
    """The texts of all files."""
    return [case.text for path in files() for case in cases(path)]
