"""Answers of many megabytes, whose objects live in memory of another kind."""

import random
import threading
from typing import Any

from piigo import Detector, PIIType, backend

COUNT = 12_000
TEXT = "".join(f"ssn {n % 900 + 100:03}-45-{n % 9000 + 1000:04} " for n in range(COUNT))


def answer() -> Any:
    assert backend() == "go"
    found = Detector().detect(TEXT)
    assert sum(map(len, found.values())) > 2 * COUNT
    return found


def wrong(found: Any) -> list[Any]:
    """The items that do not say what the text holds."""
    return [
        item
        for items in found.values()
        for item in items
        if TEXT[item["start"] : item["end"]] != item["value"]
    ]


def test_equal_to_the_python_backend() -> None:
    plain = Detector(backend="python")
    assert answer() == plain.detect(TEXT)
    assert Detector().process(TEXT) == plain.process(TEXT)
    data = {"rows": [TEXT, TEXT]}
    assert Detector().process_nested(data) == plain.process_nested(data)


def test_kept_and_dropped_in_any_order() -> None:
    rnd = random.Random(1)
    kept: list[Any] = []
    for _ in range(60):
        if kept and rnd.randrange(2):
            found = kept.pop(rnd.randrange(len(kept)))
            assert not wrong(found)
            survivor = found[PIIType.SSN][rnd.randrange(COUNT)]
            del found
            assert survivor["value"] in TEXT
        else:
            kept.append(answer())
    assert not any(map(wrong, kept))


def test_by_several_threads() -> None:
    failures: list[Any] = []

    def work() -> None:
        for _ in range(10):
            failures.extend(wrong(answer()))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
