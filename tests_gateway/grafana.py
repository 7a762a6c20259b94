"""The dashboard and the alert rules, read for their checks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

FOLDER: Final = Path(__file__).resolve().parent.parent / "integrations" / "grafana"
DASHBOARD: Final = FOLDER / "dashboard.json"
ALERTS: Final = FOLDER / "alerts.yml"

# What Grafana puts in the place of the dashboard's variables.
VARIABLES: Final = {"$__rate_interval": "5m", "$__range": "1h", "$instance": ".*"}


@dataclass(frozen=True)
class Query:
    """A PromQL expression, with the panel or alert that has it."""

    owner: str
    expression: str


def dashboard() -> dict[str, Any]:
    """The dashboard."""
    loaded: dict[str, Any] = json.loads(DASHBOARD.read_text())
    return loaded


def alerts() -> list[dict[str, Any]]:
    """All alert rules."""
    groups = yaml.safe_load(ALERTS.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def dashboard_queries(variables: dict[str, str] = VARIABLES) -> Iterator[Query]:
    """The expressions of the dashboard, with its variables replaced."""
    for panel in dashboard()["panels"]:
        for target in panel.get("targets", ()):
            expression = target["expr"]
            for variable, value in variables.items():
                expression = expression.replace(variable, value)
            yield Query(panel["title"], expression)


def alert_queries() -> Iterator[Query]:
    """The expressions of the alert rules."""
    for rule in alerts():
        yield Query(rule["alert"], rule["expr"])
