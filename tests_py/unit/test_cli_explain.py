"""The table that the command explains a configuration with."""

import json
from pathlib import Path
from typing import Any

import pytest

from piigo import PatternInfo, PIIType
from piigo._cli import main
from piigo._cli_explain import table
from piigo._rules import BUILTIN

ONLY_PASSPORTS = {flag: flag == "detect_passport" for _, flag, _ in BUILTIN}
OPTIONS: dict[str, Any] = {
    **ONLY_PASSPORTS,
    "custom_patterns": [
        {"type": "custom", "pattern": "off", "enabled": False},
        {"type": "custom", "pattern": r"\bEMP-\d{6}\b"},
        {"type": "passport", "pattern": "(?<!x)é\n\0"},
    ],
    "whitelist_patterns": ["^A1"],
}


def explained(
    capsys: pytest.CaptureFixture[str], path: Path, *more: str
) -> tuple[int, str, str]:
    status = main(["explain", "--config", str(path), *more])
    output, errors = capsys.readouterr()
    return status, output, errors


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "filter.json"
    path.write_text(json.dumps(OPTIONS))
    return path


GO = r"""
TYPE       ORIGIN                 ENGINE   PATTERN                WHY
passport   built-in               scanner  \b[A-Z]{1,2}\d{6,9}\b
passport   custom_patterns[2]     re       (?<!x)é\n\x00          a look-behind
custom     custom_patterns[1]     re2      \bEMP-\d{6}\b
whitelist  whitelist_patterns[0]  re2      ^A1
"""
WHY = "the detector runs on the Python backend"


def test_table(config: Path, backend: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, output, errors = explained(capsys, config, "--backend", backend)
    assert (status, errors) == (0, "")
    if backend == "go":
        assert output == GO.lstrip()
        return
    rows = [line.split() for line in output.splitlines()]
    assert [row[:3] for row in rows[1:]] == [
        [*line.split()[:2], "re"] for line in GO.strip().splitlines()[1:]
    ]
    assert all(line.endswith(WHY) for line in output.splitlines()[1:])


def test_types(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, output, _ = explained(capsys, config, "--types", "custom")
    assert [line.split()[0] for line in output.splitlines()] == [
        "TYPE",
        "custom",
        "whitelist",
    ]


def test_long_patterns_are_cut() -> None:
    row = PatternInfo(PIIType.CUSTOM, "program", "", "é" * 41, "re2")
    assert table([row]).splitlines()[1].split() == [
        *("custom", "program", "re2"),
        "é" * 37 + "...",
    ]


def test_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + sum(
        len(rules) for _, _, rules in BUILTIN
    )


def test_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "filter.json"
    path.write_text(json.dumps({"whitelist_patterns": ["a", "b("]}))
    assert explained(capsys, path) == (
        2,
        "",
        "piigo: whitelist_patterns[1] is not a valid regular expression at position 1: "
        "missing ), unterminated subpattern; correct the pattern or remove it\n",
    )
