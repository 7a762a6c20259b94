"""A patched gateway, and the module of its patched plugin."""

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests_gateway import sources

PATCHES = sources.CACHE.parent.parent / "integrations" / "mcp-context-forge"
FILTER = "plugins/pii_filter"


@pytest.fixture(scope="module", params=sources.SOURCES)
def patched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The top folder of a gateway's source distribution, patched."""
    version = str(request.param)
    folder = tmp_path_factory.mktemp(f"gateway-{version}")
    top = sources.unpack_source(version, folder)
    patch = PATCHES / f"gateway-{version}.patch"
    command = ["git", "apply", "--verbose", "-p1", str(patch)]
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    done = subprocess.run(
        command, cwd=top, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "offset" not in done.stderr
    return top


@pytest.fixture
def module(
    patched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """The patched plugin's module, under a name of its own."""
    name = f"patched_{tmp_path.name}"
    shutil.copytree(patched / FILTER, tmp_path / name)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module(f"{name}.pii_filter")
    for loaded in [each for each in sys.modules if each.startswith(name)]:
        del sys.modules[loaded]
