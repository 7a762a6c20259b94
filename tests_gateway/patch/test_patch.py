"""The patches for the gateway: they apply, and the patched plugin answers as before.

The gateway's source distributions hold no tests of its PII filter. So the patched
plugin, with the Go detector in place, is compared with the plugin as it was, on the
payloads and options that piigo's own plugin is compared on.
"""

import importlib
import logging
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import piigo
from tests_gateway import sources
from tests_gateway.in_tree import twins
from tests_gateway.in_tree.test_parity import OPTIONS, PAYLOADS
from tests_gateway.patch.conftest import FILTER


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
    assert record.getMessage().endswith("pip install mcp-contextforge-gateway[go]")


def test_python_where_it_is_forced(
    module: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(twins.FORCE, "true")
    caplog.set_level(logging.INFO)
    importlib.reload(module)
    plugin = module.PIIFilterPlugin(twins.plugin_config({}))
    assert type(plugin.detector) is module.PIIDetector
    assert "PII Filter using Python implementation (forced)" in caplog.text
