"""Installing the source distribution, offline, with and without Go."""

import os
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

USE = """
import warnings
warnings.simplefilter("ignore")
import piigo
print(piigo.backend(), piigo.Detector().redact("Mail jane@example.com"))
"""


def _folder_without(tmp_path: Path, *hidden: str) -> str:
    """A PATH with this machine's programs for building, less some."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in {"go", "gcc", "as", "ld", "git"} - set(hidden):
        program = shutil.which(name)
        assert program is not None
        (folder / name).symlink_to(program)
    return str(folder)


def _install(
    sdist: Path, into: Path, path: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Have pip install into a folder, without a network or a stored wheel."""
    command = [sys.executable, "-m", "pip", "install", "--verbose", "--no-index"]
    command += ["--no-build-isolation", "--no-cache-dir", "--target", str(into)]
    environment = {"PATH": path, "HOME": os.environ["HOME"], "GOPROXY": "off"}
    environment |= {"GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "LANG": "C.UTF-8"}
    return subprocess.run(
        [*command, str(sdist)],
        env=environment | variables,
        capture_output=True,
        text=True,
    )


def _use(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", USE],
        env={"PYTHONPATH": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_it_builds_offline(sdist: Path, tmp_path: Path) -> None:
    done = _install(sdist, tmp_path / "to", _folder_without(tmp_path))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert _use(tmp_path / "to") == "go Mail j***e@example.com"


@pytest.mark.parametrize(
    ("hidden", "advice"), [("go", "install Go"), ("gcc", "C compiler; install one")]
)
def test_without_a_tool_it_is_pure_and_says_so(
    sdist: Path, tmp_path: Path, hidden: str, advice: str
) -> None:
    done = _install(sdist, tmp_path / "to", _folder_without(tmp_path, hidden))
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "piigo: building the pure-Python package" in said
    assert advice in said
    assert "Traceback" not in said
    assert _use(tmp_path / "to") == "python Mail j***e@example.com"


def test_without_go_where_native_is_required(sdist: Path, tmp_path: Path) -> None:
    path = _folder_without(tmp_path, "go")
    done = _install(sdist, tmp_path / "to", path, PIIGO_REQUIRE_NATIVE="1")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "PIIGO_REQUIRE_NATIVE is set, but Go is not on PATH; install Go" in said
    assert "Traceback" not in said


def test_a_build_that_fails_says_why(sdist: Path, tmp_path: Path) -> None:
    modules = tmp_path / "modules"
    path = _folder_without(tmp_path)
    done = _install(sdist, tmp_path / "to", path, GOMODCACHE=str(modules))
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "piigo: the native module was not built" in said
    assert "PIIGO_PURE=1" in said
    assert "Traceback" not in said


def test_pure_by_wish(sdist: Path, tmp_path: Path) -> None:
    done = _install(sdist, tmp_path / "to", _folder_without(tmp_path), PIIGO_PURE="1")
    assert done.returncode == 0, done.stderr
    assert _use(tmp_path / "to") == "python Mail j***e@example.com"


def test_a_wheel_built_from_it_can_be_finished(sdist: Path, tmp_path: Path) -> None:
    """As cibuildwheel does with the unpacked source, where there is no commit."""
    with tarfile.open(sdist) as archive:
        date = int(archive.getmembers()[0].mtime)
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    environment = {n: v for n, v in os.environ.items() if n != "SOURCE_DATE_EPOCH"}
    environment["PIIGO_REQUIRE_NATIVE"] = "1"
    built, finished = tmp_path / "built", tmp_path / "finished"
    finished.mkdir()

    def python(*arguments: str | Path) -> None:
        command = [sys.executable, *map(str, arguments)]
        subprocess.run(command, env=environment, check=True)

    python("-m", "build", "--no-isolation", "--wheel", "--outdir", built, source)
    (wheel,) = built.glob("*.whl")
    python(source / "packaging" / "finish_wheel.py", wheel, finished)
    with zipfile.ZipFile(finished / wheel.name) as made:
        entries = made.infolist()
    assert any(entry.filename.endswith("/sboms/piigo.cdx.json") for entry in entries)
    # Zip archives keep times by two seconds.
    assert {entry.date_time for entry in entries} == {_zip_time(date)}


def _zip_time(date: int) -> tuple[int, ...]:
    return time.gmtime(date - date % 2)[:6]
