"""Runs the piigo command on the sample files and times both backends on them."""

import subprocess
import sys
import time
from pathlib import Path

from piigo import Detector

SAMPLES = Path(__file__).parent / "samples"
PIIGO = (sys.executable, "-m", "piigo")
SECONDS = 0.3


def show(*arguments: str) -> None:
    """Run the command, with its output below its own text."""
    print(f"\n$ piigo {' '.join(arguments)}", flush=True)
    done = subprocess.run([*PIIGO, *arguments], cwd=SAMPLES)
    if done.returncode == 2:
        sys.exit(2)


def microseconds(detector: Detector, text: str) -> float:
    """Return the time of one `redact`, the best of as many as fit in SECONDS."""
    best = float("inf")
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        start = time.perf_counter()
        detector.redact(text)
        best = min(best, time.perf_counter() - start)
    return best * 1e6


def main() -> None:
    """Show hits, masked text and times."""
    for name in ("mail.txt", "service.log", "chat.txt"):
        show("scan", name)
        show("mask", name)
    show("mask", "--json", "tool_payload.json")

    native, twin = Detector(backend="go"), Detector(backend="python")
    print("\nredact, microseconds a call    Go   Python   ratio")
    for path in sorted(SAMPLES.iterdir()):
        text = path.read_text(encoding="utf-8")
        if native.detect(text) != twin.detect(text):
            sys.exit(f"the backends differ on {path.name}")
        fast, slow = microseconds(native, text), microseconds(twin, text)
        print(f"{path.name:26} {fast:7.2f} {slow:8.1f} {slow / fast:6.0f}x")


if __name__ == "__main__":
    main()
