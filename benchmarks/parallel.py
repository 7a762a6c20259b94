"""Sections `threads` and `stall`: what several threads get done, and who waits."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from benchmarks.contenders import Contender
from benchmarks.records import Record
from benchmarks.texts import PROSE, every, fill, one_accent

THREADS: Final = (1, 2, 4)
STALL_SIZE: Final = 4 << 20
CASES: Final[dict[str, tuple[str, Callable[[], str]]]] = {
    "redact, prose, 1 KB": ("redact", lambda: fill(PROSE, 1 << 10)),
    "redact, every-1KB, 100 KB": ("redact", lambda: every(1 << 10, 100 << 10)),
    "detect, every-1KB, 100 KB": ("detect", lambda: every(1 << 10, 100 << 10)),
    "detect, every-40B, 100 KB": ("detect", lambda: every(40, 100 << 10)),
    "redact, one-accent, 100 KB": ("redact", lambda: one_accent(100 << 10)),
    "redact, every-1KB, 1 MB": ("redact", lambda: every(1 << 10, 1 << 20)),
}


def _together(call: Callable[[str], Any], text: str, threads: int, calls: int) -> float:
    """Seconds for `calls` calls in each of the threads, from a common start."""
    barrier = threading.Barrier(threads + 1)

    def work() -> None:
        barrier.wait()
        for _ in range(calls):
            call(text)
        barrier.wait()

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    barrier.wait()
    start = time.perf_counter()
    barrier.wait()
    seconds = time.perf_counter() - start
    for worker in workers:
        worker.join()
    return seconds


def _calls_in(turn: float, call: Callable[[str], Any], text: str) -> int:
    """How many calls take about `turn` seconds, the start of a thread aside."""
    calls = 1
    while (seconds := _together(call, text, 1, calls)) < turn / 2:
        calls *= 2
    return max(1, int(calls * turn / seconds))


def run_threads(
    contenders: list[Contender], rounds: int, turn: float
) -> Iterator[Record]:
    """Seconds per call over all of 1, 2 and 4 threads.

    A turn of each thread has about `turn` seconds of work.
    """
    for case, (method, make) in CASES.items():
        text = make()
        times: dict[tuple[str, int], list[float]] = {}
        for _ in range(rounds):
            for each in contenders:
                call = each.method(method)
                if call is None:
                    continue
                calls = _calls_in(turn, call, text)
                for threads in THREADS:
                    seconds = _together(call, text, threads, calls)
                    per_call = seconds / (calls * threads)
                    times.setdefault((each.name, threads), []).append(per_call)
        for (name, threads), found in times.items():
            size = len(text.encode())
            best, median = min(found), sorted(found)[len(found) // 2]
            yield Record("threads", f"{case}, {threads}", size, name, best, median)


def _longest_gap(call: Callable[[str], Any], text: str) -> float:
    """The longest time in which this thread did not run while another one called."""
    done = threading.Event()

    def work() -> None:
        call(text)
        done.set()

    worker = threading.Thread(target=work)
    longest = 0.0
    last = time.perf_counter()
    worker.start()
    while not done.is_set():
        time.sleep(0.0005)
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now
    worker.join()
    return longest


def run_stall(contenders: list[Contender], rounds: int) -> Iterator[Record]:
    """Section `stall`: how long a 4 MB call keeps another thread from running."""
    texts = {
        "redact, every-1KB": every(1 << 10, STALL_SIZE),
        "redact, one-accent": one_accent(STALL_SIZE),
    }
    for case, text in texts.items():
        for each in contenders:
            if each.redact is None:
                continue
            found = sorted(_longest_gap(each.redact, text) for _ in range(rounds))
            median = found[len(found) // 2]
            yield Record("stall", case, STALL_SIZE, each.name, found[0], median)
