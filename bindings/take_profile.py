"""Takes the profile that the native module is compiled by.

`python bindings/take_profile.py` runs the Go benchmarks and writes PROFILE. The
compiler puts calls in line and orders code by it (https://go.dev/doc/pgo); a profile of
older code costs a little speed, nothing else.
"""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Iterator

from build_native import PROFILE, ROOT

BENCHMARKS = "^Benchmark(Detect|Redact)$"
# For each of 80 cases.
SECONDS = 0.3

# The fields of pprof's Profile message that hold strings (a file's name, a function's).
STRING_TABLE = 6
# Wire types of protocol buffers.
VARINT, BYTES = 0, 2


def main() -> None:
    """Write PROFILE anew."""
    work = ROOT / ".build" / "profile"
    work.mkdir(parents=True, exist_ok=True)
    taken = work / "cpu.pprof"
    command = ["go", "test", "-trimpath", "-run=^$", f"-bench={BENCHMARKS}"]
    output = [f"-cpuprofile={taken}", f"-o={work / 'bench.test'}"]
    command += [f"-benchtime={SECONDS}s", *output, "./tests_go"]
    subprocess.run(command, cwd=ROOT, check=True)
    data = gzip.decompress(taken.read_bytes())
    PROFILE.write_bytes(gzip.compress(without_paths(data), 9, mtime=0))


def without_paths(profile: bytes) -> bytes:
    """Return a profile in which no string is an absolute path of this machine."""
    result = bytearray()
    for number, content, field in fields(profile):
        if number == STRING_TABLE and content.startswith(b"/"):
            field = bytes([STRING_TABLE << 3 | BYTES, 0])
        result += field
    return bytes(result)


def fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield the number, the content (of a varint: none) and all bytes of each field."""
    at = 0
    while at < len(message):
        tag, end = varint(message, at)
        length, start = varint(message, end)
        if tag & 7 == VARINT:
            end = start
        elif tag & 7 == BYTES:
            end = start + length
        else:
            raise ValueError(f"the profile has a field of unknown wire type {tag & 7}")
        yield tag >> 3, message[start:end], message[at:end]
        at = end


def varint(message: bytes, at: int) -> tuple[int, int]:
    """Return the number of variable length at a place, and the place behind it."""
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


if __name__ == "__main__":
    main()
