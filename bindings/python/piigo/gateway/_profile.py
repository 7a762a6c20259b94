"""Timings in the log: a break-down of every call, and percentiles now and then."""

from __future__ import annotations

import logging
import os
from collections import defaultdict, deque
from time import monotonic
from typing import Final

import psutil

from piigo.gateway._percentile import percentile
from piigo.gateway._watching import TimedCall, Watcher

# The percentiles are those of so many calls, the latest ones.
KEPT: Final = 10_000
REPORT_SECONDS: Final = 60.0

_log = logging.getLogger("piigo.gateway.profile")


class Profile(Watcher):
    """Logs each call at once, and P50, P95 and P99 with the memory in use.

    The latter are logged with the first call `report_seconds` after the last report,
    and by `close` if there was a call since. Each record has its figures in `extra`,
    in milliseconds and bytes.
    """

    def __init__(
        self, backend: str, version: str, report_seconds: float = REPORT_SECONDS
    ) -> None:
        self._labels = {"pii_backend": backend, "pii_version": version}
        self._report_seconds = report_seconds
        # By hook and stage, "total" being the whole call: seconds.
        self._times: dict[tuple[str, str], deque[float]] = defaultdict(
            lambda: deque(maxlen=KEPT)
        )
        self._calls = 0
        self._reported_calls = 0
        self._reported_at = monotonic()

    def called(self, call: TimedCall) -> None:
        """Log the call; report if it is time."""
        stages: dict[str, float] = defaultdict(float)
        for work in call.works:
            stages[work.stage] += work.seconds
        for stage, seconds in ({"total": call.seconds} | stages).items():
            self._times[call.hook, stage].append(seconds)
        scanned = [work for work in call.works if work.stage != "mask"]
        fields: dict[str, object] = {
            "pii_bytes": sum(work.payload_bytes for work in scanned),
            "pii_hits": sum(sum(work.found.values()) for work in scanned),
            "pii_duration_ms": call.seconds * 1e3,
            **{f"pii_{stage}_ms": seconds * 1e3 for stage, seconds in stages.items()},
        }
        _log.info(
            "PII filter %s: %.3f ms (%s), %d bytes, %d hits",
            call.hook,
            call.seconds * 1e3,
            ", ".join(f"{stage} {each * 1e3:.3f} ms" for stage, each in stages.items())
            or "nothing to scan",
            fields["pii_bytes"],
            fields["pii_hits"],
            extra={
                "pii_event": "pii_filter_call",
                "pii_hook": call.hook,
                **self._labels,
                **fields,
            },
        )
        self._calls += 1
        if monotonic() - self._reported_at >= self._report_seconds:
            self.close()

    def close(self) -> None:
        """Report if there was a call since the last report."""
        self._reported_at = monotonic()
        if self._calls == self._reported_calls:
            return
        self._reported_calls = self._calls
        memory = psutil.Process().memory_info().rss
        for (hook, stage), times in sorted(self._times.items()):
            p50, p95, p99 = (percentile(times, each) * 1e3 for each in (50, 95, 99))
            _log.info(
                "PII filter %s, %s: P50 %.3f ms, P95 %.3f ms, P99 %.3f ms of the last "
                "%d; process %d uses %.1f MB",
                hook,
                stage,
                p50,
                p95,
                p99,
                len(times),
                os.getpid(),
                memory / 1e6,
                extra={
                    "pii_event": "pii_filter_percentiles",
                    "pii_hook": hook,
                    "pii_stage": stage,
                    "pii_samples": len(times),
                    "pii_p50_ms": p50,
                    "pii_p95_ms": p95,
                    "pii_p99_ms": p99,
                    "pii_memory_bytes": memory,
                    **self._labels,
                },
            )
