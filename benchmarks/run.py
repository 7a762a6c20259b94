"""`python -m benchmarks.run [--quick] [--only SECTION...]`

Measures, and writes `docs/performance.md` and, in `benchmarks/results/`, a file for the
kind of the processor. With --quick or --only, whose results are no record, they are
written to `.build/bench/`.
"""

import argparse
import gc
import importlib.metadata
import os
import platform
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Final

from benchmarks.batch import BATCHES, run_batch
from benchmarks.cold import COLD_SIZES, run_cold
from benchmarks.contenders import GO, ORACLE, RUST, Contender, build_main, probe
from benchmarks.isolated import go_commands, run_border, run_children
from benchmarks.measure import FULL, QUICK
from benchmarks.methods import METHODS, run_hostile, run_methods, run_types
from benchmarks.objects import (
    run_construction,
    run_hostile_json,
    run_masking,
    run_nested,
)
from benchmarks.parallel import run_stall, run_threads
from benchmarks.peers import build_peers
from benchmarks.records import Record, Results, others
from benchmarks.report import write_report
from benchmarks.texts import HOSTILE_SIZES, ITEM_OF, SIZES

ROOT: Final = Path(__file__).resolve().parent.parent
PEERS: Final = (
    "cpex-pii-filter",
    "datafog",
    "fastscrub",
    "google-re2",
    "hyperscan",
    "piicleaner",
    "presidio-analyzer",
    "pydantic",
    "scrubadub",
)

# Flags of Linux, those that bring more first.
VECTORS: Final = ("avx512_vbmi2", "avx512vbmi", "avx2")

Section = Callable[[], Iterable[Record]]


def _output(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _vectors() -> str:
    """The flag of the widest vectors of the processor that make a difference."""
    flags = Path("/proc/cpuinfo").read_text().split()
    return next((flag for flag in VECTORS if flag in flags), "none")


def describe(arguments: list[str]) -> dict[str, Any]:
    """Machine, versions and commands."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _output("git", "describe", "--always", "--dirty"),
        "machine": {
            "architecture": platform.machine(),
            "processor": _processor(),
            "vectors": _vectors(),
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.release()}",
        },
        "versions": {
            "Python": platform.python_version(),
            "Go": _output("go", "env", "GOVERSION"),
            "piigo": importlib.metadata.version("piigo"),
            **{name: importlib.metadata.version(name) for name in PEERS},
        },
        "commands": [
            shlex.join(["python", "-m", "benchmarks.run", *arguments]),
            shlex.join(go_commands(20)),
        ],
    }


def _alone(option: str) -> dict[str, bool]:
    return {each: each == option for each in ITEM_OF}


def sections(
    main: list[Contender], peers: list[Contender], *, quick: bool
) -> dict[str, Section]:
    """What measures each section."""
    pace = QUICK if quick else FULL
    sizes = ("100 B", "1 KB", "10 KB") if quick else tuple(SIZES)
    hostile = ("1 KB", "4 KB") if quick else tuple(HOSTILE_SIZES)
    slow = replace(pace, spend=4 * pace.spend)
    native = [each for each in main if each.name in (GO, RUST)]
    seconds = 0.5 if quick else 6.0
    found: dict[str, Section] = {}
    for method in METHODS:
        all_of_them = main if method == "process" else main + peers
        found[method] = partial(run_methods, method, all_of_them, pace, sizes)
    return found | {
        "cold": lambda: run_cold(
            [each for each in main if each.name != ORACLE],
            pace,
            ("1 KB",) if quick else COLD_SIZES,
        ),
        "process_nested": lambda: run_nested(main, pace, 100 if quick else 1000),
        "construction": lambda: run_construction(pace),
        "types": lambda: run_types(
            {each: build_main(_alone(each)) for each in ITEM_OF}, pace
        ),
        "masking": lambda: run_masking(main, pace),
        "hostile": lambda: chain(
            run_hostile(main, slow, hostile), run_hostile_json(main, slow, hostile)
        ),
        "threads": lambda: run_threads(native, *((2, 0.01) if quick else (15, 0.04))),
        "batch": lambda: run_batch(
            replace(pace, spend=10 * pace.spend),
            {"400 x 1 KB": (400, 1 << 10)} if quick else BATCHES,
        ),
        "stall": lambda: run_stall(native, 1 if quick else 3),
        "memory": lambda: run_children("memory", seconds),
        "requests": lambda: run_children("requests", seconds / 2),
        "border": lambda: run_border(1 if quick else 20),
    }


def main(arguments: list[str]) -> int:
    """Measure and write; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run")
    parser.add_argument("--quick", action="store_true", help="at most 40 seconds")
    parser.add_argument("--only", nargs="+", metavar="SECTION", help="these sections")
    options = parser.parse_args(arguments)
    contenders = build_main()
    for each in contenders:
        probe(each)
    plan = sections(contenders, build_peers(), quick=options.quick)
    if unknown := set(options.only or ()) - set(plan):
        parser.error(f"no section {', '.join(unknown)}; there are {', '.join(plan)}")
    gc.collect()
    gc.freeze()
    records: list[Record] = []
    for name, measure in plan.items():
        if options.only and name not in options.only:
            continue
        start = time.perf_counter()
        records += measure()
        print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)
    results = Results(describe(arguments), records)
    whole = not (options.quick or options.only)
    target = ROOT if whole else ROOT / ".build" / "bench"
    machine = results.about["machine"]
    name = f"{machine['architecture']}-{machine['vectors']}.json"
    path = target / "benchmarks" / "results" / name
    results.save(path)
    write_report(results, others(path), target / "docs")
    print(f"written to {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
