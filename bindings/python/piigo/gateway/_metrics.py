"""Prometheus metrics, in the registry that the gateway's own endpoint shows.

Under several worker processes set PROMETHEUS_MULTIPROC_DIR to an empty directory;
the metrics are then the sums over all workers.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Final

from prometheus_client import Counter, Gauge, Histogram

from piigo._types import PIIType
from piigo.gateway._watching import HOOKS, TimedWork, Watcher

# Seconds. The Go backend takes microseconds for a small payload, Python milliseconds;
# 2 and 3 ms are what the plugin is to stay under.
SECONDS: Final = (
    *(5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4),
    *(1e-3, 2e-3, 3e-3, 5e-3, 1e-2, 2.5e-2, 0.1, 0.5, 2.5),
)
BYTES: Final = (64, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20)

# The label of a hook or pattern that is none of the known ones.
OTHER: Final = "other"
PATTERNS: Final = tuple(each.value for each in PIIType)


@dataclass(frozen=True)
class _Collectors:
    detecting: Histogram
    masking: Histogram
    payload: Histogram
    detections: Counter
    matches: Counter
    errors: Counter
    implementation: Gauge


@functools.cache
def _collectors() -> _Collectors:
    """The collectors of this process, which may be registered but once."""
    by_hook = ("implementation", "hook")
    return _Collectors(
        detecting=Histogram(
            "pii_filter_detections_duration_seconds",
            "Time to find PII in a text, or to find and mask it in nested data",
            by_hook,
            buckets=SECONDS,
        ),
        masking=Histogram(
            "pii_filter_masking_duration_seconds",
            "Time to mask what was found in a text",
            by_hook,
            buckets=SECONDS,
        ),
        payload=Histogram(
            "pii_filter_payload_bytes",
            "UTF-8 bytes of the strings in a scanned payload",
            by_hook,
            buckets=BYTES,
        ),
        detections=Counter(
            "pii_filter_detections_total", "Pieces of PII found", by_hook
        ),
        matches=Counter(
            "pii_filter_pattern_matches_total",
            "Pieces of PII found, by type",
            ("pattern",),
        ),
        errors=Counter(
            "pii_filter_errors_total",
            "Payloads that could not be processed, such as those over a limit",
            by_hook,
        ),
        implementation=Gauge(
            "pii_filter_implementation",
            "1 for each implementation that serves, with the version of piigo",
            ("implementation", "version"),
            multiprocess_mode="max",
        ),
    )


class _OfHook:
    """The collectors with the labels of one hook."""

    def __init__(self, collectors: _Collectors, backend: str, hook: str) -> None:
        labels = {"implementation": backend, "hook": hook}
        self.detecting = collectors.detecting.labels(**labels)
        self.masking = collectors.masking.labels(**labels)
        self.payload = collectors.payload.labels(**labels)
        self.detections = collectors.detections.labels(**labels)
        self.errors = collectors.errors.labels(**labels)


class Metrics(Watcher):
    """Counts and times for Prometheus.

    All label values are known ahead: the backend, the four hooks, the types of PII.
    """

    def __init__(self, backend: str, version: str) -> None:
        collectors = _collectors()
        self._by_hook = {
            hook: _OfHook(collectors, backend, hook) for hook in (*HOOKS, OTHER)
        }
        self._matches: dict[str, Any] = {
            pattern: collectors.matches.labels(pattern=pattern)
            for pattern in (*PATTERNS, OTHER)
        }
        collectors.implementation.labels(backend, version).set(1)

    def closed(self, work: TimedWork) -> None:
        """Count the work; masking adds nothing to hits and bytes counted before."""
        of_hook = self._by_hook.get(work.call.hook) or self._by_hook[OTHER]
        if work.error is not None:
            of_hook.errors.inc()
        if work.stage == "mask":
            of_hook.masking.observe(work.seconds)
            return
        of_hook.detecting.observe(work.seconds)
        of_hook.payload.observe(work.payload_bytes)
        for pattern, count in work.found.items():
            of_hook.detections.inc(count)
            (self._matches.get(pattern) or self._matches[OTHER]).inc(count)
