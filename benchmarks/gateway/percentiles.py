"""Percentiles of measured times."""

from collections.abc import Sequence

from piigo.gateway._percentile import percentile


def summary(seconds: Sequence[float]) -> dict[str, float]:
    """P50, P95 and P99 of times, how many there are, and how many a second."""
    return {
        **{f"p{percent}": percentile(seconds, percent) for percent in (50, 95, 99)},
        "calls": float(len(seconds)),
        "rate": len(seconds) / sum(seconds),
    }
