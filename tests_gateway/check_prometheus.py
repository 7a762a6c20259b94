"""The dashboard and the alert rules in a real Prometheus: run by `make test-grafana`.

Its name keeps it out of `make test-gateway`, as it needs Prometheus and its promtool.
"""

import json
import math
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest, start_http_server

from piigo.gateway._metrics import Metrics
from piigo.gateway._watching import HOOKS, WatchingObserver
from tests_gateway.grafana import (
    ALERTS,
    FOLDER,
    VARIABLES,
    Query,
    alerts,
    dashboard_queries,
)
from tests_gateway.observing import FailureError, failing_call, text_call

BACKENDS = ("go", "python")
VERSION = "1.2.3"
# With a scrape each second, rates over some seconds are there after some seconds.
QUERIES = list(
    dashboard_queries(VARIABLES | {"$__rate_interval": "10s", "$__range": "20s"})
)
PATIENCE = 30.0


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is missing; make test-grafana installs it")
    return path


def _promtool(*arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [_tool("promtool"), *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _work(observers: dict[str, WatchingObserver]) -> None:
    """One call of each hook on each backend, and one that fails."""
    for backend, observer in observers.items():
        for hook in HOOKS:
            text_call(observer, hook, backend)
        with pytest.raises(FailureError):
            failing_call(observer, "tool_post_invoke")


@pytest.fixture(scope="module")
def observers() -> dict[str, WatchingObserver]:
    """One observer for each backend."""
    return {each: WatchingObserver([Metrics(each, VERSION)]) for each in BACKENDS}


class Prometheus:
    """A running server."""

    def __init__(self, port: int) -> None:
        self._url = f"http://127.0.0.1:{port}/api/v1/"

    def get(self, what: str, **parameters: str) -> Any:
        """Return the data of a request; raise OSError if it is not answered."""
        url = self._url + what + "?" + urllib.parse.urlencode(parameters)
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["data"]

    def values(self, expression: str) -> list[float]:
        """Return the values of an instant query."""
        result = self.get("query", query=expression)["result"]
        return [float(each["value"][1]) for each in result]


@pytest.fixture(scope="module")
def prometheus(
    observers: dict[str, WatchingObserver], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Prometheus]:
    """A server that has scraped the work of both backends for some seconds."""
    folder = tmp_path_factory.mktemp("prometheus")
    exporter, thread = start_http_server(0, addr="127.0.0.1")
    target = f"127.0.0.1:{exporter.server_port}"
    settings = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(ALERTS)],
        "scrape_configs": [
            {"job_name": "gateway", "static_configs": [{"targets": [target]}]}
        ],
    }
    (folder / "prometheus.yml").write_text(yaml.safe_dump(settings))
    port = _free_port()
    command = [_tool("prometheus"), f"--config.file={folder / 'prometheus.yml'}"]
    command += [f"--storage.tsdb.path={folder / 'data'}"]
    command += [f"--web.listen-address=127.0.0.1:{port}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        server = Prometheus(port)
        _wait(server, process, observers, folder / "log")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)
        exporter.shutdown()
        exporter.server_close()
        thread.join(timeout=10)


def _wait(
    server: Prometheus,
    process: subprocess.Popen[bytes],
    observers: dict[str, WatchingObserver],
    log: Path,
) -> None:
    """Work until the server has seen the errors, which come last, grow."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        _work(observers)
        time.sleep(0.5)
        assert process.poll() is None, log.read_text()
        try:
            seen = server.values("rate(pii_filter_errors_total[10s]) > 0")
        except OSError:
            continue
        if len(seen) >= len(BACKENDS):
            time.sleep(3)
            return
    pytest.fail(f"Prometheus saw no work in {PATIENCE} s: {log.read_text()}")


def test_promtool_accepts_the_rules() -> None:
    assert f"{len(alerts())} rules found" in _promtool("check", "rules", str(ALERTS))


def test_the_unit_tests_of_the_rules() -> None:
    _promtool("test", "rules", str(FOLDER / "alerts.test.yml"))


def test_promtool_finds_no_fault_in_the_metrics(
    observers: dict[str, WatchingObserver],
) -> None:
    _work(observers)
    exposed = generate_latest().decode()
    # prometheus_client itself adds gauges of the time of creation, and metrics of the
    # process; only the plugin's own count here.
    own = [
        line
        for line in exposed.splitlines(keepends=True)
        if "pii_filter_" in line and "_created" not in line
    ]
    assert _promtool("check", "metrics", given="".join(own)) == ""


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.owner)
def test_every_query_of_the_dashboard_gives_figures(
    prometheus: Prometheus, query: Query
) -> None:
    values = prometheus.values(query.expression)
    assert values
    assert all(math.isfinite(value) for value in values)


def test_the_figures_are_those_of_the_work(prometheus: Prometheus) -> None:
    for expression, expected in {
        f'pii_filter_implementation{{version="{VERSION}"}}': [1, 1],
        # One e-mail address and one social security number a text.
        'pii_filter_pattern_matches_total{pattern="ssn"}'
        ' / on () pii_filter_pattern_matches_total{pattern="email"}': [1],
        # Four texts a failure, on either backend.
        "sum by (implementation) (pii_filter_masking_duration_seconds_count)"
        " / sum by (implementation) (pii_filter_errors_total)": [4, 4],
    }.items():
        assert prometheus.values(expression) == expected
    faster = prometheus.values(
        'sum(pii_filter_detections_duration_seconds_sum{implementation="go"})'
        ' < sum(pii_filter_detections_duration_seconds_sum{implementation="python"})'
    )
    assert len(faster) == 1


def test_every_rule_is_evaluated_without_error(prometheus: Prometheus) -> None:
    groups = prometheus.get("rules")["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    assert {rule["name"]: rule["health"] for rule in rules} == {
        rule["alert"]: "ok" for rule in alerts()
    }


def test_the_failures_raise_the_alert(prometheus: Prometheus) -> None:
    firing = prometheus.get("alerts")["alerts"]
    failing = [each for each in firing if each["state"] == "firing"]
    assert "PIIFilterFailing" in {each["labels"]["alertname"] for each in failing}
