"""The dashboard and the alert rules ask for metrics and labels that there are.

`make test-grafana` runs Prometheus itself on them.
"""

import itertools
import re
from typing import Any

import promql_parser
import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from piigo.gateway._metrics import Metrics
from tests_gateway.grafana import (
    Query,
    alert_queries,
    alerts,
    dashboard,
    dashboard_queries,
)

QUERIES = [*dashboard_queries(), *alert_queries()]

# Labels that Prometheus adds to whatever it scrapes.
OF_THE_TARGET = {"instance", "job"}


@pytest.fixture(scope="module")
def exposed() -> dict[str, set[str]]:
    """The samples that the plugin exposes: name -> names of labels."""
    Metrics("go", "1")
    return {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(generate_latest().decode())
        for sample in family.samples
        if sample.name.startswith("pii_filter_")
    }


def _nodes(expression: promql_parser.Expr, kind: type) -> list[Any]:
    found: list[Any] = []

    def visit(node: promql_parser.Expr) -> bool:
        if isinstance(node, kind):
            found.append(node)
        return True

    promql_parser.walk(expression, visit)
    return found


def _selectors(expression: promql_parser.Expr) -> list[promql_parser.VectorSelector]:
    return _nodes(expression, promql_parser.VectorSelector)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.owner)
def test_a_query_asks_for_what_is_exposed(
    query: Query, exposed: dict[str, set[str]]
) -> None:
    expression = promql_parser.parse(query.expression)
    assert _selectors(expression)
    for selector in _selectors(expression):
        assert selector.name in exposed
        labels = {matcher.name for matcher in selector.matchers.matchers}
        assert labels <= exposed[selector.name] | OF_THE_TARGET
    for aggregate in _nodes(expression, promql_parser.AggregateExpr):
        if aggregate.modifier is None:
            continue
        for selector in _selectors(aggregate.expr):
            known = exposed[str(selector.name)] | OF_THE_TARGET
            assert set(aggregate.modifier.labels) <= known


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.owner)
def test_no_variable_is_left(query: Query) -> None:
    assert "$" not in query.expression


def test_every_metric_is_shown(exposed: dict[str, set[str]]) -> None:
    shown = {
        re.sub(r"_(bucket|sum|count|total)$", "", str(selector.name))
        for query in dashboard_queries()
        for selector in _selectors(promql_parser.parse(query.expression))
    }
    there = {
        re.sub(r"_(bucket|sum|count|total|created)$", "", name) for name in exposed
    }
    assert shown == there


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.owner)
def test_quantiles_keep_the_buckets(query: Query) -> None:
    for call in _nodes(promql_parser.parse(query.expression), promql_parser.Call):
        if call.func.name == "histogram_quantile":
            for aggregate in _nodes(call.args[1], promql_parser.AggregateExpr):
                assert "le" in aggregate.modifier.labels


def test_panels_are_told_apart_and_do_not_overlap() -> None:
    panels = dashboard()["panels"]
    for name in ("id", "title"):
        values = [panel[name] for panel in panels]
        assert len(values) == len(set(values))
    for one, other in itertools.combinations([each["gridPos"] for each in panels], 2):
        beside = (
            one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        )
        above = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or above
    assert all(each["gridPos"]["x"] + each["gridPos"]["w"] <= 24 for each in panels)


def test_every_panel_asks_the_chosen_data_source() -> None:
    source, instance = dashboard()["templating"]["list"]
    assert (source["name"], source["type"]) == ("datasource", "datasource")
    assert instance["name"] == "instance"
    assert instance["datasource"]["uid"] == "${datasource}"
    for panel in dashboard()["panels"]:
        if panel["type"] == "row":
            continue
        assert panel["targets"]
        for user in (panel, *panel["targets"]):
            assert user["datasource"]["uid"] == "${datasource}"


def test_legends_name_labels_that_the_query_keeps() -> None:
    for panel in dashboard()["panels"]:
        for target in panel.get("targets", ()):
            for label in re.findall(r"{{(\w+)}}", target["legendFormat"]):
                kept = re.findall(r"by \(([^)]*)\)", target["expr"])
                assert kept
                assert all(label in each.split(", ") for each in kept)


def test_alerts_are_complete() -> None:
    names = [rule["alert"] for rule in alerts()]
    assert len(names) == len(set(names))
    for rule in alerts():
        assert rule.keys() <= {"alert", "expr", "for", "labels", "annotations"}
        assert rule["annotations"].keys() == {"summary", "description"}
        assert rule["labels"]["severity"] in {"info", "warning", "critical"}
        assert promql_parser.parse_duration(rule.get("for", "1m")).total_seconds() > 0
