"""The comparison of two runs of the benchmarks."""

from pathlib import Path

import pytest

from benchmarks.compare import changes, main, report, shortest
from benchmarks.records import Record, Results


def _file(path: Path, contender: str, seconds: float) -> Path:
    Results({}, [Record("detect", "logs", 1024, contender, seconds)]).save(path)
    return path


def test_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The shortest times of the runs are compared."""
    base = [_file(tmp_path / f"b{n}", "piigo-go", n * 1e-6) for n in (4, 2, 3)]
    head = [_file(tmp_path / f"h{n}", "piigo-go", n * 1e-6) for n in (6, 5)]
    arguments = ["--base", *map(str, base), "--head", *map(str, head)]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert "| detect | piigo-go | 1 | 2.50x |" in printed
    assert "| detect, logs, 1,024 B, piigo-go | 2 us | 5 us | 2.50x |" in printed
    assert "1 of 1 cells differ" in printed


def test_noise_is_not_listed(tmp_path: Path) -> None:
    """A difference that the machine may have made is not named."""
    base = shortest([_file(tmp_path / "b", "piigo-go", 1e-6)])
    head = shortest([_file(tmp_path / "h", "piigo-go", 1.1e-6)])
    printed = report(changes(base, head))
    assert "0 of 1 cells differ" in printed
    assert "1,024 B" not in printed


def test_runs_without_a_common_cell(tmp_path: Path) -> None:
    """There is an error instead of an empty comparison."""
    base = shortest([_file(tmp_path / "b", "piigo-go", 1e-6)])
    with pytest.raises(ValueError, match="no cell in common"):
        report(changes(base, {}))
