"""What the floors are about: a call of piigo, and a reference that it is compared to.

A reference is work of Python's own C code of the same nature as the call: a pass over
bytes, building dictionaries, or an empty call. What slows the machine slows both.
"""

import base64
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests_py.backends import build

PROSE = (
    "The committee met again on Tuesday to discuss the budget for the coming year, "
    "and after a long debate it was decided that most of the building work should be "
    "delayed until the spring. Nobody was quite happy with the result.\n"
)
LOG = (
    '{{"ts":"2026-03-{0:02d}T11:{1:02d}:07.{0:03d}Z","trace_id":"{2:08x}",'
    '"status":200,"duration_ms":{3},"path":"/api/v1/orders/{4}"}}\n'
)
ITEMS = ("123-45-6789", "jane.doe@example.com", "4111-1111-1111-1111", "192.168.17.4")
SIZE = 100 << 10
TABLE = bytes(range(256))

Call = Callable[[], object]


@dataclass(frozen=True)
class Case:
    """A call, its reference, and how often a turn runs each."""

    name: str
    call: Call
    reference: Call
    calls: int = 1
    references: int = 1


def logs(size: int) -> str:
    """About `size` characters of JSON log lines."""
    lines = [
        LOG.format(i % 28 + 1, i % 60, i * 2654435761 % 2**32, i * 13 % 900, i * 31)
        for i in range(size // 100)
    ]
    return "".join(lines)[:size]


def every_40(size: int) -> str:
    """About `size` characters of prose with an item after each 40."""
    parts = [
        f"{PROSE[i * 7 % 150 :][: 38 - len(item)]} {item} "
        for i, item in enumerate(ITEMS * (size // 160))
    ]
    return "".join(parts)


def rows(count: int, *, clean: bool = False) -> list[dict[str, Any]]:
    """Records with two items each, or none."""
    return [
        {
            "id": i,
            "note": PROSE[i % 100 :][:120],
            "contact": "no address" if clean else f"write to {ITEMS[1]} today",
            "ssn": "not given" if clean else ITEMS[0],
            "tags": ["new", "north"],
        }
        for i in range(count)
    ]


def _passes(text: str) -> Call:
    content = text.encode()
    return lambda: content.translate(TABLE)


def _objects(data: object) -> Call:
    content = json.dumps(data)
    return lambda: json.loads(content)


def cases() -> list[Case]:
    """All cases, on the native backend."""
    detector = build("go")
    detect, redact, nested = detector.detect, detector.redact, detector.process_nested
    prose = PROSE * (SIZE // len(PROSE))
    accent = prose + "é"
    dots = "a." * (SIZE // 2)
    blob = base64.b64encode(random.Random(1).randbytes(SIZE * 3 // 4)).decode()
    log, dense, data = logs(SIZE // 10), every_40(SIZE // 10), rows(50)
    in_json, clean = [json.dumps(data)], rows(50, clean=True)
    clean_in_json = [json.dumps(clean)]
    empty, short = b"", PROSE[:100]
    return [
        Case("prose", lambda: redact(prose), _passes(prose)),
        Case("one accent", lambda: redact(accent), _passes(accent)),
        Case("hostile a.", lambda: redact(dots), _passes(dots)),
        Case("base64", lambda: redact(blob), _passes(blob)),
        Case("logs", lambda: detect(log), _objects(_plain(detect(log)))),
        Case("logs, redact", lambda: redact(log), _passes(log * 10)),
        Case("every 40 B", lambda: detect(dense), _objects(_plain(detect(dense)))),
        Case("every 40 B, redact", lambda: redact(dense), _passes(dense * 10)),
        Case("nested rows", lambda: nested(data), _objects(data), references=5),
        Case("nested JSON", lambda: nested(in_json), _objects(data), references=5),
        Case("nested JSON, clean", lambda: nested(clean_in_json), _objects(clean)),
        Case(
            "empty",
            lambda: detect(""),
            lambda: empty.translate(TABLE),
            calls=300,
            references=300,
        ),
        Case(
            "short prose",
            lambda: redact(short),
            _passes(short),
            calls=300,
            references=300,
        ),
    ]


def _plain(detections: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        kind.value: [
            {**hit, "mask_strategy": hit["mask_strategy"].value} for hit in hits
        ]
        for kind, hits in detections.items()
    }
