"""What is scanned of nested data, and when: as it stands, and then unescaped."""

import json
import sys
import threading
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from piigo import Detector, LimitError
from tests_py.backends import build
from tests_py.compare import nested_or_limit
from tests_py.seed import rng

API_KEY = 'api_key: "abcdefghij0123456789 so'
DEEP = "[" * 5 + "]" * 5
LONG = "so it is, " * 1700

# By what it takes to answer for a string.
STRINGS = {
    "calm": "so it is",
    "a hit": "mail a@b.cd",
    "a number": "123-45-6789",
    "a number that may be too long": "1" * 700,
    "calm JSON": '["so it is"]',
    "a hit in JSON": '["so it is", "a@b.cd"]',
    "a hit in JSON in JSON": json.dumps([json.dumps(["a@b.cd", "so"])]),
    "a hit behind a blank": json.dumps(["so", "\n123-45-6789"]),
    "a hit behind a blank in JSON in JSON": json.dumps([json.dumps(["\n10.1.2.3"])]),
    "a hit behind a blank, far on": json.dumps(["so it is, " * 40 + "\n10.1.2.3"]),
    "a hit over a quote": json.dumps([API_KEY]),
    "a hit over a quote in JSON in JSON": json.dumps(["so", json.dumps([API_KEY])]),
    "a hit behind other escapes": r'["\u00e9a@b.cd", "\u0031\u0030.1.2.3"]',
    "only an escaped hit": r'["\u0031\u0030.1.2.3"]',
    "a hit in a key": '{"123-45-6789": "so"}',
    "a hit in an escaped key": r'{"\n123-45-6789": "so"}',
    "no JSON, a hit over a quote": '{api_key: "abcdefghij0123456789"}',
    "something seen, no hit": '["so @ it", "1.2.3"]',
    "a hit in a JSON string": '"a@b.cd"',
    "no JSON, a hit": "[mail a@b.cd, " + "so it is, " * 40 + "]",
    "no JSON, an escaped hit": r'["\n10.1.2.3"',
    "deep JSON": DEEP,
    "deep JSON beside a hit": json.dumps(["a@b.cd", DEEP]),
    "deep JSON in JSON beside a hit": json.dumps(["a@b.cd", json.dumps(["\n", DEEP])]),
    "a long number beside a hit": json.dumps(["a@b.cd", "[" + "1" * 5000 + "]"]),
    "a string of digits beside a hit": json.dumps(["a@b.cd", "1" * 5000]),
    "wide JSON": '["\u4e2d a@b.cd"]',
    "wide, no JSON": "[\U0001f600 a@b.cd]",
}

# Over the length up to which a text is looked at before it is scanned.
LONG_STRINGS = {
    "long calm JSON": json.dumps([LONG]),
    "a hit in long JSON": json.dumps([LONG, "a@b.cd"]),
    "an escaped hit in long JSON": json.dumps([LONG, "\n10.1.2.3"]),
}

OPTIONS: dict[str, dict[str, Any]] = {
    "as they are": {},
    "flat": {"max_depth": 4},
    "wide": {"redaction_text": "\u4e2d", "default_mask_strategy": "redact"},
    "custom": {
        "custom_patterns": [{"type": "custom", "pattern": "^so", "enabled": True}]
    },
}


@pytest.fixture(params=OPTIONS)
def pair(request: pytest.FixtureRequest) -> tuple[Detector, Detector]:
    """Both backends."""
    return build("go", OPTIONS[request.param]), build("python", OPTIONS[request.param])


def _assert_same(pair: tuple[Detector, Detector], *data: str) -> None:
    native, plain = (nested_or_limit(detector, list(data)) for detector in pair)
    assert native == plain


def test_strings_of_two_kinds(pair: tuple[Detector, Detector]) -> None:
    for two in product(STRINGS.values(), repeat=2):
        _assert_same(pair, *two)


def test_strings_of_many_kinds(pair: tuple[Detector, Detector]) -> None:
    random = rng("strings of many kinds")
    for _ in range(200):
        _assert_same(
            pair, *random.choices(tuple(STRINGS.values()), k=random.randint(3, 9))
        )


@pytest.mark.parametrize("kind", LONG_STRINGS)
def test_long_strings(pair: tuple[Detector, Detector], kind: str) -> None:
    _assert_same(pair, *STRINGS.values(), LONG_STRINGS[kind])
    for other in ("a hit behind a blank", "no JSON, a hit", "deep JSON beside a hit"):
        _assert_same(pair, LONG_STRINGS[kind], STRINGS[other])


def _told(native: Detector, data: Any, change: Callable[[], object]) -> bool:
    """Whether an error told that the data was changed in the meantime."""
    begun = threading.Event()

    def wait_and_change() -> None:
        begun.wait()
        change()

    thread = threading.Thread(target=wait_and_change)
    thread.start()
    begun.set()
    try:
        native.process_nested(data)
    except RuntimeError as error:
        return str(error) == "the data changed while it was processed"
    except LimitError:
        return False  # it was changed before it was looked at
    finally:
        thread.join()
    return False


def _assert_told(make: Callable[[str], tuple[Any, Callable[[], object]]]) -> None:
    """While a long text is scanned other threads run; one of them changes the data.

    `make` gives data with that text in it, and what changes it.
    """
    native = build("go")
    before = sys.getswitchinterval()
    sys.setswitchinterval(10)
    try:
        # A busy machine may not run the other thread in time.
        if not any(
            _told(native, *make("mail a@b.cd now " * 20_000)) for _ in range(50)
        ):
            pytest.fail("no change was noticed")
    finally:
        sys.setswitchinterval(before)


@pytest.mark.parametrize("last", ["a@b.cd", '["a@b.cd"]', "so it is"])
@pytest.mark.parametrize("kind", [list, dict])
def test_strings_taken_away_meanwhile(kind: type, last: str) -> None:
    def make(text: str) -> tuple[Any, Callable[[], object]]:
        texts = [text, last]
        data: Any = texts if kind is list else dict(enumerate(texts))
        return data, lambda: data.pop(1)

    _assert_told(make)


def _itself(inner: list[Any]) -> None:
    inner.append(inner)


def _deep(inner: list[Any]) -> None:
    made: list[Any] = []
    for _ in range(300):
        made = [made]
    inner.append(made)


@pytest.mark.parametrize("deepen", [_itself, _deep])
def test_data_that_gets_deeper_meanwhile(deepen: Callable[[list[Any]], None]) -> None:
    """Lists without a string in them, which nothing else tells of."""

    def make(text: str) -> tuple[Any, Callable[[], object]]:
        inner: list[Any] = []
        return [text, inner], lambda: deepen(inner)

    _assert_told(make)
