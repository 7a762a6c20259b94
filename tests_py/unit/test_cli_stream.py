"""The command on a stream: live, of any length, in little memory."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from piigo._cli import main
from tests_py.backends import BACKENDS

LINE = b"the order of jane.doe@example.com was shipped, and nobody asked why it was\n"
MASKED = b"the order of j***e@example.com was shipped, and nobody asked why it was\n"

MEASURED = """
import resource, sys
from piigo._cli import main
main(["mask", "--backend", sys.argv[1]])  # what a short input needs
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stdin = open(3)
status = main(["mask", "--backend", sys.argv[1]])
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(status, after - before, file=sys.stderr)
"""

FEED = """
import sys
piece = (b"nothing to be found in this line of prose, nor in the next\\n" * 18000)
for _ in range(int(sys.argv[1])):
    sys.stdout.buffer.write(piece[:1 << 20])
sys.stdout.buffer.write(b"\\nme@x.org")
"""


def test_memory_and_time_of_a_long_stream() -> None:
    backend = BACKENDS[0]
    # More than the command may keep; pure Python is slow.
    megabytes, seconds = (200, 15) if backend == "go" else (100, 300)
    begin = time.monotonic()
    feed = f'"$0" -c "$1" {megabytes}'
    command = f'{feed} | ("$0" -c "$2" {backend} 3<&0 </dev/null) | tail -c 100'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, FEED, MEASURED],
        capture_output=True,
        timeout=seconds,
    )
    status, grown = map(int, done.stderr.split())
    assert done.stdout.endswith(b"\n***@x.org")
    assert status == 1
    assert grown < 60 * 1024
    assert time.monotonic() - begin < seconds


def test_lines_come_out_before_the_input_ends(backend: str) -> None:
    command = [sys.executable, "-m", "piigo", "mask", "--backend", backend]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(3):
            process.stdin.write(LINE)
            process.stdin.flush()
            # All but what may be a part of a value that goes on is there.
            got = os.read(process.stdout.fileno(), 1 << 16)
            assert b"jane" not in got
            assert b"j***e@example.com was shipped, and" in got
        process.stdin.close()


def test_a_line_longer_than_any_buffer(tmp_path: Path, backend: str) -> None:
    path = tmp_path / "in"
    path.write_bytes(LINE.replace(b"\n", b" ") * 20_000)
    command = [sys.executable, "-m", "piigo"]
    shared = ["--backend", backend, str(path)]
    done = subprocess.run([*command, "mask", *shared], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout == MASKED.replace(b"\n", b" ") * 20_000
    scanned = subprocess.run(
        [*command, "scan", "--json", *shared], capture_output=True, timeout=60
    )
    rows = [json.loads(line) for line in scanned.stdout.splitlines()]
    assert [(row["line"], row["column"], row["start"]) for row in rows] == [
        (1, at * len(LINE) + 14, at * len(LINE) + 13) for at in range(20_000)
    ]


def test_limit_of_the_text_lets_nothing_out(tmp_path: Path, backend: str) -> None:
    config, path = tmp_path / "c.json", tmp_path / "in"
    config.write_text('{"max_text_length": 1000000}')
    path.write_bytes(LINE * 20_000)
    command = [sys.executable, "-m", "piigo", "mask", "--backend", backend]
    done = subprocess.run(
        [*command, "--config", str(config), str(path)], capture_output=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"longer than max_text_length" in done.stderr


class Unbuffered(io.RawIOBase):
    """Takes a few bytes of what it is given, as a pipe does that a signal stops."""

    def __init__(self, at_most: int | None) -> None:
        self.at_most = at_most
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, given: Any) -> int | None:
        if self.at_most is None:
            return None
        taken = bytes(given[: self.at_most])
        self.taken += taken
        return len(taken)


def test_unbuffered_output_is_written_to_its_end(
    tmp_path: Path, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "in"
    path.write_bytes(LINE * 5_000)
    output = Unbuffered(at_most=1_000)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=output))
    assert main(["mask", "--backend", backend, str(path)]) == 1
    assert output.taken == MASKED * 5_000


def test_output_that_may_not_wait_is_an_error(
    tmp_path: Path,
    backend: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "in"
    path.write_bytes(LINE)
    output = Unbuffered(at_most=None)
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=output))
    assert main(["mask", "--backend", backend, str(path)]) == 2
    assert "unavailable" in capsys.readouterr().err
