"""Nothing is kept between calls."""

import gc
import json
import mmap
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from piigo import MaskingStrategy, PIIType
from tests_py.backends import build
from tests_py.robustness.samples import CLEAN, TEXT, WIDE_TEXT, custom, document

CALLS = 10_000
WARM_UP = 2_000
GROWTH = 1 << 20
"""Bytes that a turn may add: one small object of each of 10,000 calls is more."""

Call = Callable[[], object]
Options = dict[str, Any]


def resident() -> int:
    """Bytes of this process that are in memory."""
    gc.collect()
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _stays(measure: Callable[[], int], before: int) -> bool:
    """Whether one of three measurements is next to no more than the one before it."""
    for _ in range(3):
        after = measure()
        if after - before < GROWTH:
            return True
        before = after
    return False


def _settles(call: Call, count: int) -> bool:
    """Whether so many calls add next to nothing, if not at first.

    On a busy machine Go's collector comes late, and its heap rises and falls by some
    megabytes; then the least of four turns counts.
    """

    def turn() -> int:
        for _ in range(count):
            call()
        return resident()

    def least() -> int:
        return min(turn() for _ in range(4))

    return _stays(turn, resident()) or _stays(least, least())


def _detect_edited(detector: Any) -> None:
    found = detector.detect(TEXT)
    found[PIIType.SSN][0]["start"] = -3
    detector.mask(TEXT, found)


def _refused(detector: Any) -> None:
    for wrong in (b"bytes", None):
        with pytest.raises(TypeError):
            detector.detect(wrong)
        with pytest.raises(TypeError):
            detector.redact(wrong)


CALL_KINDS: dict[str, Callable[[Any], object]] = {
    "detect": lambda detector: (detector.detect(TEXT), detector.detect(WIDE_TEXT)),
    "detect in clean text": lambda detector: detector.detect(CLEAN * 20),
    "redact": lambda detector: (detector.redact(TEXT), detector.redact(WIDE_TEXT)),
    "mask": lambda detector: detector.mask(TEXT, detector.detect(TEXT)),
    "mask of edited detections": _detect_edited,
    "process": lambda detector: detector.process(WIDE_TEXT),
    "find": lambda detector: detector.find(TEXT),
    "process_nested": lambda detector: detector.process_nested(document()),
    "scan_nested": lambda detector: detector.scan_nested(document()),
    "errors": _refused,
}


@pytest.mark.parametrize("kind", CALL_KINDS)
def test_resident_memory_is_flat(kind: str, backend: str) -> None:
    detector = build(backend)
    call = CALL_KINDS[kind]
    # Python's own objects leak by reference, which the test below counts exactly.
    part = 10 if backend == "python" else 1
    count = CALLS // part
    for _ in range(WARM_UP // part):
        call(detector)
    assert _settles(lambda: call(detector), count)


# Its masked form is written into the string that is returned.
LONG = CLEAN * 1200 + " " + TEXT


@pytest.mark.native
def test_resident_memory_is_flat_with_long_texts() -> None:
    detector = build("go")
    assert _settles(lambda: detector.redact(LONG), CALLS)


def _given_by_malloc() -> int:
    """Bytes in use; 0 without glibc, or where ctypes misses a library of its own."""
    try:
        import ctypes

        info = ctypes.CDLL(None).mallinfo2
    except (ImportError, AttributeError):
        return 0

    class Malloc(ctypes.Structure):
        _fields_ = [
            ("first", ctypes.c_size_t * 4),
            ("mapped", ctypes.c_size_t),
            ("between", ctypes.c_size_t * 2),
            ("in_use", ctypes.c_size_t),
            ("last", ctypes.c_size_t * 2),
        ]

    info.restype = Malloc
    taken = info()
    return int(taken.in_use + taken.mapped)


def _allocated() -> tuple[int, int]:
    """Blocks that Python has given out, and bytes that malloc has."""
    gc.collect()
    return sys.getallocatedblocks(), _given_by_malloc()


def _nested(data: Any) -> Callable[[Any], object]:
    return lambda detector: detector.process_nested(data)


ODD_KINDS: dict[str, Callable[[Any], object]] = {
    "JSON in JSON": _nested([json.dumps([json.dumps(["a@b.cd", "\n10.1.2.3"])])]),
    "not JSON after all": _nested(['["a@b.cd", "\\n10.1.2.3", nul]']),
    "two paths that read the same": _nested(
        [json.dumps({"a.b": "a@b.cd", "a": {"b": "x"}})]
    ),
    "a key twice": _nested(['{"a": 1, "a": "a@b.cd"}']),
    "much JSON": _nested([json.dumps([["a@b.cd " + "x" * 90]] * 100)]),
    # To the Python backend a long text is as any other.
    "a long text": lambda detector: detector.redact(
        LONG if detector.backend == "go" else TEXT
    ),
}


OPTIONS: dict[str, Options] = {
    "no options": {},
    "a pattern": custom(r"\w{3}\d"),
    "a whitelist": {"whitelist_patterns": ["^5"]},
}


def _built(options: Options) -> Callable[[Any], object]:
    return lambda detector: build(detector.backend, options).detect(TEXT)


BUILD_KINDS = {f"built with {name}": _built(OPTIONS[name]) for name in OPTIONS}
EXACT_KINDS = CALL_KINDS | ODD_KINDS | BUILD_KINDS


@pytest.mark.parametrize("kind", EXACT_KINDS)
def test_allocations_are_given_back(kind: str, backend: str) -> None:
    """None stays, however small: Go's heap apart, which the test above looks at."""
    detector = build(backend)
    call = EXACT_KINDS[kind]
    slow = backend == "python" or kind in ("much JSON", "a long text")
    count = WARM_UP // 20 if slow else WARM_UP

    def work() -> None:
        for _ in range(count):
            call(detector)

    work()
    for _ in range(3):
        blocks, in_use = _allocated()
        work()
        now = _allocated()
        # The least that malloc gives is 32 bytes.
        if now[0] - blocks < count // 2 and now[1] - in_use < 16 * count:
            return
    raise AssertionError((now[0] - blocks, now[1] - in_use))


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_detectors_are_freed(options: Options, backend: str) -> None:
    def turn() -> None:
        build(backend, options).detect(CLEAN)

    for _ in range(WARM_UP):
        turn()
    assert _settles(turn, WARM_UP)


def test_reference_counts_are_stable(backend: str) -> None:
    detector = build(backend)
    text = TEXT + "\n" + WIDE_TEXT
    shared: list[Any] = [None, True, text, detector, detector.config, "", 0]
    shared += [*PIIType, *MaskingStrategy]
    shared += ["value", "start", "end", "mask_strategy", "type"]

    def counts() -> list[int]:
        gc.collect()
        return [sys.getrefcount(item) for item in shared]

    count = CALLS // 20 if backend == "go" else CALLS // 100

    def work() -> None:
        for _ in range(count):
            for call in CALL_KINDS.values():
                call(detector)
            detector.detect(text)
            detector.redact(text)

    work()
    before = counts()
    work()
    # Without a leak the counts are the same, but for what the test tool keeps.
    drift = [abs(now - then) for now, then in zip(counts(), before, strict=True)]
    assert max(drift) < 50


# Over 16,384 detections, from where on the native backend takes large pages.
LARGE = "ssn 123-45-6789 and 987-65-4321 " * 5_000


def _alone(program: str, backend: str) -> list[int]:
    """The numbers that a program prints in a process of its own.

    In one that ran for long, answers may fit into memory that Python has already.
    """
    command = [sys.executable, "-c", program, backend]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, check=True, cwd=root)
    return [int(word) for word in done.stdout.split()]


KEEPS = """
import sys
from piigo import Detector
from tests_py.robustness.test_memory import LARGE, resident
detector = Detector(backend=sys.argv[1])
detector.detect(LARGE)
before = resident()
kept = [detector.detect(LARGE) for _ in range(5)]
print(resident() - before)
kept.clear()
for _ in range(5):
    detector.detect(LARGE)
print(resident() - before)
"""


def test_large_answers_give_memory_back(backend: str) -> None:
    taken, left = _alone(KEEPS, backend)
    assert taken > 5 * (4 << 20)
    # Some that other objects have come to live in stays.
    assert left < taken / 2


ASKS = """
import sys
from piigo import Detector
from tests_py.robustness.test_memory import LARGE, asked_to_be_large
detector = Detector(backend=sys.argv[1])
before = asked_to_be_large()
kept = [detector.detect(LARGE) for _ in range(3)]
print(asked_to_be_large() - before)
"""


def test_large_answers_ask_for_large_pages(backend: str) -> None:
    [asked] = _alone(ASKS, backend)
    assert (asked > 4 << 20) == (backend == "go" and _system_has_large_pages())


def asked_to_be_large() -> int:
    """Bytes of this process that large pages were asked for."""
    asked = size = 0
    with open("/proc/self/smaps") as maps:
        for line in maps:
            name, _, rest = line.partition(":")
            if name == "Size":
                size = int(rest.split()[0]) << 10
            elif name == "VmFlags" and "hg" in rest.split():
                asked += size
    return asked


def _system_has_large_pages() -> bool:
    with mmap.mmap(-1, 4 << 20) as memory:
        try:
            memory.madvise(mmap.MADV_HUGEPAGE)
        except OSError:
            return False
    return True
