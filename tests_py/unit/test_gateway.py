"""The gateway plugin where there is no gateway."""

import logging
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest

import piigo.gateway
from piigo import LimitError
from piigo.gateway._filter import PIIFilter
from piigo.gateway._guard import NoTextError, guarded
from piigo.gateway._outcome import Outcome

MAIL = "jane.hidden@example.com"
MASKED = "j***n@example.com"


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


def messages(*texts: Any) -> list[Any]:
    """One message for each text."""
    return [
        SimpleNamespace(role="user", content=SimpleNamespace(text=text))
        for text in texts
    ]


@pytest.mark.parametrize("no_text", [None, 5, MAIL.encode()])
def test_each_message_is_written_before_the_next_is_looked_at(no_text: Any) -> None:
    written: list[tuple[int, str]] = []

    def write(index: int, text: str) -> None:
        written.append((index, text))

    given = messages("clean", MAIL, no_text, MAIL)
    with pytest.raises(NoTextError, match=f"not {type(no_text).__name__}"):
        PIIFilter({}).prompt_messages(given, {}, write)
    assert written == [(1, MASKED)]
    written.clear()
    outcome = PIIFilter({}, skip_no_texts=True).prompt_messages(given, {}, write)
    assert outcome.changed
    assert written == [(1, MASKED), (3, MASKED)]


def failing(error: BaseException) -> Any:
    """Work that raises the error."""

    def work() -> Outcome:
        raise error

    return work


@pytest.mark.parametrize("kind", [Exception, TypeError, UnicodeError, MemoryError])
def test_a_failure_is_a_refusal(
    kind: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    outcome = guarded("tool_pre_invoke", failing(kind(MAIL)))
    assert outcome.refusal is not None
    assert outcome.refusal.failed
    assert outcome.refusal.code == "PII_FILTER_FAILED"
    assert not outcome.changed
    logged = [record.getMessage() + repr(vars(record)) for record in caplog.records]
    assert "hidden" not in repr(outcome) + repr(logged)
    assert kind.__name__ in repr(logged)


def test_a_limit_tells_its_name() -> None:
    outcome = guarded("tool_pre_invoke", failing(LimitError("over max_depth (3)")))
    assert outcome.refusal is not None
    assert outcome.refusal.code == "PII_LIMIT_EXCEEDED"
    assert outcome.refusal.description == "over max_depth (3)"


def test_what_is_no_refusal() -> None:
    with pytest.raises(TypeError, match="no text") as raised:
        guarded("prompt_post_fetch", failing(NoTextError("no text")))
    assert type(raised.value) is TypeError  # as the original's
    with pytest.raises(KeyboardInterrupt):
        guarded("prompt_post_fetch", failing(KeyboardInterrupt()))
