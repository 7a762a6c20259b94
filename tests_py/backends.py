"""The backends under test, and the one way the suites build a detector."""

import os
from collections.abc import Callable
from itertools import count
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


def each_form(hook: Callable[[str, int], Any], text: str) -> list[Any]:
    """What a hook says of the text, by each form that this processor can run."""
    found: list[Any] = []
    for form in count():
        try:
            found.append(hook(text, form))
        except ValueError:
            return found
    raise AssertionError
