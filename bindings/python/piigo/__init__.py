"""Find and mask personally identifiable information in text and nested data."""

import logging

from piigo._api import detect_pii, mask_pii, process_nested
from piigo._config import Config, CustomPattern, PIIPattern
from piigo._detector import Detector
from piigo._errors import InternalError, LimitError
from piigo._explain import PatternInfo
from piigo._runtime import backend
from piigo._types import Detection, MaskingStrategy, PIIType
from piigo._version import __version__

__all__ = [
    "Config",
    "CustomPattern",
    "Detection",
    "Detector",
    "InternalError",
    "LimitError",
    "MaskingStrategy",
    "PIIPattern",
    "PIIType",
    "PatternInfo",
    "__version__",
    "backend",
    "detect_pii",
    "mask_pii",
    "process_nested",
]

logging.getLogger("piigo").addHandler(logging.NullHandler())
