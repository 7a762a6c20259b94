"""The interpreters that wheels are built against and tested with.

Maven Central has CPython for several machines, with its headers and libraries
(org.bytedeco:cpython). They run from any folder. Each is pinned by its SHA-256.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from targets import AARCH64, WINDOWS, X86_64, Target

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "pythons"

COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy"

RELEASES = {
    "3.11": "3.11.3-1.5.9",
    "3.12": "3.12.1-1.5.10",
    "3.13": "3.13.5-1.5.12",
    "3.14": "3.14.3-1.5.13",
}

SHA256 = {
    (
        "3.11",
        X86_64,
    ): "668b42f6a8b1a9789de7d3ca54a81fefb754cd8e885554b42858bbcbc0dd497c",
    (
        "3.12",
        X86_64,
    ): "a135fcf4dc01adebf7ea439252276fc3196db80f7e0dd3da0b61f1ec489b68bd",
    (
        "3.13",
        X86_64,
    ): "50ad91aa0baa57f0235bb666b87d8bf2a44e215d28c250de1030502906af143b",
    (
        "3.14",
        X86_64,
    ): "eb5f1a6fe2dc498ac18927189a37f28a47b0ba06ae6bd85112eff023fe2eb46f",
    (
        "3.11",
        AARCH64,
    ): "c98d023d4f79bdae2fb8973443324e48bb39e5b8f149a24e9d0317eb165d7925",
    (
        "3.12",
        AARCH64,
    ): "4876e6a9eb45c4e2faf7c9f9ef8cb9f16a462c45c3440d4c2e15e6acc8f4e0df",
    # There is no 3.13 for aarch64; emulation.py takes Debian's.
    (
        "3.14",
        AARCH64,
    ): "75d0ac8f457bdb2d6b684796c282ce4da1e0c377a02b954de2c718f80901a15f",
    (
        "3.11",
        WINDOWS,
    ): "3263a50b256447bb7b9e604d6587627e419891370fc33b94469e6a06ff4de834",
    (
        "3.12",
        WINDOWS,
    ): "e69bc4491c311e19ea7169bafc5efbbe03b980d69c6962b049daf1fcb4913391",
    (
        "3.13",
        WINDOWS,
    ): "cfe5502ffa7ea369be707b6d88bf68344732a7800450665080fb4267c01bfeae",
    (
        "3.14",
        WINDOWS,
    ): "3291bf3d8f405335ac21dbe55780521fdfd295b0f9f43f7e6e8c55bedd709cb3",
}


def folder(version: str, target: Target) -> Path:
    """Return the folder of an interpreter, fetched when the cache lacks it.

    Raises KeyError when there is none, RuntimeError when the file is not the
    expected one, and subprocess.CalledProcessError when Maven cannot fetch it.
    """
    expected = SHA256[version, target]
    path = CACHE / f"{RELEASES[version]}-{target.artefact}"
    if path.is_dir():
        return path
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        archive = _download(f"{RELEASES[version]}:jar:{target.artefact}", Path(scratch))
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != expected:
            raise RuntimeError(f"{archive.name}: SHA-256 is {found}, not {expected}")
        with zipfile.ZipFile(archive) as jar:
            jar.extractall(scratch)
        fresh = Path(scratch) / "org" / "bytedeco" / "cpython" / target.artefact
        for program in (fresh / "bin").iterdir():
            program.chmod(0o755)
        # Another build may have been quicker.
        with contextlib.suppress(OSError):
            fresh.rename(path)
    return path


def headers(version: str, target: Target) -> Path:
    """Return the folder of Python.h; raises as `folder`.

    Those of the two Linux machines say the same.
    """
    if target.windows:
        return folder(version, target) / "include"
    return folder(version, X86_64) / "include" / f"python{version}"


def program(version: str, target: Target) -> Path:
    """Return the path of the interpreter's program; raises as `folder`."""
    if target.windows:
        return folder(version, target) / "python.exe"
    return folder(version, target) / "bin" / f"python{version}"


def _download(artefact: str, into: Path) -> Path:
    if shutil.which("mvn") is None:
        raise RuntimeError('Maven is not on PATH; run "apt-get install maven"')
    command = ["mvn", "-q", "-B", COPY, f"-DoutputDirectory={into}"]
    command.append(f"-Dartifact=org.bytedeco:cpython:{artefact}")
    subprocess.run(command, check=True)
    (archive,) = into.glob("*.jar")
    return archive
