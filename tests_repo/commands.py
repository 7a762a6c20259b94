"""Runs commands of `console` samples, and checks those of `sh` samples.

What a `sh` block names would install or build for minutes. So it is not run, but what
it names must exist. A command of another kind is an error.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "app.log": "Mail jane@example.com\nall quiet\n",
    "payload.json": '{"to": ["jane@example.com"]}\n',
    "filter.yaml": "detect_phone: false\n",
}
# The command's own: nothing found, something found.
SUCCESS = (0, 1)


def run(source: str) -> None:
    """Run each command after `$ ` in a folder with FILES.

    Raises AssertionError unless it succeeds and prints the lines below it, if any.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FILES.items():
            Path(folder, name).write_text(content)
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        for command, expected in _commands(source):
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=folder,
                env=os.environ | {"PATH": path},
                capture_output=True,
                text=True,
                timeout=60,
            )
            assert done.returncode in SUCCESS, f"{command}: {done.stderr}"
            assert not done.stderr, f"{command}: {done.stderr}"
            if expected:
                assert done.stdout == expected, f"{command}: {done.stdout}"


def _commands(source: str) -> Iterator[tuple[str, str]]:
    assert source.startswith("$ "), "a console sample begins with a command"
    for part in re.split(r"(?m)^\$ ", source)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def check(source: str) -> None:
    """Raise AssertionError unless all that the commands name exists."""
    for line in source.splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        known = [name for name in CHECKS if line.startswith(name)]
        assert known, f"no way to check {line!r}"
        CHECKS[known[0]](words[len(known[0].split()) :])


def _targets(words: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in words:
        assert "=" in word or re.search(rf"(?m)^{word}:", makefile), f"no target {word}"


def _requirements(words: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    for word in words:
        found = re.fullmatch(r"(\.|piigo)(?:\[(.*)\])?", word)
        assert found, f"{word} is not this project"
        for extra in filter(None, (found[2] or "").split(",")):
            assert extra in extras, f"no extra {extra}"


def _go_packages(words: list[str]) -> None:
    module = (ROOT / "go.mod").read_text(encoding="utf-8").split()[1]
    for word in words:
        assert word.startswith(f"{module}/"), f"{word} is not in {module}"
        assert (ROOT / word.removeprefix(f"{module}/")).is_dir(), f"no package {word}"


def _paths(words: list[str]) -> None:
    for word in words:
        assert (ROOT / word.removesuffix("/...")).exists(), f"no {word}"


CHECKS: dict[str, Callable[[list[str]], None]] = {
    "make ": _targets,
    "pip install ": _requirements,
    "go get ": _go_packages,
    "go test ": _paths,
    ".venv/bin/python -m pytest ": _paths,
}
