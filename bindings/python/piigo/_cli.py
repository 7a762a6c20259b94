"""The `piigo` command: `piigo scan` tells where PII is, `piigo mask` masks it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from piigo._cli_config import load_config
from piigo._cli_json import mask_json
from piigo._detector import Detector
from piigo._nested import NestedWalk
from piigo._options import check_member
from piigo._python import Detections
from piigo._types import MaskingStrategy
from piigo._version import __version__

CLEAN, FOUND, FAILED = 0, 1, 2
"""The command's exit statuses."""

_STDIN_NAME = "<stdin>"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status; SystemExit for wrong arguments."""
    arguments = _parser().parse_args(argv)
    try:
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
    )
    parser.add_argument("--version", action="version", version=__version__)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "files", nargs="*", metavar="FILE", help="a file; '-' or none: standard input"
    )
    shared.add_argument(
        "--config", metavar="FILE", help="options in JSON, or YAML with piigo[yaml]"
    )
    shared.add_argument("--types", metavar="TYPE,...", help="look for these alone")
    shared.add_argument("--strategy", help="mask everything in this way")
    shared.add_argument("--backend", help="the engine to use")
    commands = parser.add_subparsers(dest="command", required=True)
    scan = commands.add_parser(
        "scan", parents=[shared], help="print file:line:column: type of each finding"
    )
    scan.add_argument(
        "--json", action="store_true", help="print one JSON object per finding"
    )
    mask = commands.add_parser(
        "mask", parents=[shared], help="print the text with the findings masked"
    )
    mask.add_argument(
        "--json", action="store_true", help="take each input as JSON or as JSON lines"
    )
    return parser


class _Command:
    """One run of the command, with a detector for all its inputs."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._config = load_config(arguments.config, arguments.types)
        self._detector = Detector(self._config, backend=arguments.backend)
        self._json = arguments.json
        self._work = self._scan if arguments.command == "scan" else self._mask
        self._strategy: MaskingStrategy | None = None
        if arguments.strategy is not None:
            self._strategy = check_member(
                "--strategy", arguments.strategy, MaskingStrategy
            )

    def run(self, file: str) -> int:
        """Scan or mask one input and return the exit status for it."""
        name = _STDIN_NAME if file == "-" else file
        try:
            text = _read(file)
            found, output = self._work(name, text)
        except (OSError, ValueError) as error:
            return _fail(f"{name}: {_reason(error)}")
        sys.stdout.buffer.write(output.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
        return FOUND if found else CLEAN

    def _scan(self, name: str, text: str) -> tuple[bool, str]:
        line_of = _json_line if self._json else _plain_line
        lines = [line_of(finding) for finding in self._findings(name, text)]
        return bool(lines), "".join(lines)

    def _findings(self, name: str, text: str) -> Iterator[dict[str, Any]]:
        """Yield what is found, by start, with its 1-based line and column."""
        line, seen, line_start = 1, 0, 0
        for found in self._detector.find(text):
            breaks = text.count("\n", seen, found.start)
            if breaks:
                line += breaks
                line_start = text.rindex("\n", seen, found.start) + 1
            seen = found.start
            yield {
                "file": name,
                "line": line,
                "column": found.start - line_start + 1,
                "start": found.start,
                "end": found.end,
                "type": found.type.value,
                "mask_strategy": (self._strategy or found.mask_strategy).value,
            }

    def _mask(self, _: str, text: str) -> tuple[bool, str]:
        if self._json:
            return mask_json(text, self._mask_data)
        detections = self._detect(text)
        return bool(detections), self._detector.mask(text, detections)

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


def _plain_line(finding: dict[str, Any]) -> str:
    return "{file}:{line}:{column}: {type}\n".format_map(finding)


def _json_line(finding: dict[str, Any]) -> str:
    return f"{json.dumps(finding)}\n"


def _read(file: str) -> str:
    """Return an input as text in which any bytes survive."""
    if file == "-":
        content = sys.stdin.buffer.read()
    else:
        with open(file, "rb") as stream:
            content = stream.read()
    return content.decode("utf-8", "surrogateescape")


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
    sys.stderr.write(f"piigo: {reason}\n")
    return FAILED
