"""Builds the source distribution and, from it, all wheels that zig can build.

`python packaging/build_wheels.py [FOLDER]` writes them to FOLDER (dist). One wheel is
made for each target and version of Python, and one that is pure Python.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from types import ModuleType

import archives
import pythons
from sbom import NAME, sbom
from targets import TARGETS, VERSIONS, Target

ROOT = Path(__file__).resolve().parent.parent
PURE_TAG = "py3-none-any"
NATIVE_FOLDER = "piigo/_native"


def build_sdist(into: Path) -> Path:
    """Build the source distribution and return its path."""
    _frontend("--sdist", ROOT, into)
    (sdist,) = into.glob("*.tar.gz")
    archives.normalise_sdist(sdist)
    return sdist


def build_pure(source: Path, into: Path) -> Path:
    """Build the pure wheel, add its bill of materials, and return its path."""
    _frontend("--wheel", source, into, PIIGO_PURE="1")
    (wheel,) = into.glob(f"*-{PURE_TAG}.whl")
    files = archives.read_wheel(wheel)
    files[f"{_info(files)}/{NAME}"] = sbom(_version(wheel), None)
    archives.write_wheel(wheel, files)
    return wheel


def build_native(source: Path, pure: Path, target: Target, version: str) -> Path:
    """Build the wheel that is the pure one and a native module; return its path."""
    builder = _builder(source)
    with tempfile.TemporaryDirectory() as folder:
        module = builder.build(Path(folder), _platform(builder, target, version))
        built = {
            f"{NATIVE_FOLDER}/{file.name}": file.read_bytes()
            for file in Path(folder).iterdir()
        }
    files = archives.read_wheel(pure)
    info = _info(files)
    tag = target.wheel_tag(version)
    files |= built
    files[f"{info}/WHEEL"] = _tagged(files[f"{info}/WHEEL"], tag)
    content = built[f"{NATIVE_FOLDER}/{module.name}"]
    files[f"{info}/{NAME}"] = sbom(_version(pure), content, zig=True)
    path = pure.with_name(pure.name.replace(PURE_TAG, tag))
    archives.write_wheel(path, files)
    return path


def _frontend(what: str, source: Path, into: Path, **variables: str) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", what]
    command += ["--outdir", str(into), str(source)]
    done = subprocess.run(
        command, env=os.environ | variables, capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)} failed:\n{done.stdout}{done.stderr}")


def _builder(source: Path) -> ModuleType:
    """Import bindings/build_native.py of the unpacked source."""
    folder = str(source / "bindings")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    import build_native

    return build_native


def _platform(builder: ModuleType, target: Target, version: str) -> object:
    # zig refuses undefined symbols unless told otherwise.
    link_flags = "-Wl,-z,undefs"
    if target.windows:
        libraries = pythons.folder(version, target) / "libs"
        link_flags = f"-L{libraries} -lpython{version.replace('.', '')}"
    return builder.Platform(
        include=pythons.headers(version, target),
        suffix=target.suffix(version),
        link_flags=link_flags,
        environment={
            "CC": target.compiler(),
            "GOOS": target.goos,
            "GOARCH": target.goarch,
        },
    )


def _info(files: dict[str, bytes]) -> str:
    (info,) = {name.split("/")[0] for name in files if ".dist-info/" in name}
    return info


def _version(wheel: Path) -> str:
    return wheel.name.split("-")[1]


def _tagged(wheel: bytes, tag: str) -> bytes:
    """Return the content of the file WHEEL for a native wheel of this tag."""
    python, abi, platforms = tag.split("-")
    lines = [
        line
        for line in wheel.decode().splitlines()
        if line and not line.startswith(("Tag:", "Root-Is-Purelib:"))
    ]
    lines.append("Root-Is-Purelib: false")
    lines += [f"Tag: {python}-{abi}-{platform}" for platform in platforms.split(".")]
    return "\n".join([*lines, ""]).encode()


def main(into: Path) -> None:
    """Build everything into a folder, whose earlier distributions are removed."""
    archives.set_source_date()
    into.mkdir(parents=True, exist_ok=True)
    for old in (*into.glob("piigo-*.whl"), *into.glob("piigo-*.tar.gz")):
        old.unlink()
    sdist = build_sdist(into)
    print(sdist.name, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        (source,) = Path(folder).iterdir()
        pure = build_pure(source, into)
        print(pure.name, flush=True)
        for target in TARGETS:
            for version in VERSIONS:
                wheel = build_native(source, pure, target, version)
                size = wheel.stat().st_size / 1e6
                print(f"{wheel.name}  {size:.1f} MB", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").resolve())
