"""The gateway plugin where there is no gateway."""

import subprocess
import sys

import pytest

import piigo.gateway


def test_what_to_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for framework in piigo.gateway._ADAPTERS:
        # As if it were not installed, though it may be.
        monkeypatch.delitem(sys.modules, framework, raising=False)
        monkeypatch.setitem(sys.modules, framework.partition(".")[0], None)
    with pytest.raises(ImportError, match="install mcp-contextforge-gateway or cpex"):
        _ = piigo.gateway.PIIFilterPlugin


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Plugin'"):
        _ = piigo.gateway.Plugin


def test_importing_loads_no_library_and_no_go() -> None:
    code = (
        "import piigo.gateway, sys;"
        "names = ('pydantic', 'prometheus_client', 'opentelemetry', 'piigo._native');"
        "assert not any(name in sys.modules for name in names)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
