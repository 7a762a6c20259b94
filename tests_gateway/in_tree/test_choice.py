"""Which backend serves, what the log says of it, and that importing starts nothing."""

import logging
import subprocess
import sys

import pytest

from piigo import _runtime
from piigo.gateway import _backend
from tests_gateway.in_tree import twins

GO = "PII Filter using Go implementation"
PYTHON = "PII Filter using Python implementation"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    for variable in _runtime.FORCE_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    twins.forget_announcement()
    caplog.set_level(logging.DEBUG)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines that tell which backend serves, of two plugins in a row."""
    for _ in range(2):
        plugin = twins.PIIFilterPlugin(twins.plugin_config({}))
        result = twins.told(plugin, "tool_pre_invoke", twins.tool_args({"a": "a@b.cd"}))
        assert result[0].modified_payload.args == {"a": "***@b.cd"}
    return [
        f"{record.levelname}: {record.getMessage()}"
        for record in caplog.records
        if "implementation" in record.getMessage() or "backend" in record.getMessage()
    ]


def test_go_where_it_loads(caplog: pytest.LogCaptureFixture) -> None:
    (line,) = lines(caplog)
    assert line.startswith(f"INFO: {GO}")


def test_python_where_it_does_not(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ImportError("native module not available")

    monkeypatch.setattr(_runtime, "native", missing)
    (line,) = lines(caplog)
    assert line.startswith(f"WARNING: {PYTHON} (Go not available)")
    assert line.endswith("build it with Go and a C compiler")


@pytest.mark.parametrize("variable", _runtime.FORCE_VARIABLES)
@pytest.mark.parametrize("value", ["true", "1", "TRUE", "yes"])
def test_python_where_it_is_forced(
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
) -> None:
    monkeypatch.setenv(variable, value)
    (line,) = lines(caplog)
    assert line.startswith(f"INFO: {PYTHON} (forced)")


def test_not_forced_by_false(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(twins.FORCE, "false")
    assert GO in lines(caplog)[0]


def test_found_values_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    plugin = twins.PIIFilterPlugin(twins.plugin_config({}))
    secret = "jane.secret@example.com"
    for hook, payload in (
        ("prompt_pre_fetch", twins.prompt_args({secret: secret})),
        ("prompt_post_fetch", twins.messages(("user", secret))),
        ("tool_pre_invoke", twins.tool_args({secret: [secret]})),
        ("tool_post_invoke", twins.tool_result(secret)),
        ("tool_post_invoke", twins.tool_result({secret: secret})),
    ):
        caplog.clear()
        twins.told(plugin, hook, payload)
        (record,) = (r for r in caplog.records if r.name.startswith("piigo"))
        assert record.getMessage() == f"PII detected in {hook}: email (1 hits)"
        assert "secret" not in repr(vars(record))
        assert vars(record)["pii_types"] == ["email"]
        assert vars(record)["pii_hits"] == 1


def test_importing_starts_no_go() -> None:
    code = (
        "import piigo.gateway, sys; from piigo import _runtime;"
        "import piigo.gateway.in_tree; assert _runtime._state.native is None;"
        "assert not any('_native' in name for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_the_line_is_told_once_for_a_choice() -> None:
    assert _backend.choose_backend() == _backend.choose_backend() == "go"
