"""Through the framework's plugin manager: YAML, modes, and what it does of a result."""

from pathlib import Path
from typing import Any

import pytest

from tests_gateway.in_tree import managed, twins
from tests_gateway.in_tree.test_parity import PAYLOADS

CALLS = list(PAYLOADS.values())
MODES = ("enforce", "permissive", "enforce_ignore_error", "disabled")
DEEP = '{"a":' * 40 + '"jane@example.com"' + "}" * 40


@pytest.mark.parametrize("blocking", [False, True], ids=["masking", "blocking"])
@pytest.mark.parametrize("mode", MODES)
def test_the_manager_tells_the_same(
    backend: str, tmp_path: Path, mode: str, blocking: bool
) -> None:
    del backend
    options = {"block_on_detection": blocking}
    ours = managed.call_all(tmp_path, managed.OURS, options, mode, CALLS)
    wanted = managed.call_all(tmp_path, managed.ORIGINAL, options, mode, CALLS)
    assert ours == wanted
    assert any("j***e" in repr(told) for told in ours) == (mode != "disabled")


@pytest.mark.parametrize("mode", MODES[:3])
def test_what_is_masked_before_a_failure_stays_masked(
    backend: str, tmp_path: Path, mode: str
) -> None:
    """These modes but the first go on after an error, with what the payload holds."""
    del backend
    payload = twins.messages(
        ("user", "mail jane@example.com"), ("user", twins.without_text())
    )
    calls = [("prompt_post_fetch", payload)]
    ours = managed.call_all(tmp_path, managed.OURS, {}, mode, calls)
    assert ours == managed.call_all(tmp_path, managed.ORIGINAL, {}, mode, calls)
    ((what, _, left),) = ours
    assert (what == "raised") == (mode == "enforce")
    assert "jane" not in left


@pytest.mark.parametrize("mode", MODES[:3])
def test_over_a_limit_nothing_passes_in_any_mode(
    backend: str, tmp_path: Path, mode: str
) -> None:
    del backend
    secret = "jane@example.com"
    calls: list[tuple[str, Any]] = [
        ("prompt_pre_fetch", twins.prompt_args({"a": secret * 9})),
        ("prompt_post_fetch", twins.messages(("user", secret * 9))),
        ("tool_pre_invoke", twins.tool_args({"a": DEEP})),
        ("tool_pre_invoke", twins.tool_args({"a": secret * 9})),
        ("tool_post_invoke", twins.tool_result(secret * 9)),
        ("tool_post_invoke", twins.tool_result({"a": {"b": {"c": {"d": secret}}}})),
    ]
    options = {"max_text_length": 100, "max_depth": 3}
    told = managed.call_all(tmp_path, managed.OURS, options, mode, calls)
    for what, details, _ in told:
        if mode == "enforce":
            assert "continue_processing=False" in what
            assert "PII_LIMIT_EXCEEDED" in what
        else:
            assert what == "refused"
            assert "PII_LIMIT_EXCEEDED" in details
