"""Runs interpreters of other machines here: qemu for aarch64, wine for Windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pythons
from targets import AARCH64, WINDOWS, Target

HERE = Path(__file__).resolve().parent
CACHE = pythons.ROOT / ".cache" / "emulation"

QEMU = "qemu-aarch64-static"
WINE = "/usr/lib/wine/wine64"

# Seconds for one step of setting up; most is the download of Debian's packages.
TIME_LIMIT = 900

# What holds the C library for aarch64, and the Python that pythons.py lacks.
DEBIAN = "trixie"
DEBIAN_PYTHON = "3.13"


def interpreter(version: str, target: Target) -> list[str]:
    """Return the command of an interpreter; raises as pythons.folder."""
    if target == WINDOWS:
        return [WINE, str(pythons.program(version, target))]
    if target == AARCH64:
        root = _debian_root()
        program = root / "usr" / "bin" / f"python{version}"
        if version != DEBIAN_PYTHON:
            program = pythons.program(version, target)
        return [QEMU, "-L", str(root), str(program)]
    return [str(pythons.program(version, target))]


def environment(target: Target) -> dict[str, str]:
    """Return the variables that the interpreters need, setting up wine for them."""
    if target == AARCH64:
        # Debian signs return addresses, which qemu has a quick way for, too.
        return {"QEMU_CPU": "max,pauth-impdef=on"}
    if target != WINDOWS:
        return {}
    return {
        "WINEPREFIX": str(_wine_prefix()),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
    }


def _debian_root() -> Path:
    """Return a folder with Debian for aarch64, unpacked but not set up."""
    root = CACHE / f"{DEBIAN}-arm64"
    if root.is_dir():
        return root
    fresh = CACHE / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    command = ["debootstrap", "--foreign", "--arch=arm64", "--variant=minbase"]
    _run([*command, "--include=python3", DEBIAN, str(fresh)])
    for package in sorted((fresh / "var/cache/apt/archives").glob("*.deb")):
        _run(["dpkg-deb", "-x", str(package), str(fresh)])
    fresh.rename(root)
    return root


def _wine_prefix() -> Path:
    """Return wine's folder, with the library that Go needs and Debian's wine lacks."""
    prefix = CACHE / "wine"
    library = prefix / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll"
    if not library.exists():
        prefix.mkdir(parents=True, exist_ok=True)
        variables = {"WINEPREFIX": str(prefix), "WINEARCH": "win64"}
        _run([WINE, "wineboot", "--init"], **variables)
        compiler = [sys.executable, "-m", "ziglang", "cc", "-target", WINDOWS.zig]
        source = HERE / "processprng.c"
        # Stripped, as are modules of Go: zig has built the C library for those already.
        options = ["-shared", "-s", "-ladvapi32", "-o", str(library)]
        _run([*compiler, str(source), *options])
    return prefix


def _run(command: list[str], **variables: str) -> None:
    # Not a pipe: wine leaves a server behind, which would keep it open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command,
            env=os.environ | variables,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            timeout=TIME_LIMIT,
        )
        said.seek(0)
        text = said.read().decode(errors="replace")
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{text[-2000:]}")
