"""Calls of a tool through a real gateway: what the tool gets, what the caller gets."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests_gateway.end_to_end.gateway import OURS, Gateway, running

DIRTY = {
    "mail": "jane.hidden@example.com",
    "nested": [{"ssn": "SSN 123-45-6789"}, "card 4111-1111-1111-1111"],
    "json": '{"mail": "joe.hidden@example.com", "n": 1}',
    "count": 3,
}
CLEAN = {"text": "nothing to hide", "list": [True, None]}


def through(gateway: Gateway, arguments: Any, answer: Any) -> tuple[Any, Any]:
    """What the tool got and what the caller got, for a tool that answers so."""
    gateway.tool.seen.clear()
    gateway.tool.answer = answer
    told = gateway.call_tool(arguments)
    return list(gateway.tool.seen), told


@pytest.mark.parametrize("arguments", [CLEAN, DIRTY], ids=["clean", "dirty"])
@pytest.mark.parametrize("answer", [CLEAN, DIRTY], ids=["clean", "dirty"])
def test_masked_as_the_original_masks(
    ours: Gateway, original: Gateway, arguments: Any, answer: Any
) -> None:
    seen, told = through(ours, arguments, answer)
    assert (seen, told) == through(original, arguments, answer)
    assert len(seen) == 1
    assert "result" in told
    assert "hidden" not in repr(seen)
    assert "hidden" not in repr(told)
    if arguments is CLEAN:
        assert seen == [CLEAN]
    assert ("j***n@example.com" in repr(seen)) == (arguments is DIRTY)
    assert ("j***n@example.com" in repr(told)) == (answer is DIRTY)


def test_the_log_tells_which_backend_serves_and_no_hidden(ours: Gateway) -> None:
    through(ours, DIRTY, DIRTY)
    log = ours.log.read_text()
    assert log.count("PII Filter using Go implementation") == 1
    assert "PII detected in tool_pre_invoke: " in log
    assert "hidden" not in log


def test_the_metrics_endpoint_shows_the_counts(ours: Gateway) -> None:
    def counts() -> dict[str, float]:
        lines = re.findall(r"^(pii_filter_\w+)\{(.*)\} (\S+)$", ours.metrics(), re.M)
        return {f"{name}{{{labels}}}": float(value) for name, labels, value in lines}

    through(ours, CLEAN, CLEAN)
    before = counts()
    through(ours, {"mail": "jane.hidden@example.com"}, CLEAN)
    after = counts()
    emails = 'pii_filter_pattern_matches_total{pattern="email"}'
    assert after[emails] == before[emails] + 1
    (implementation,) = (name for name in after if "_implementation" in name)
    assert 'implementation="go"' in implementation
    assert after[implementation] == 1
    (timed,) = (
        name
        for name in after
        if name.startswith("pii_filter_detections_duration_seconds_count")
        and "tool_pre_invoke" in name
    )
    assert after[timed] == before[timed] + 1
    assert "hidden" not in repr(after)


def sorted_types(told: Any) -> Any:
    """The types as they are told, once they are the ones to be told."""
    types = told["error"]["data"]["details"]["detected_types"]
    assert sorted(types) == ["credit_card", "email", "phone", "ssn"]
    return types


def test_a_blocking_gateway_returns_the_violation(tmp_path: Path) -> None:
    with running(tmp_path, OURS, {"block_on_detection": True}) as gateway:
        seen, clean = through(gateway, CLEAN, CLEAN)
        assert seen == [CLEAN]
        assert "result" in clean
        seen, arguments = through(gateway, DIRTY, CLEAN)
        assert seen == []
        seen, result = through(gateway, CLEAN, {"mail": "jane.hidden@example.com"})
        assert seen == [CLEAN]
    assert "hidden" not in repr((arguments, result))
    assert arguments["error"]["data"] == {
        "description": "Detected PII in tool arguments",
        "details": {
            "detected_types": sorted_types(arguments),
            "total_count": 12,
        },
        "plugin_error_code": "PII_DETECTED_IN_TOOL_ARGS",
        "plugin_name": "PIIFilterPlugin",
    }
    data = result["error"]["data"]
    assert data["plugin_error_code"] == "PII_DETECTED_IN_TOOL_RESULT"
    # In the text of the result, and in the JSON that the text is.
    assert data["details"] == {"detected_types": ["email"], "total_count": 2}
