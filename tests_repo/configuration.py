"""Checks samples of configuration files."""

from typing import Any

import yaml

from piigo import Config


def check(source: str) -> None:
    """Raise ValueError unless the text holds options, or plugins with options.

    JSON is read as YAML, of which it is a part.
    """
    data = yaml.safe_load(source)
    for options in _options(data):
        Config.from_any(options)


def _options(data: Any) -> list[Any]:
    if isinstance(data, dict) and "plugins" in data:
        return [plugin.get("config", {}) for plugin in data["plugins"]]
    return [data]
