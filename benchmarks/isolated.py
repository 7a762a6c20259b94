"""Sections `memory`, `requests` and `border`, which need processes of their own."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.contenders import BUILDERS, GO
from benchmarks.records import Record
from benchmarks.texts import SIZES

ROOT: Final = Path(__file__).resolve().parent.parent
LINE: Final = re.compile(
    r"Benchmark(Detect|Redact)/([\w-]+)/(\d+[KM]?B)(?:-\d+)?\s+\d+\s+([\d.]+) ns/op"
)


def _child(what: str, name: str, seconds: float) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.child", what, name, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    values: dict[str, float] = json.loads(done.stdout)
    return values


def run_children(what: str, seconds: float) -> Iterator[Record]:
    """Section `memory` or `requests`: a process for each contender."""
    for name in BUILDERS:
        yield Record(what, "", 0, name, values=_child(what, name, seconds))


def go_commands(milliseconds: int) -> list[str]:
    """The command that times the Go library alone."""
    return [
        "go",
        "test",
        "./tests_go",
        "-run",
        "^$",
        "-bench",
        "^Benchmark(Detect|Redact)$",
        "-benchtime",
        f"{milliseconds}ms",
        "-cpu",
        "1",
    ]


def run_border(milliseconds: int) -> Iterator[Record]:
    """Section `border`: the Go library alone, called by Go, on the same texts."""
    done = subprocess.run(
        go_commands(milliseconds), cwd=ROOT, capture_output=True, text=True, check=True
    )
    for method, kind, size, nanoseconds in LINE.findall(done.stdout):
        seconds = float(nanoseconds) * 1e-9
        name = re.sub(r"(\d)([KM]?B)", r"\1 \2", size)
        case = f"{method.lower()}, {kind}"
        yield Record("border", case, SIZES[name], GO, seconds, seconds)
