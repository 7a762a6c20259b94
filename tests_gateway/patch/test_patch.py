"""The patches for the gateway: they apply, and the patched plugin answers as before.

The gateway's source distributions hold no tests of its PII filter. So the patched
plugin, with the Go detector in place, is compared with the plugin as it was, on the
payloads and options that piigo's own plugin is compared on; and it is tried on what the
gateway's repository tests of the filter: each type, each strategy, each hook.
"""

import importlib
import logging
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import piigo
from tests_gateway import sources
from tests_gateway.in_tree import twins
from tests_gateway.in_tree.test_parity import OPTIONS, PAYLOADS

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
def module(patched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The patched plugin's module, under a name of its own."""
    name = f"patched_{tmp_path.name}"
    shutil.copytree(patched / FILTER, tmp_path / name)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module(f"{name}.pii_filter")
    for loaded in [each for each in sys.modules if each.startswith(name)]:
        del sys.modules[loaded]


def test_the_go_extra(patched: Path) -> None:
    project = tomllib.loads((patched / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    assert extras["go"] == ["piigo>=0.1.0"]
    assert "redis" in extras


def test_the_patch_touches_nothing_else(patched: Path, tmp_path: Path) -> None:
    changed = {"pyproject.toml", f"{FILTER}/README.md", f"{FILTER}/pii_filter.py"}
    (version,) = (each for each in sources.SOURCES if each in patched.name)
    untouched = sources.unpack_source(version, tmp_path)
    for path in (*untouched.rglob("*.py"), *untouched.rglob("*.toml")):
        name = str(path.relative_to(untouched))
        same = path.read_bytes() == (patched / name).read_bytes()
        assert same == (name not in changed), name


def test_go_serves_and_says_so(module: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    plugin = module.PIIFilterPlugin(twins.plugin_config({}))
    assert type(plugin.detector) is piigo.Detector
    assert plugin.detector.backend == "go"
    assert plugin.implementation == "Go"
    assert "PII Filter using Go implementation" in caplog.text


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_the_patched_plugin_answers_as_before(
    module: Any, options: dict[str, Any]
) -> None:
    plugin = module.PIIFilterPlugin(twins.plugin_config(options))
    assert plugin.implementation == "Go"
    original = twins.OriginalPlugin(twins.plugin_config(options))
    for hook, payload in PAYLOADS.values():
        twins.assert_same(plugin, original, hook, payload)


def test_python_where_go_is_missing(
    module: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "piigo", None)
    plugin = module.PIIFilterPlugin(twins.plugin_config({}))
    assert type(plugin.detector) is module.PIIDetector
    assert plugin.implementation == "Python"
    (record,) = (r for r in caplog.records if "implementation" in r.getMessage())
    assert record.levelname == "WARNING"
    assert record.getMessage().endswith("pip install mcpgateway[go]")


def test_python_where_it_is_forced(
    module: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(twins.FORCE, "true")
    caplog.set_level(logging.INFO)
    importlib.reload(module)
    plugin = module.PIIFilterPlugin(twins.plugin_config({}))
    assert type(plugin.detector) is module.PIIDetector
    assert "PII Filter using Python implementation (forced)" in caplog.text
