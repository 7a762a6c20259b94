"""The documents, and the samples in them as examples that can be evaluated."""

import re
from collections.abc import Callable
from pathlib import Path

from sybil import Document, Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from tests_repo import commands, configuration, golang

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^ *```(\S*)", re.MULTILINE)

EVALUATORS = {
    "console": commands.run,
    "diff": configuration.check_diff,
    "go": golang.run,
    "json": configuration.check,
    "sh": commands.check,
    "yaml": configuration.check,
}
# What has no language is what a program prints.
LANGUAGES = {"", "python", "text", *EVALUATORS}


def _evaluator(run: Callable[[str, Path], None]) -> Callable[[Example], None]:
    return lambda example: run(example.parsed, Path(example.path).parent)


_sybil = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        *(CodeBlockParser(name, _evaluator(run)) for name, run in EVALUATORS.items()),
    ]
)


def paths() -> list[Path]:
    """Return the documents that hold samples, as paths within the repository."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    found += ROOT.glob("integrations/**/*.md")
    return sorted(path.relative_to(ROOT) for path in found)


def parse(path: Path) -> Document:
    """Return the document with its samples.

    Raises ValueError for a fenced block whose language nothing evaluates.
    """
    fences = FENCE.findall((ROOT / path).read_text(encoding="utf-8"))[::2]
    if unknown := set(fences) - LANGUAGES:
        raise ValueError(f"{path}: no way to check blocks in {sorted(unknown)}")
    return _sybil.parse(ROOT / path)
