"""The `piigo` command: `scan` tells where PII is, `mask` masks it, `explain` tells how.

Each subcommand is a method of `_Command`, except `explain`, which reads no input.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from typing import Any

from piigo._cli_config import load_config
from piigo._cli_explain import table
from piigo._cli_input import (
    STDIN_NAME,
    decoded,
    open_input,
    read_blocks,
    read_lines,
    with_progress,
)
from piigo._cli_json import batched, mask_json
from piigo._cli_text import TextMasker, TextScanner
from piigo._detector import Detector
from piigo._nested import NestedWalk
from piigo._options import check_member
from piigo._python import Detections
from piigo._stream import CutFinder, pieces
from piigo._types import MaskingStrategy
from piigo._version import __version__

CLEAN, FOUND, FAILED = 0, 1, 2
"""The command's exit statuses."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status; SystemExit for wrong arguments."""
    arguments = _parser().parse_args(argv)
    try:
        if sys.stdout is None:
            raise ValueError("standard output is closed")
        if arguments.command == "explain":
            return _explain(arguments)
        command = _Command(arguments)
        return max([command.run(file) for file in arguments.files or ["-"]])
    except BrokenPipeError:
        # Nobody reads on: let the interpreter's own last flush go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _fail(_reason(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="piigo",
        description="Find and mask personally identifiable information.",
        epilog="Exit status: 0 nothing found, 1 found, 2 error.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=__version__)
    detector = argparse.ArgumentParser(add_help=False)
    detector.add_argument(
        "--config", metavar="FILE", help="options in JSON, or YAML with piigo[yaml]"
    )
    detector.add_argument("--types", metavar="TYPE,...", help="look for these alone")
    detector.add_argument("--backend", help="the engine to use")
    shared = argparse.ArgumentParser(add_help=False, parents=[detector])
    shared.add_argument(
        "files", nargs="*", metavar="FILE", help="a file; '-' or none: standard input"
    )
    shared.add_argument("--strategy", help="mask everything in this way")
    shared.add_argument(
        "--no-progress",
        dest="progress",
        action="store_false",
        help="show no progress bar (there is one with piigo[progress])",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    scan = commands.add_parser(
        "scan",
        parents=[shared],
        allow_abbrev=False,
        help="print file:line:column: type of each detection",
    )
    scan.add_argument(
        "--json", action="store_true", help="print one JSON object per detection"
    )
    mask = commands.add_parser(
        "mask",
        parents=[shared],
        allow_abbrev=False,
        help="print the text with the detections masked",
    )
    mask.add_argument(
        "--json", action="store_true", help="take each input as JSON or as JSON lines"
    )
    commands.add_parser(
        "explain",
        parents=[detector],
        allow_abbrev=False,
        help="print a table of the patterns and of what runs them",
    )
    return parser


def _explain(arguments: argparse.Namespace) -> int:
    config = load_config(arguments.config, arguments.types)
    _write(table(Detector(config, backend=arguments.backend).explain()))
    return CLEAN


class _Command:
    """One run of the command, with a detector for all its inputs."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._config = load_config(arguments.config, arguments.types)
        self._detector = Detector(self._config, backend=arguments.backend)
        self._json = arguments.json
        self._progress = arguments.progress
        self._strategy: MaskingStrategy | None = None
        if arguments.strategy is not None:
            self._strategy = check_member(
                "--strategy", arguments.strategy, MaskingStrategy
            )
        self._work = self._scan if arguments.command == "scan" else self._mask
        if arguments.command == "mask" and self._json:
            self._work = self._mask_json
        self._custom = any(each.enabled for each in self._config.custom_patterns)
        # What a custom pattern looks at has no bounds, and neither a text nor a part
        # of it is to come out that is longer than the limit.
        self._whole = self._custom or self._config.max_text_length is not None
        self._find_cut = CutFinder(self._config, arguments.backend).find

    def run(self, file: str) -> int:
        """Scan or mask one input and return the exit status for it.

        What is written before an error occurs is what it is without the error.
        """
        name = STDIN_NAME if file == "-" else file
        status = CLEAN
        try:
            with open_input(file) as source:
                for found, output in self._work(name, source):
                    if found:
                        status = FOUND
                    _write(output)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            return _fail(f"{name}: {_reason(error)}")
        return status

    def _scan(self, name: str, source: BufferedReader) -> Iterator[tuple[bool, str]]:
        scanner = TextScanner(name, self._detector.find, self._json, self._strategy)
        for piece, _ in self._pieces(source):
            yield scanner.scan(piece)

    def _mask(self, _: str, source: BufferedReader) -> Iterator[tuple[bool, str]]:
        masker = TextMasker(self._mask_text, self._config.redaction_text)
        for piece, last in self._pieces(source):
            yield masker.mask(piece, last)

    def _mask_json(self, _: str, source: BufferedReader) -> Iterator[tuple[bool, str]]:
        lines = decoded(self._observed(read_lines(source), source))
        return batched(mask_json(lines, self._mask_data))

    def _pieces(self, source: BufferedReader) -> Iterator[tuple[str, bool]]:
        """Yield the input's text in pieces that can be looked at alone; is it last?"""
        texts = decoded(self._observed(read_blocks(source), source))
        if self._whole:
            return iter([(_joined(texts, self._config.max_text_length), True)])
        return pieces(texts, self._find_cut)

    def _observed(
        self, blocks: Iterator[bytes], source: BufferedReader
    ) -> Iterator[bytes]:
        return with_progress(blocks, source) if self._progress else blocks

    def _mask_text(self, text: str) -> tuple[bool, str]:
        if self._custom or self._strategy is not None:
            detections = self._detect(text)
            return bool(detections), self._detector.mask(text, detections)
        masked = self._detector.redact(text)
        return masked is not text, masked

    def _mask_data(self, data: Any) -> tuple[bool, Any]:
        depth = self._config.max_depth
        walk = NestedWalk(data, "", self._detect, self._detector.mask, depth)
        return walk.modified, walk.data

    def _detect(self, text: str) -> Detections:
        detections = self._detector.detect(text)
        if self._strategy is not None:
            for items in detections.values():
                for item in items:
                    item["mask_strategy"] = self._strategy
        return detections


def _joined(texts: Iterable[str], limit: int | None) -> str:
    """Return the texts as one, or so much of it as is longer than the limit."""
    parts = []
    length = 0
    for text in texts:
        parts.append(text)
        length += len(text)
        if limit is not None and length > limit:
            break
    return "".join(parts)


def _write(output: str) -> None:
    """Write the output at once; BrokenPipeError where nobody reads it any more."""
    rest = memoryview(output.encode("utf-8", "surrogateescape"))
    try:
        while rest:
            rest = rest[_write_some(rest) :]
        sys.stdout.buffer.flush()
    except OSError as error:
        # What Windows says instead.
        if sys.platform == "win32" and error.errno == errno.EINVAL:
            raise BrokenPipeError from error
        raise


def _write_some(output: memoryview) -> int:
    """Write some bytes of the output, at least one, and return how many.

    An unbuffered stream, as with PYTHONUNBUFFERED, writes a part where a signal stops
    it, and returns None where it would have to wait but may not.
    """
    count = sys.stdout.buffer.write(output)
    if count is None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return count


def _reason(error: Exception) -> str:
    """Return what to tell about an error, which never is a part of the text."""
    if isinstance(error, UnicodeError):
        return "a value to be hashed is not valid UTF-8; use another strategy"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, ValueError):
        return str(error)
    return f"internal error ({type(error).__name__})"


def _fail(reason: str) -> int:
    # The status tells of the error even where standard error is closed (None) or full.
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(f"piigo: {reason}\n")
    return FAILED
