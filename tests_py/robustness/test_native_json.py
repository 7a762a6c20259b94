"""JSON in strings is answered by the native walk."""

import contextlib
from typing import Any

import pytest

from piigo import LimitError
from piigo._nested import NestedWalk
from tests_py.backends import build
from tests_py.generate_json import JsonMaker
from tests_py.seed import rng


def test_json_is_answered_natively(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nearly all JSON is, whatever is found in it; what is not has odd keys, say."""
    maker = JsonMaker(rng("native JSON"))
    detector = build("go")
    walks = []

    def walk(*arguments: Any) -> NestedWalk:
        walks.append(arguments)
        return NestedWalk(*arguments)

    monkeypatch.setattr("piigo._detector.NestedWalk", walk)
    found = 0
    for _ in range(1000):
        with contextlib.suppress(LimitError):
            found += detector.process_nested([maker.text()])[0]
    assert found > 300
    assert len(walks) < 150
