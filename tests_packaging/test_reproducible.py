"""One commit gives the same bytes again: elsewhere, and with nothing stored."""

import os
import subprocess
import sys
from pathlib import Path

from conftest import PURE_TAG, ROOT, native_wheel, wheel_of
from targets import X86_64

VERSION = "3.14"
BUILD = """
import sys
from pathlib import Path
import archives, build_wheels, targets
archives.set_source_date()
source, into = map(Path, sys.argv[1:3])
sdist = build_wheels.build_sdist(into)
pure = build_wheels.build_pure(source, into)
build_wheels.build_native(source, pure, targets.X86_64, sys.argv[3])
"""


def test_a_second_build_is_the_same(tmp_path: Path, sdist: Path) -> None:
    clone, into = tmp_path / "another" / "place", tmp_path / "dist"
    command = ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)]
    subprocess.run(command, check=True)
    caches = clone / ".cache"
    caches.mkdir()
    (caches / "pythons").symlink_to(ROOT / ".cache" / "pythons")
    environment = os.environ | {
        "PYTHONPATH": str(clone / "packaging"),
        "GOCACHE": str(tmp_path / "go"),
        "ZIG_LOCAL_CACHE_DIR": str(tmp_path / "zig"),
    }
    built = subprocess.run(
        [sys.executable, "-c", BUILD, str(clone), str(into), VERSION],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr[-3000:]
    for first in (sdist, wheel_of(PURE_TAG), native_wheel(X86_64, VERSION)):
        assert (into / first.name).read_bytes() == first.read_bytes(), first.name
