"""Checks samples of configuration files, and of changes to them."""

import importlib.util
from pathlib import Path
from typing import Any

import yaml

from piigo import Config


def check(source: str, folder: Path) -> None:
    """Raise an error unless the text is a configuration that holds.

    It may be one of piigo, of plugins, or of Prometheus with files in the folder. JSON
    is read as YAML, of which it is a part.
    """
    data = yaml.safe_load(source)
    if "scrape_configs" in data:
        for name in data["rule_files"]:
            assert (folder / name).exists(), f"no {name}"
        return
    for options in _options(data):
        Config.from_any(options)


def _options(data: dict[str, Any]) -> list[Any]:
    if "plugins" in data:
        return [plugin.get("config", {}) for plugin in data["plugins"]]
    return [data]


def check_diff(source: str, _: Path) -> None:
    """Raise AssertionError unless each added line names a plugin of a real module."""
    added = [line[1:] for line in source.splitlines() if line.startswith("+")]
    assert added, "nothing is added"
    for line in added:
        module, _dot, name = yaml.safe_load(line)["kind"].rpartition(".")
        assert module.startswith("piigo"), f"{module} is not of this project"
        assert name == "PIIFilterPlugin", f"{module} has no {name}"
        assert importlib.util.find_spec(module), f"no module {module}"
