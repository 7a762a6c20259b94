"""Options that the gateway's own filter lacks count where they are in the YAML file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cpex.framework.settings import get_startup_settings

from tests_gateway.cpex_framework.test_cpex import (
    CALLS,
    MAIL,
    facts,
    original,
    through_manager,
)

BACKTRACKING = {"whitelist_patterns": [r"(?<=bob)@example"]}
HANGING = {"whitelist_patterns": [r"(?:\w+\s?)+$(?=@)"]}


@pytest.fixture(autouse=True)
def _failures_count(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Else the manager goes on without a plugin that it cannot load."""
    monkeypatch.setenv("PLUGINS_FAIL_ON_PLUGIN_ERROR", "true")
    get_startup_settings.cache_clear()
    yield
    get_startup_settings.cache_clear()


@pytest.mark.parametrize(
    ("patterns", "forbidden", "allowed"),
    [
        (BACKTRACKING, {"allow_backtracking": False}, {"allow_backtracking": True}),
        (HANGING, {"trust_patterns": False}, {"trust_patterns": True}),
        (BACKTRACKING, {"max_pattern_length": 5}, {"max_pattern_length": 100}),
    ],
)
def test_options_for_the_patterns_count(
    tmp_path: Path,
    patterns: dict[str, Any],
    forbidden: dict[str, Any],
    allowed: dict[str, Any],
) -> None:
    calls = [CALLS["tool text"]]
    (name,) = forbidden
    with pytest.raises(RuntimeError, match=name):
        through_manager(tmp_path, "sequential", {**patterns, **forbidden}, calls)
    options = {**patterns, **allowed}
    (result,) = through_manager(tmp_path, "sequential", options, calls)
    assert facts(result.modified_payload) == original(MAIL)
