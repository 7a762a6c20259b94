"""Prints the interpreters of the supported versions that this machine has.

They are looked for on PATH and among those of pyenv, where it is installed. One
interpreter is named for each version.
"""

import shutil
import subprocess
from collections.abc import Iterator

VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def candidates(version: str) -> Iterator[str]:
    """Give the names of programs that may be Python of this version."""
    yield from (f"python{version}", "python3", "python")
    if shutil.which("pyenv"):
        prefix = _output("pyenv", "prefix", version)
        if prefix:
            yield f"{prefix}/bin/python"


def interpreter(version: str) -> str | None:
    """Return the path of an interpreter of this version, or None."""
    show = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"
    for candidate in candidates(version):
        found, _, path = _output(candidate, "-c", show).partition(" ")
        if found == version:
            return path
    return None


def _output(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


if __name__ == "__main__":
    print(*filter(None, map(interpreter, VERSIONS)))
