"""Prometheus metrics: names, labels, values, and sums over worker processes."""

import os
from pathlib import Path

import pytest
from prometheus_client import REGISTRY, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from piigo import PIIType
from piigo.gateway._metrics import Metrics
from piigo.gateway._watching import HOOKS, WatchingObserver, payload_bytes
from tests_gateway.observing import (
    MAIL,
    NESTED,
    SECRET,
    TEXT,
    FailureError,
    failing_call,
    nested_call,
    run_script,
    text_call,
)

FAMILIES = {
    "pii_filter_detections_duration_seconds": "histogram",
    "pii_filter_masking_duration_seconds": "histogram",
    "pii_filter_payload_bytes": "histogram",
    "pii_filter_detections": "counter",
    "pii_filter_pattern_matches": "counter",
    "pii_filter_errors": "counter",
    "pii_filter_implementation": "gauge",
}


@pytest.fixture
def observer() -> WatchingObserver:
    """An observer that counts for Prometheus."""
    return WatchingObserver([Metrics("go", "1.2.3")])


class Growth:
    """By how much samples have grown since it was made."""

    def __init__(self) -> None:
        self._before = self._now()

    @staticmethod
    def _now() -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
        return {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in REGISTRY.collect()
            for sample in family.samples
        }

    def of(self, name: str, **labels: str) -> float:
        """The growth of the sample, which must be there."""
        key = name, frozenset(labels.items())
        return self._now()[key] - self._before.get(key, 0.0)


def test_names_and_kinds(observer: WatchingObserver) -> None:
    text_call(observer, "prompt_pre_fetch")
    exposed = {
        family.name: family.type
        for family in text_string_to_metric_families(generate_latest().decode())
        if family.name.startswith("pii_filter_")
        and not family.name.endswith("_created")
    }
    assert exposed == FAMILIES


def test_a_text(observer: WatchingObserver) -> None:
    growth = Growth()
    text_call(observer, "prompt_post_fetch")
    labels = {"implementation": "go", "hook": "prompt_post_fetch"}
    assert growth.of("pii_filter_detections_duration_seconds_count", **labels) == 1
    assert growth.of("pii_filter_detections_duration_seconds_sum", **labels) > 0
    assert growth.of("pii_filter_masking_duration_seconds_count", **labels) == 1
    assert growth.of("pii_filter_payload_bytes_sum", **labels) == len(TEXT.encode())
    assert growth.of("pii_filter_errors_total", **labels) == 0
    matches = {
        pattern: growth.of("pii_filter_pattern_matches_total", pattern=pattern)
        for pattern in ("ssn", "email", "aws_key")
    }
    assert matches == {"ssn": 1, "email": 1, "aws_key": 0}


def test_nested_data(observer: WatchingObserver) -> None:
    growth = Growth()
    found = nested_call(observer, "tool_pre_invoke", NESTED)
    labels = {"implementation": "go", "hook": "tool_pre_invoke"}
    hits = sum(map(len, found.values()))
    assert hits > 0
    assert growth.of("pii_filter_detections_total", **labels) == hits
    assert growth.of("pii_filter_detections_duration_seconds_count", **labels) == 1
    assert growth.of("pii_filter_masking_duration_seconds_count", **labels) == 0
    size = payload_bytes(NESTED)
    assert growth.of("pii_filter_payload_bytes_sum", **labels) == size


def test_a_failure_is_counted(observer: WatchingObserver) -> None:
    growth = Growth()
    with pytest.raises(FailureError):
        failing_call(observer, "tool_post_invoke")
    labels = {"implementation": "go", "hook": "tool_post_invoke"}
    assert growth.of("pii_filter_errors_total", **labels) == 1


def test_the_implementation_and_its_version(observer: WatchingObserver) -> None:
    del observer
    labels = {"implementation": "go", "version": "1.2.3"}
    assert REGISTRY.get_sample_value("pii_filter_implementation", labels) == 1


def test_label_values_are_known_ahead(observer: WatchingObserver) -> None:
    nested_call(observer, f"a hook of {SECRET}", NESTED)
    with observer.call("tool_pre_invoke") as call, call.detect(TEXT) as work:
        work.hits({SECRET: [1]})
    allowed = {
        "implementation": {"go", "python"},
        "hook": {*HOOKS, "other"},
        "pattern": {*(each.value for each in PIIType), "other"},
    }
    seen: dict[str, set[str]] = {}
    for family in REGISTRY.collect():
        if family.name.startswith("pii_filter_"):
            for sample in family.samples:
                for label, value in sample.labels.items():
                    if label not in ("le", "version"):
                        seen.setdefault(label, set()).add(value)
    assert seen.keys() == allowed.keys()
    for label, values in seen.items():
        assert values <= allowed[label]
    growth = Growth()
    with observer.call("tool_pre_invoke") as call, call.detect(TEXT) as work:
        work.hits({SECRET: [1, 2]})
    assert growth.of("pii_filter_pattern_matches_total", pattern="other") == 2


def test_nothing_scanned_is_exposed(observer: WatchingObserver) -> None:
    text_call(observer, "tool_post_invoke")
    nested_call(observer, "tool_pre_invoke", NESTED)
    with pytest.raises(FailureError):
        failing_call(observer, "tool_post_invoke")
    exposed = generate_latest().decode()
    for text in (SECRET, MAIL, "kéy"):
        assert text not in exposed


# A parent that built its observer, as under gunicorn's preload, and two workers.
_WORKERS = """
import os
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from piigo.gateway._observer import from_environment
from tests_gateway.observing import nested_call

observer = from_environment("go", "1.2.3")
nested_call(observer, "tool_pre_invoke", {"a": "SSN 123-45-6789"})
children = []
for calls in (10, 20):
    child = os.fork()
    if not child:
        for _ in range(calls):
            nested_call(observer, "tool_pre_invoke", {"a": "SSN 123-45-6789"})
        os._exit(0)
    children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""


def test_worker_processes_are_summed_up(tmp_path: Path) -> None:
    environment = os.environ | {
        "PIIGO_METRICS": "true",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
    }
    done = run_script(_WORKERS, environment)
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(done.stdout)
        for sample in family.samples
    }
    duration = "pii_filter_detections_duration_seconds_count"
    assert samples[duration, "go", "tool_pre_invoke"] == 31
    assert samples["pii_filter_pattern_matches_total", "ssn"] == 31
    # No label names a process, and the gauge stays 1 however many processes serve.
    assert samples["pii_filter_implementation", "1.2.3", "go"] == 1
