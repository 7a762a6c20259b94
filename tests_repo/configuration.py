"""Checks samples of configuration files."""

from pathlib import Path
from typing import Any

import yaml

from piigo import Config

GRAFANA = Path(__file__).resolve().parent.parent / "integrations/grafana"


def check(source: str) -> None:
    """Raise an error unless the text is a configuration that holds.

    It may be one of piigo, of plugins, or of Prometheus. JSON is read as YAML, of
    which it is a part.
    """
    data = yaml.safe_load(source)
    if "scrape_configs" in data:
        for name in data["rule_files"]:
            assert (GRAFANA / name).exists(), f"no {name}"
        return
    for options in _options(data):
        Config.from_any(options)


def _options(data: dict[str, Any]) -> list[Any]:
    if "plugins" in data:
        return [plugin.get("config", {}) for plugin in data["plugins"]]
    return [data]
