"""What the filter cannot look through is refused, and nobody is told what it was."""

import logging
import traceback
from typing import Any
from unittest import mock

import pytest

from piigo import InternalError
from tests_gateway.in_tree import twins

SECRET = "jane.secret@example.com"
HASHED = {
    "custom_patterns": [
        {
            "type": "custom",
            "pattern": "key=.*",
            "description": "",
            "mask_strategy": "hash",
        }
    ]
}


def refusal(
    caplog: pytest.LogCaptureFixture, plugin: Any, hook: str, payload: Any
) -> Any:
    """The violation, once no secret was seen in it or in the log."""
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    result = twins.call(plugin, hook, payload, twins.context())
    if isinstance(result, Exception):
        raise AssertionError from result
    assert not result.continue_processing
    assert result.modified_payload is None
    logged = "".join(
        record.getMessage() + repr(vars(record)) for record in caplog.records
    )
    assert "secret" not in repr(result.violation) + logged
    assert "refused a payload" in logged
    return result.violation


def test_a_text_over_the_limit(backend: str, caplog: pytest.LogCaptureFixture) -> None:
    plugin = twins.build(backend, {"max_text_length": 10})
    violation = refusal(
        caplog, plugin, "tool_pre_invoke", twins.tool_args({"a": SECRET})
    )
    assert violation.code == "PII_LIMIT_EXCEEDED"
    assert "max_text_length (10)" in violation.description
    assert violation.details == {"hook": "tool_pre_invoke"}


def test_nesting_over_the_limit(backend: str, caplog: pytest.LogCaptureFixture) -> None:
    plugin = twins.build(backend, {})
    data: Any = SECRET
    for _ in range(1001):
        data = [data]
    violation = refusal(caplog, plugin, "tool_pre_invoke", twins.tool_args({"a": data}))
    assert violation.code == "PII_LIMIT_EXCEEDED"


def test_a_cycle(backend: str, caplog: pytest.LogCaptureFixture) -> None:
    plugin = twins.build(backend, {})
    data: dict[str, Any] = {"mail": SECRET}
    data["self"] = data
    violation = refusal(caplog, plugin, "tool_post_invoke", twins.tool_result(data))
    assert violation.code == "PII_LIMIT_EXCEEDED"


def test_a_lone_surrogate_to_be_hashed(
    backend: str, caplog: pytest.LogCaptureFixture
) -> None:
    plugin = twins.build(backend, HASHED)
    payload = twins.tool_result(f"{SECRET} key=\ud800")
    violation = refusal(caplog, plugin, "tool_post_invoke", payload)
    assert violation.code == "PII_FILTER_FAILED"


class ReadOnly:
    """Content that cannot be masked in place."""

    @property
    def text(self) -> str:
        return SECRET


class Unreadable(dict[str, Any]):
    """A container that cannot be looked through."""

    def items(self) -> Any:
        raise AttributeError(SECRET)


DIRTY: dict[str, tuple[str, Any]] = {
    "prompt": ("prompt_pre_fetch", twins.prompt_args({"a": SECRET})),
    "messages": ("prompt_post_fetch", twins.messages(("user", SECRET))),
    "arguments": ("tool_pre_invoke", twins.tool_args({"a": SECRET})),
    "result: text": ("tool_post_invoke", twins.tool_result(SECRET)),
    "result: data": ("tool_post_invoke", twins.tool_result({"a": SECRET})),
}
# What the detector has no part in, or that it is never given.
UNFIT: dict[str, tuple[str, Any]] = {
    "prompt: no mapping": ("prompt_pre_fetch", twins.prompt_args([SECRET])),
    "prompt: not the framework's": (
        "prompt_pre_fetch",
        twins.prompt_args({"a": SECRET, "b": [SECRET]}),
    ),
    "prompt: unreadable": ("prompt_pre_fetch", twins.prompt_args(Unreadable(a=SECRET))),
    "messages: none": (
        "prompt_post_fetch",
        twins.messages().model_copy(update={"result": None}),
    ),
    "messages: read-only": ("prompt_post_fetch", twins.messages(("user", ReadOnly()))),
    "messages: not iterable": (
        "prompt_post_fetch",
        twins.messages().model_copy(update={"result": mock.Mock(messages=1)}),
    ),
}
ERRORS = (InternalError, TypeError, ValueError, KeyError, RecursionError, MemoryError)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize(("hook", "payload"), DIRTY.values(), ids=DIRTY)
def test_a_failure_of_the_detector(
    backend: str,
    caplog: pytest.LogCaptureFixture,
    hook: str,
    payload: Any,
    error: type[Exception],
) -> None:
    plugin = twins.build(backend, {})
    failing = mock.Mock(side_effect=error(SECRET))
    plugin.detector.detect = failing  # type: ignore[method-assign]  # as if it failed
    plugin.detector.process_nested = failing  # type: ignore[method-assign]  # as above
    violation = refusal(caplog, plugin, hook, payload)
    assert violation.code == "PII_FILTER_FAILED"
    assert error.__name__ in violation.description


@pytest.mark.parametrize(("hook", "payload"), UNFIT.values(), ids=UNFIT)
def test_a_failure_around_the_detector(
    backend: str, caplog: pytest.LogCaptureFixture, hook: str, payload: Any
) -> None:
    violation = refusal(caplog, twins.build(backend, {}), hook, payload)
    assert violation.code == "PII_FILTER_FAILED"
    permissive = twins.build(backend, {}, "permissive")
    result = twins.call(permissive, hook, payload, twins.context())
    assert isinstance(result, twins.PluginViolationError)
    assert "secret" not in "".join(traceback.format_exception(result))


def test_where_violations_are_ignored_the_hook_raises(backend: str) -> None:
    plugin = twins.build(backend, {"max_text_length": 10}, "permissive")
    result, _ = twins.told(plugin, "tool_post_invoke", twins.tool_result(SECRET))
    assert isinstance(result, twins.PluginViolationError)
    assert result.violation.code == "PII_LIMIT_EXCEEDED"
    assert "secret" not in "".join(traceback.format_exception(result))


def test_the_next_call_works(backend: str) -> None:
    plugin = twins.build(backend, {"max_text_length": 10})
    over, under = twins.tool_result("x" * 11), twins.tool_result("a@b.cd")
    assert not twins.told(plugin, "tool_post_invoke", over)[0].continue_processing
    assert twins.told(plugin, "tool_post_invoke", under)[0].modified_payload
