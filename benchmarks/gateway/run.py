"""`python -m benchmarks.gateway.run --cpex-python PATH`: measures and writes it down.

Writes `benchmarks/results/gateway-ARCH.json` and `docs/gateway-performance.md`. PATH is
an interpreter with piigo, cpex and cpex-pii-filter; the one that runs this has the
gateway. With --quick, whose results are no record, all is written to `.build/bench/`.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.gateway import load
from benchmarks.gateway.plugins import CPEX, IN_TREE
from benchmarks.gateway.report import write_report

ROOT: Final = Path(__file__).resolve().parent.parent.parent
PACKAGES: Final = ("piigo", "mcp-contextforge-gateway", "cpex-pii-filter")


def _child(python: str, *arguments: str, **environment: str) -> Any:
    """Return the JSON that a module of this package prints."""
    done = subprocess.run(
        [python, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=900,
    )
    return json.loads(done.stdout)


def _about(python: str) -> dict[str, Any]:
    processor = next(
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    )
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    script = (
        "import importlib.metadata as m, json; print(json.dumps(m.version('cpex')))"
    )
    cpex = subprocess.run([python, "-c", script], capture_output=True, check=True)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit.stdout.strip(),
        "machine": f"{processor}, {os.cpu_count()} cores, {platform.platform()}",
        "versions": {
            "Python": platform.python_version(),
            **{name: importlib.metadata.version(name) for name in PACKAGES},
            "cpex": json.loads(cpex.stdout),
        },
        # Others' work on the machine: the load before anything is measured.
        "load": os.getloadavg()[0],
    }


def main(arguments: list[str]) -> int:
    """Measure and write; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gateway.run")
    parser.add_argument("--cpex-python", required=True, metavar="PATH")
    parser.add_argument("--quick", action="store_true", help="about a minute")
    options = parser.parse_args(arguments)
    seconds, rounds = ("0.05", 1) if options.quick else ("1", 10)
    results: dict[str, Any] = {"about": _about(options.cpex_python)}
    hook = "benchmarks.gateway.hook"
    pythons = {IN_TREE: sys.executable, CPEX: options.cpex_python}
    with tempfile.TemporaryDirectory() as folder:
        costs = "benchmarks.gateway.costs"
        results["costs"] = {
            "one process": _child(sys.executable, costs),
            "several processes": _child(
                sys.executable, costs, PROMETHEUS_MULTIPROC_DIR=folder
            ),
        }
    for framework, python in pythons.items():
        start = time.perf_counter()
        results[framework] = _child(python, hook, framework, seconds)
        print(f"{framework}: {time.perf_counter() - start:.0f} s", flush=True)
    start = time.perf_counter()
    results["load"] = load.measure(rounds)
    print(f"load: {time.perf_counter() - start:.0f} s", flush=True)
    target = ROOT / ".build" / "bench" if options.quick else ROOT
    written = target / "benchmarks" / "results" / f"gateway-{platform.machine()}.json"
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text(json.dumps(results, indent=1) + "\n")
    write_report(results, target / "docs" / "gateway-performance.md")
    print(f"written to {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
