"""Percentiles of measured times."""

import math
from collections.abc import Iterable


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the least value that `percent` per cent do not exceed (nearest rank).

    Raises ValueError when there is no value.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("a percentile needs at least one value")
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
