"""The inputs of the command: opening, reading in blocks, decoding, telling progress."""

import codecs
import importlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, UnsupportedOperation
from typing import Any, Final, cast

STDIN_NAME: Final = "<stdin>"
_BLOCK: Final = 1 << 17
_WORTH_A_BAR: Final = 8 << 20


@contextmanager
def open_input(file: str) -> Iterator[BufferedReader]:
    """Open a file, or standard input for "-", which stays open."""
    if file == "-":
        if sys.stdin is None:
            raise ValueError("standard input is closed")
        yield cast(BufferedReader, sys.stdin.buffer)
    else:
        with open(file, "rb") as source:
            yield source


def read_blocks(source: BufferedReader) -> Iterator[bytes]:
    """Yield the bytes of the input as they come."""
    while block := source.read1(_BLOCK):
        yield block


def read_lines(source: BufferedReader) -> Iterator[bytes]:
    """Yield the lines of the input, each with its end."""
    while line := source.readline():
        yield line


def decoded(blocks: Iterable[bytes]) -> Iterator[str]:
    """Yield the blocks as text in which any bytes survive, wherever they are cut."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for block in blocks:
        yield decoder.decode(block)
    yield decoder.decode(b"", True)


def with_progress(blocks: Iterable[bytes], source: BufferedReader) -> Iterator[bytes]:
    """Yield the blocks; show how far they are on a terminal, for a large file.

    Without tqdm there is nothing to show it with.
    """
    bar = _bar(_size(source))
    if bar is None:
        yield from blocks
        return
    with bar:
        for block in blocks:
            yield block
            bar.update(len(block))


def _bar(size: int) -> Any:
    """Return a progress bar for so many bytes, or None where there is to be none."""
    if size < _WORTH_A_BAR or sys.stderr is None:
        return None
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return None
    try:
        tqdm = importlib.import_module("tqdm")
    except ImportError:
        return None
    return tqdm.tqdm(
        total=size, unit="B", unit_scale=True, file=sys.stderr, leave=False
    )


def _size(source: BufferedReader) -> int:
    """Return the bytes to come from a regular file, 0 for any other input."""
    try:
        status = os.fstat(source.fileno())
    except (OSError, UnsupportedOperation):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
