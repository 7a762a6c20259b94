"""The command that runs the Go translation of patterns, built for the suite.

Where there is neither Go nor its sources, PIIGO_TEST_PYRECHECK names a built one.
"""

import os
import subprocess
from pathlib import Path

import pytest

from tests_py.backends import BACKENDS

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "./piigo/internal/pyre/internal/pyrecheck"

if "go" not in BACKENDS:
    collect_ignore = [
        "test_every_code_point.py",
        "test_matches.py",
        "test_native.py",
        "test_parser.py",
    ]


@pytest.fixture(scope="session")
def pyrecheck(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of the command `pyrecheck`."""
    if built := os.environ.get("PIIGO_TEST_PYRECHECK"):
        return built
    path = tmp_path_factory.mktemp("pyrecheck") / "pyrecheck"
    subprocess.run(["go", "build", "-o", str(path), COMMAND], cwd=ROOT, check=True)
    return str(path)
