"""Functions for single calls. For many, build a `Detector` once and use its methods."""

from functools import cache
from typing import Any

from piigo._detector import Detector
from piigo._python import Detections


@cache
def _default() -> Detector:
    return Detector()


def _detector(config: object) -> Detector:
    return _default() if config is None else Detector(config)


def detect_pii(text: str, config: object = None) -> Detections:
    """Return what is found in `text`, as `Detector.detect`.

    Type -> list of dictionaries with value, start, end and mask_strategy.
    """
    return _detector(config).detect(text)


def mask_pii(text: str, config: object = None) -> str:
    """Return `text` with all that is found masked, as `Detector.redact`."""
    return _detector(config).redact(text)


def process_nested(
    data: Any, path: str = "", config: object = None
) -> tuple[bool, Any, Detections]:
    """Return (found anything, masked data, detections), as `Detector.process_nested`.

    The detections are as those of `detect_pii`, with `type`. `path` has no effect.
    """
    return _detector(config).process_nested(data, path)
