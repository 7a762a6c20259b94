"""The backends under test, and the one way the suites build a detector."""

import os
from typing import Any

from piigo import Detector

VARIABLE = "PIIGO_TEST_BACKENDS"

BACKENDS = tuple(os.environ.get(VARIABLE, "go,python").split(","))


def build(backend: str, config: Any = None) -> Detector:
    """A detector that runs on the named backend, or AssertionError."""
    detector = Detector(config, backend=backend)
    assert detector.backend == backend, (
        f"asked for backend {backend!r}, got {detector.backend!r}"
    )
    return detector
