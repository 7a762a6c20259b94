"""Reading inputs: decoding across blocks, and the progress bar."""

import io
import itertools
import os
import sys
from io import BufferedReader
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from piigo._cli_input import decoded, open_input, read_blocks, read_lines, with_progress

BYTES = b"a\x80\xbf\xc3\xa0\xe2\xed\xf0\xf4\xff\x9f\x90"


def test_decoding_does_not_depend_on_the_blocks() -> None:
    for length in range(5):
        for chosen in itertools.product(BYTES, repeat=length):
            content = bytes(chosen)
            want = content.decode("utf-8", "surrogateescape")
            one_by_one = (content[at : at + 1] for at in range(length))
            assert "".join(decoded(one_by_one)) == want, content


def test_blocks_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "in"
    content = b"a\nb\r\n" * 100_000 + b"c"
    path.write_bytes(content)
    with open_input(str(path)) as source:
        blocks = list(read_blocks(source))
    with open_input(str(path)) as source:
        lines = list(read_lines(source))
    assert len(blocks) > 1
    assert b"".join(blocks) == content
    assert lines == [*[b"a\n", b"b\r\n"] * 100_000, b"c"]


class _Bar:
    """A progress bar that keeps what it is told."""

    def __init__(self, total: int, **_: object) -> None:
        self.total = total
        self.done = 0
        self.closed = False

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True

    def update(self, count: int) -> None:
        """Note that so many bytes more are done."""
        self.done += count


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _bars(monkeypatch: pytest.MonkeyPatch) -> list[_Bar]:
    """The bars that are made from now on, errors going to a terminal, output not."""
    made: list[_Bar] = []

    def make(**options: Any) -> _Bar:
        made.append(_Bar(**options))
        return made[-1]

    monkeypatch.setitem(sys.modules, "tqdm", SimpleNamespace(tqdm=make))
    monkeypatch.setattr(sys, "stderr", _Terminal())
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    return made


def _read(path: Path) -> int:
    with open(path, "rb") as source:
        return sum(len(block) for block in with_progress(read_blocks(source), source))


def test_bar_for_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "in"
    path.write_bytes(b"a" * (9 << 20))
    bars = _bars(monkeypatch)
    assert _read(path) == 9 << 20
    assert [(bar.total, bar.done, bar.closed) for bar in bars] == [
        (9 << 20, 9 << 20, True)
    ]


def test_no_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"a")
    large.write_bytes(b"a" * (9 << 20))
    bars = _bars(monkeypatch)
    assert _read(small) == 1
    with open_pipe(b"a") as source:
        assert list(with_progress(read_blocks(source), source)) == [b"a"]
    monkeypatch.setattr(sys, "stdout", _Terminal())
    assert _read(large) == 9 << 20
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert _read(large) == 9 << 20
    assert bars == []


def test_no_bar_without_tqdm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "in"
    path.write_bytes(b"a" * (9 << 20))
    bars = _bars(monkeypatch)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert _read(path) == 9 << 20
    assert bars == []


def open_pipe(content: bytes) -> BufferedReader:
    """The reading end of a pipe that holds the content."""
    reader, writer = os.pipe()
    with open(writer, "wb") as end:
        end.write(content)
    return open(reader, "rb")
