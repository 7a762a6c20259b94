"""The profile that the native module is compiled by."""

import gzip
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROFILE = ROOT / "bindings" / "native.pgo"
MODULE = "github.com/piigo/piigo/"


def test_the_hottest_functions_exist() -> None:
    """Code that was renamed since the profile was taken is not optimised by it."""
    command = ["go", "tool", "pprof", "-top", "-nodecount=60", str(PROFILE)]
    top = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=True
    ).stdout
    named = re.findall(rf" {MODULE}([\w/]+)\.(?:\(\*?\w+\)\.)?(\w+)", top)
    assert len(named) > 10, "the profile is not of this project's code"
    gone = [
        f"{package}.{name}"
        for package, name in named
        if name != "init" and not _defines(ROOT / package, name)
    ]
    assert not gone, f'{gone} are no more: take a new profile with "make profile"'


def _defines(package: Path, name: str) -> bool:
    definition = re.compile(rf"^func (\(.*?\) )?{name}[(\[]", re.MULTILINE)
    return any(definition.search(file.read_text()) for file in package.glob("*.go"))


def test_no_paths() -> None:
    """Nothing of the machine that took the profile is in it."""
    data = gzip.decompress(PROFILE.read_bytes())
    assert re.search(rb"/(tmp|usr|home|root|Users|private)/", data) is None
