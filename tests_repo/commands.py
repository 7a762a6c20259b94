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
    "custom.yaml": r"""custom_patterns:
  - {type: custom, pattern: '\bEMP-\d{6}\b'}
  - {type: passport, pattern: '(?<!x)é\n'}
whitelist_patterns: ['^A1']
""",
}
ASSIGNMENT = re.compile(r"[A-Z_]+=")
# An extra that a patch adds to the gateway's own ones.
ADDED_EXTRA = re.compile(r"(?m)^\+([a-z]+) = \[")
# The command's own: nothing found, something found.
SUCCESS = (0, 1)


def run(source: str, _: Path) -> None:
    """Run each command after `$ ` in a folder with FILES.

    Raises AssertionError unless it succeeds and prints the lines below it, if any.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FILES.items():
            Path(folder, name).write_text(content, encoding="utf-8")
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


def check(source: str, folder: Path) -> None:
    """Raise AssertionError unless all that the commands name exists.

    Files are looked for in the folder of the document, and in the repository.
    """
    for line in source.splitlines():
        words = shlex.split(line, comments=True)
        while words and ASSIGNMENT.match(words[0]):
            _files([words.pop(0).partition("=")[2]], folder)
        if not words:
            continue
        command = " ".join(words)
        known = [name for name in CHECKS if f"{command} ".startswith(f"{name} ")]
        assert known, f"no way to check {line!r}"
        CHECKS[known[0]](words[len(known[0].split()) :], folder)


def _targets(words: list[str], _: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in words:
        assert ASSIGNMENT.match(word) or re.search(rf"(?m)^{word}:", makefile), word


def _requirements(words: list[str], folder: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = set(project["project"]["optional-dependencies"])
    for patch in folder.glob("*.patch"):
        extras |= set(ADDED_EXTRA.findall(patch.read_text(encoding="utf-8")))
    for word in words:
        found = re.fullmatch(r"(\.|piigo)(?:\[(.*)\])?", word)
        assert found, f"{word} is not this project"
        for extra in filter(None, (found[2] or "").split(",")):
            assert extra in extras, f"no extra {extra}"


def _go_packages(words: list[str], _: Path) -> None:
    module = (ROOT / "go.mod").read_text(encoding="utf-8").split()[1]
    for word in words:
        assert word.startswith(f"{module}/"), f"{word} is not in {module}"
        assert (ROOT / word.removeprefix(f"{module}/")).is_dir(), f"no package {word}"


def _files(words: list[str], folder: Path) -> None:
    """Words with a dot or a slash name files, others do not."""
    for word in words:
        if re.search(r"[./]", word):
            path = word.removesuffix("/...")
            assert (folder / path).exists() or (ROOT / path).exists(), f"no {word}"


CHECKS: dict[str, Callable[[list[str], Path], None]] = {
    "make": _targets,
    "pip install": _requirements,
    "go get": _go_packages,
    "go test": _files,
    ".venv/bin/python -m pytest": _files,
    "git apply": _files,
    "mcpgateway": _files,
}
