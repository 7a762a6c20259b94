"""Runs Go samples: whole programs, or bodies of main."""

import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = "// Output:"


def run(source: str, _: Path) -> None:
    """Raise AssertionError unless the sample builds and prints what it says."""
    (ROOT / ".build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as folder:
        main = Path(folder) / "main.go"
        main.write_text(_program(source))
        _go("tool", "goimports", "-w", str(main))
        printed = _go("run", str(main))
    expected = _expected(source)
    assert printed == expected, f"printed {printed!r}, not {expected!r}"


def _program(source: str) -> str:
    if source.startswith("package "):
        return source
    return f"package main\n\nfunc main() {{\n{source}\n}}\n"


def _expected(source: str) -> str:
    """Return what the sample says that it prints."""
    assert source.count(OUTPUT) == 1, f"a sample needs one {OUTPUT!r}"
    lines = source[source.index(OUTPUT) + len(OUTPUT) :].splitlines()
    said = [line.strip().removeprefix("// ") for line in lines]
    return "\n".join(line for line in said if line not in {"", "}"}) + "\n"


def _go(*arguments: str) -> str:
    done = subprocess.run(
        ["go", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
