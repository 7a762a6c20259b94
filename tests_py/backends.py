"""The backends under test, and the one way the suites build a detector."""

import os
from collections.abc import Iterator
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


def json_forms(native: Detector) -> Iterator[int]:
    """Choose each form of what handles JSON that this processor can run, in turn."""
    choose = native._engine.json_form
    fastest = choose(0)
    try:
        for form in range(fastest + 1):
            choose(form)
            yield form
    finally:
        choose(fastest)
