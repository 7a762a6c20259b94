"""What a measurement leaves: records, and the file that holds them."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Record:
    """One contender in one cell.

    `size` is the UTF-8 bytes of a call's text, 0 where that means nothing. `best` and
    `median` are seconds for a call; both None where `note` says why there are none.
    `values` holds what else was found, such as the number of hits.
    """

    section: str
    case: str
    size: int
    contender: str
    best: float | None = None
    median: float | None = None
    note: str = ""
    values: dict[str, float] = field(default_factory=dict)


class Results:
    """All records of a run, with what describes the run."""

    def __init__(self, about: dict[str, Any], records: list[Record]) -> None:
        self.about = about
        self.records = records
        self._cells = {
            (each.section, each.case, each.size, each.contender): each
            for each in records
        }

    def get(self, section: str, case: str, size: int, contender: str) -> Record | None:
        """The record of this cell, None where it was not measured."""
        return self._cells.get((section, case, size, contender))

    def best(self, section: str, case: str, size: int, contender: str) -> float | None:
        """The shortest seconds of this cell, None where there is none."""
        record = self.get(section, case, size, contender)
        return record.best if record else None

    def of(self, section: str) -> Iterator[Record]:
        """The records of a section, in the order in which they were made."""
        return (each for each in self.records if each.section == section)

    def save(self, path: Path) -> None:
        """Write everything as JSON, a record a line."""
        lines = [json.dumps(asdict(each)) for each in self.records]
        about = json.dumps(self.about, indent=1)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = ",\n".join(lines)
        path.write_text(f'{{"about": {about},\n"records": [\n{content}\n]}}\n')


def load(path: Path) -> Results:
    """Read what `Results.save` wrote."""
    content = json.loads(path.read_text())
    return Results(content["about"], [Record(**each) for each in content["records"]])


def others(path: Path) -> list[Results]:
    """Read the results of other processors of the same architecture beside a file."""
    architecture = path.stem.partition("-")[0]
    beside = sorted(path.parent.glob(f"{architecture}-*.json"))
    return [load(each) for each in beside if each.name != path.name]
