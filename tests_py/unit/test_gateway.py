"""The gateway plugin where there is no gateway."""

import importlib.util
import subprocess
import sys

import pytest

import piigo.gateway


def test_what_to_install_is_told() -> None:
    assert importlib.util.find_spec("mcpgateway") is None
    assert importlib.util.find_spec("cpex") is None
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
