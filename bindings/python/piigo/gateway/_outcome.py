"""What a hook of the plugin came to, apart from any plugin framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from piigo._python import Detections

LIMIT_CODE = "PII_LIMIT_EXCEEDED"
FAILURE_CODE = "PII_FILTER_FAILED"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a payload is refused; the fields of a framework's violation.

    `failed`: the payload was not looked through, so it must not pass in any mode.
    """

    reason: str
    description: str
    code: str
    details: dict[str, Any]
    failed: bool = False


@dataclass(slots=True)
class Outcome:
    """What a hook came to. `value` counts when `changed` is true.

    `value` is the masked text, arguments or result, and in the end the payload that the
    hook returns with it. `found` is what was found, by place.
    """

    value: Any = None
    changed: bool = False
    refusal: Refusal | None = None
    found: list[Detections] = field(default_factory=list)


def types_of(found: Iterable[Mapping[Any, Any]]) -> list[Any]:
    """Return the types in the findings of several places, each type once.

    ORACLE: in the order of a set, so it differs from process to process.
    """
    return list({pii_type for detections in found for pii_type in detections})


def count(detections: Detections) -> int:
    """Return the number of findings of all types."""
    return sum(len(items) for items in detections.values())


def count_all(found: Iterable[Detections]) -> int:
    """Return the number of findings in all places."""
    return sum(count(detections) for detections in found)
