"""Options that the gateway's own filter lacks count where they are in its YAML file."""

from pathlib import Path
from typing import Any

import pytest

from tests_gateway.in_tree import managed, twins

BACKTRACKING = {"whitelist_patterns": [r"(?<=bob)@example"]}
HANGING = {"whitelist_patterns": [r"(?:\w+\s?)+$(?=@)"]}
MAIL = [("tool_post_invoke", twins.tool_result("jane@example.com"))]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({**BACKTRACKING, "allow_backtracking": False}, "allow_backtracking"),
        (HANGING, "trust_patterns"),
        ({**BACKTRACKING, "max_pattern_length": 5}, "max_pattern_length"),
    ],
)
def test_a_pattern_that_is_forbidden_keeps_the_gateway_from_starting(
    backend: str, tmp_path: Path, options: dict[str, Any], named: str
) -> None:
    del backend
    with pytest.raises(RuntimeError, match=named):
        managed.call_all(tmp_path, managed.OURS, options, "enforce", MAIL)


@pytest.mark.parametrize(
    "options",
    [
        {**BACKTRACKING, "allow_backtracking": True},
        {**HANGING, "trust_patterns": True},
        {**BACKTRACKING, "max_pattern_length": 100},
    ],
)
def test_what_is_allowed_serves(
    backend: str, tmp_path: Path, options: dict[str, Any]
) -> None:
    del backend
    ours = managed.call_all(tmp_path, managed.OURS, options, "enforce", MAIL)
    assert "j***e@example.com" in repr(ours)
    wanted = managed.call_all(tmp_path, managed.ORIGINAL, options, "enforce", MAIL)
    assert ours == wanted
