"""What watches the plugin: nothing unless asked for, and never in its way."""

import logging

import pytest

from piigo.gateway import _observer
from piigo.gateway._observer import NOTHING, from_environment
from piigo.gateway._watching import Watcher, WatchingObserver, payload_bytes
from tests_gateway.observing import (
    MAIL,
    NESTED,
    SECRET,
    TEXT,
    nested_call,
    run_script,
    text_call,
)

VARIABLES = (
    _observer.METRICS_VARIABLE,
    _observer.TRACING_VARIABLE,
    _observer.PROFILE_VARIABLE,
)


@pytest.fixture(autouse=True)
def _nothing_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


class Untouchable:
    """Any look at it fails."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(f"{name} was looked at")


def test_nothing_watches_unless_asked_for() -> None:
    assert from_environment("go", "1") is NOTHING


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("value", ["false", "0", "", "no"])
def test_values_that_ask_for_nothing(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert from_environment("go", "1") is NOTHING


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("value", ["true", "TRUE", "1", "yes", "on"])
def test_values_that_ask(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert isinstance(from_environment("go", "1"), WatchingObserver)


def test_nothing_costs_no_look_at_the_payload_and_no_object() -> None:
    payload = Untouchable()
    with NOTHING.call("tool_pre_invoke") as call:
        assert call is NOTHING
        for begin in (call.detect, call.mask, call.nested):
            with begin(payload) as work:
                assert work is NOTHING
    NOTHING.close()


def test_nothing_loads_no_library() -> None:
    script = (
        "import sys\n"
        "from piigo.gateway._observer import from_environment\n"
        "from_environment('go', '1')\n"
        "for name in ('prometheus_client', 'opentelemetry', 'psutil'):\n"
        "    assert name not in sys.modules, name\n"
    )
    run_script(script)


@pytest.mark.parametrize(
    ("variable", "library", "extra"),
    [
        (_observer.METRICS_VARIABLE, "prometheus_client", "metrics"),
        (_observer.TRACING_VARIABLE, "opentelemetry", "otel"),
        (_observer.PROFILE_VARIABLE, "psutil", "gateway"),
    ],
)
def test_a_missing_library_is_named_with_what_to_install(
    variable: str, library: str, extra: str
) -> None:
    script = (
        "import logging, os, sys\n"
        "logging.basicConfig()\n"
        f"sys.modules[{library!r}] = None\n"
        f"os.environ[{variable!r}] = 'true'\n"
        "from piigo.gateway._observer import NOTHING, from_environment\n"
        "assert from_environment('go', '1') is NOTHING\n"
    )
    done = run_script(script)
    assert variable in done.stderr
    assert library in done.stderr
    assert f"piigo[{extra}]" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("payload", "size"),
    [
        ("", 0),
        ("abc", 3),
        ("é€😀", 9),
        ("\ud800", 3),
        (None, 0),
        (12345, 0),
        ({"kéy": ["ab", ("c", {"d": "e"})], "n": 1.5}, 10),
    ],
)
def test_size_is_the_utf8_bytes_of_all_strings(payload: object, size: int) -> None:
    assert payload_bytes(payload) == size


def test_size_of_cycles_and_of_what_is_referred_to_often_is_found_at_once() -> None:
    cycle: list[object] = ["abc"]
    cycle.append(cycle)
    assert payload_bytes(cycle) == 3
    doubled: list[object] = ["abc"]
    for _ in range(100):
        doubled = [doubled, doubled]
    assert payload_bytes(doubled) == 3


class Broken(Watcher):
    """Fails at one of the things it is told, with a message that tells too much."""

    def __init__(self, at: str) -> None:
        setattr(self, at, self._fail)

    def _fail(self, *_: object) -> None:
        raise OSError(TEXT)


class Counting(Watcher):
    """Counts what it is told."""

    def __init__(self) -> None:
        self.calls = 0

    def called(self, _: object) -> None:
        self.calls += 1


@pytest.mark.parametrize("at", ["opened", "closed", "called"])
def test_a_watcher_that_fails_is_let_go_and_masking_goes_on(
    at: str, caplog: pytest.LogCaptureFixture
) -> None:
    other = Counting()
    observer = WatchingObserver([Broken(at), other])
    masked = [text_call(observer, "tool_post_invoke") for _ in range(3)]
    observer.close()
    assert masked == [text_call(NOTHING, "tool_post_invoke")] * 3
    assert other.calls == 3
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.__dict__["pii_event"] == "observer_failed"
    assert record.__dict__["pii_error"] == "OSError"
    assert SECRET not in record.getMessage()


def test_neither_messages_nor_fields_hold_what_was_scanned(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for variable in VARIABLES:
        monkeypatch.setenv(variable, "true")
    caplog.set_level(logging.DEBUG)
    observer = from_environment("go", "1")
    text_call(observer, "prompt_pre_fetch")
    nested_call(observer, "tool_pre_invoke", NESTED)
    observer.close()
    told = str([record.__dict__ for record in caplog.records])
    assert "pii_filter_call" in told
    for text in (SECRET, MAIL, "kéy"):
        assert text not in told
