"""Timings in the log: each call's break-down, and percentiles with the memory."""

import logging

import psutil
import pytest

from piigo.gateway import _profile
from piigo.gateway._percentile import percentile
from piigo.gateway._profile import Profile
from piigo.gateway._watching import WatchingObserver, payload_bytes
from tests_gateway.observing import HITS, NESTED, TEXT, nested_call, text_call


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log, at the level that a gateway has."""
    caplog.set_level(logging.INFO)
    return caplog


def _events(log: pytest.LogCaptureFixture, event: str) -> list[dict[str, object]]:
    return [
        record.__dict__
        for record in log.records
        if record.__dict__.get("pii_event") == event
    ]


def _number(value: object) -> float:
    assert isinstance(value, (int, float))
    return float(value)


def test_a_call_is_broken_down(log: pytest.LogCaptureFixture) -> None:
    text_call(WatchingObserver([Profile("go", "1.2.3")]), "prompt_pre_fetch")
    (call,) = _events(log, "pii_filter_call")
    assert call["pii_hook"] == "prompt_pre_fetch"
    assert call["pii_backend"] == "go"
    assert call["pii_version"] == "1.2.3"
    assert call["pii_bytes"] == len(TEXT.encode())
    assert call["pii_hits"] == HITS
    parts = _number(call["pii_detect_ms"]), _number(call["pii_mask_ms"])
    assert all(part > 0 for part in parts)
    assert sum(parts) <= _number(call["pii_duration_ms"])
    (message,) = log.messages
    assert "detect" in message
    assert "mask" in message


def test_works_of_one_stage_are_added_up(log: pytest.LogCaptureFixture) -> None:
    observer = WatchingObserver([Profile("go", "1")])
    with observer.call("prompt_pre_fetch") as call:
        for _ in range(3):
            with call.detect("abc") as work:
                work.hits({"ssn": [1]})
    (event,) = _events(log, "pii_filter_call")
    assert event["pii_bytes"] == 9
    assert event["pii_hits"] == 3
    seconds = sum(work.seconds for work in call.works)
    assert event["pii_detect_ms"] == pytest.approx(seconds * 1e3)


def test_percentiles_at_shutdown_once(log: pytest.LogCaptureFixture) -> None:
    observer = WatchingObserver([Profile("go", "1.2.3")])
    for _ in range(7):
        nested_call(observer, "tool_pre_invoke", NESTED)
    text_call(observer, "prompt_post_fetch")
    observer.close()
    observer.close()
    reports = _events(log, "pii_filter_percentiles")
    stages = [(report["pii_hook"], report["pii_stage"]) for report in reports]
    assert stages == [
        ("prompt_post_fetch", "detect"),
        ("prompt_post_fetch", "mask"),
        ("prompt_post_fetch", "total"),
        ("tool_pre_invoke", "nested"),
        ("tool_pre_invoke", "total"),
    ]
    for report in reports:
        p50, p95, p99 = (_number(report[f"pii_p{each}_ms"]) for each in (50, 95, 99))
        assert 0 < p50 <= p95 <= p99
    assert [report["pii_samples"] for report in reports] == [1, 1, 1, 7, 7]
    calls = _events(log, "pii_filter_call")
    slowest = max(
        _number(call["pii_duration_ms"])
        for call in calls
        if call["pii_hook"] == "tool_pre_invoke"
    )
    assert reports[-1]["pii_p99_ms"] == slowest
    assert calls[0]["pii_bytes"] == payload_bytes(NESTED)


def test_the_memory_is_that_of_the_process(log: pytest.LogCaptureFixture) -> None:
    observer = WatchingObserver([Profile("go", "1")])
    nested_call(observer, "tool_pre_invoke", NESTED)
    observer.close()
    resident = psutil.Process().memory_info().rss
    for report in _events(log, "pii_filter_percentiles"):
        assert 0.5 < _number(report["pii_memory_bytes"]) / resident < 2


def test_percentiles_at_intervals(
    log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(_profile, "monotonic", lambda: now[0])
    observer = WatchingObserver([Profile("go", "1", report_seconds=60)])
    reports = []
    for seconds in (0, 59, 1, 30, 30, 200):
        now[0] += seconds
        nested_call(observer, "tool_pre_invoke", NESTED)
        reports.append(len(_events(log, "pii_filter_percentiles")) // 2)
    assert reports == [0, 0, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("count", "percent", "expected"),
    [(1, 50, 1), (2, 50, 1), (3, 50, 2), (100, 95, 95), (100, 99, 99), (10, 99, 10)],
)
def test_percentiles_by_nearest_rank(count: int, percent: float, expected: int) -> None:
    assert percentile(range(count, 0, -1), percent) == expected


def test_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="at least one"):
        percentile([], 50)


def test_only_the_latest_calls_are_kept(
    log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_profile, "KEPT", 5)
    observer = WatchingObserver([Profile("go", "1")])
    for _ in range(9):
        nested_call(observer, "tool_pre_invoke", NESTED)
    observer.close()
    assert {each["pii_samples"] for each in _events(log, "pii_filter_percentiles")} == {
        5
    }
