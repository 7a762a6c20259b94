"""Where the gateway plugins say that something was found."""

import json
from typing import Any

from piigo._errors import LimitError
from piigo._python import Detections
from piigo.gateway._places import found_by_path
from tests_py.backends import build
from tests_py.generate_nested import NestedMaker, OwnDict
from tests_py.seed import rng


def spans(found: dict[str, Detections]) -> list[tuple[str, list[Any]]]:
    """Return of each path, in order, what was found there, without its type key."""
    return [
        (
            path,
            [
                (pii_type, item["value"], item["start"], item["end"])
                for pii_type, items in detections.items()
                for item in items
            ],
        )
        for path, detections in found.items()
    ]


def test_same_as_scan_nested(backend: str) -> None:
    random = rng("places")
    detector = build(backend)
    found = 0
    for number in range(400):
        data = NestedMaker(random, aliases=number % 2 == 0).container()
        try:
            want = detector.scan_nested(data, "args")
        except LimitError:
            continue
        assert spans(found_by_path(detector, data, "args")) == spans(want)
        found += len(want)
    assert found > 1_000


def test_forms_of_paths() -> None:
    ssn = "123-45-6789"
    inner = json.dumps({"a.b": [ssn], "n": 1})
    data = {
        "{x}": ssn,
        7: [None, [ssn]],
        None: OwnDict(text=f'{{"c": {json.dumps(inner)}}}'),
        "": json.dumps(ssn),
    }
    assert list(found_by_path(build("python"), data, "r{}")) == [
        "r{}.{x}",
        "r{}.7[1][0]",
        "r{}.None.text",
        "r{}.None.text(json).c",
        "r{}.None.text(json).c(json).a.b[0]",
        "r{}.",
        "r{}.(json)",
    ]
