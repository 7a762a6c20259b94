"""Wheels and source archives whose bytes depend on their content alone."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import tarfile
from pathlib import Path

from wheel.wheelfile import WheelFile

ROOT = Path(__file__).resolve().parent.parent


def set_source_date() -> None:
    """Date all files of archives by the commit, unless the environment has a date.

    The date is the variable SOURCE_DATE_EPOCH, in seconds; other tools heed it, too.
    An unpacked source distribution has no commit, but files of its date.
    """
    if "SOURCE_DATE_EPOCH" in os.environ:
        return
    metadata = ROOT / "PKG-INFO"
    if metadata.exists():
        date = str(int(metadata.stat().st_mtime))
    else:
        command = ["git", "log", "-1", "--format=%ct"]
        date = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()
    os.environ["SOURCE_DATE_EPOCH"] = date


def read_wheel(path: Path) -> dict[str, bytes]:
    """Return the files of a wheel by name, without its RECORD."""
    with WheelFile(path) as wheel:
        names = [name for name in wheel.namelist() if name != wheel.record_path]
        return {name: wheel.read(name) for name in names if not name.endswith("/")}


def write_wheel(path: Path, files: dict[str, bytes]) -> None:
    """Write a wheel; the files of .dist-info come last, as they should."""
    with WheelFile(path, "w") as wheel:
        for name in sorted(files, key=lambda name: (".dist-info/" in name, name)):
            wheel.writestr(name, files[name])


def normalise_sdist(path: Path) -> None:
    """Write a source archive again, with the source date and without owners."""
    date = int(os.environ["SOURCE_DATE_EPOCH"])
    packed = io.BytesIO()
    with (
        tarfile.open(path) as old,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as new,
    ):
        for entry in sorted(old, key=lambda entry: entry.name):
            entry.mtime = date
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
            entry.pax_headers = {}
            new.addfile(entry, old.extractfile(entry) if entry.isfile() else None)
    path.write_bytes(gzip.compress(packed.getvalue(), mtime=date))
