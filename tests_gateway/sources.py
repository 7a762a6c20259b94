"""The gateway's source distributions and older frameworks, fetched for the tests.

`python -m tests_gateway.sources` fetches all of them ahead of time.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".cache" / "gateway"
PROJECT = "mcp-contextforge-gateway"

SOURCES = {
    "0.9.0": "6b31ddb5f0f01c61338e4f7d7993357b3e6131f04c20cff20622461e2272c111",
    "1.0.0b1": "b4632d0e755107295d6adc2236f4829c45173f70513ce3e54429ec1cbebe65b5",
}
WHEELS = {
    "0.8.0": "1ab5e647fa1c453f0615c375f39245e8f131094dbb5276f6ccc7d5fdce3f82cb",
    "0.9.0": "af0a18317cafca044a8c12017a3d862d56e866ac8144c6379b96fd9eb304c6cc",
}


def _download(version: str, sha256: str, binary: bool) -> Path:
    """Return the archive of this version, downloaded when the cache lacks it.

    Raises RuntimeError when it is not the expected one, and
    subprocess.CalledProcessError when pip cannot download it.
    """
    suffix = ".whl" if binary else ".tar.gz"
    folder = CACHE / "archives"
    pattern = f"{PROJECT.replace('-', '_')}-{version}*{suffix}"
    if not list(folder.glob(pattern)):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--dest", str(folder)]
        command += ["--only-binary" if binary else "--no-binary", ":all:"]
        subprocess.run([*command, f"{PROJECT}=={version}"], check=True, timeout=300)
    (archive,) = folder.glob(pattern)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != sha256:
        raise RuntimeError(f"{archive}: SHA-256 is {found}, expected {sha256}")
    return archive


def unpack_source(version: str, into: Path) -> Path:
    """Unpack the source distribution into a folder; return its top folder."""
    archive = _download(version, SOURCES[version], binary=False)
    with tarfile.open(archive) as source:
        source.extractall(into, filter="data")
    (top,) = into.iterdir()
    return top


def original_plugins() -> Path:
    """Return a folder in which the package `plugins` is the gateway's, 1.0.0b1."""
    target = CACHE / "plugins-1.0.0b1"
    if target.exists():
        return target
    archive = _download("1.0.0b1", SOURCES["1.0.0b1"], binary=False)
    with _filled(target) as folder, tarfile.open(archive) as source:
        for entry in source:
            _, _, entry.name = entry.name.partition("/")
            if entry.name.startswith("plugins/pii_filter/"):
                source.extract(entry, folder, filter="data")
    return target


def framework(version: str) -> Path:
    """Return a folder with the package `mcpgateway` of an older gateway."""
    target = CACHE / f"framework-{version}"
    if target.exists():
        return target
    archive = _download(version, WHEELS[version], binary=True)
    with _filled(target) as folder, zipfile.ZipFile(archive) as wheel:
        wheel.extractall(folder)
    return target


@contextmanager
def _filled(target: Path) -> Iterator[Path]:
    """Give a folder to fill, which becomes `target` once it is full."""
    with tempfile.TemporaryDirectory(dir=CACHE) as parent:
        folder = Path(parent) / target.name
        folder.mkdir()
        yield folder
        folder.rename(target)


if __name__ == "__main__":
    print(original_plugins(), *map(framework, WHEELS), sep="\n")
    for name, digest in SOURCES.items():
        print(_download(name, digest, binary=False))
