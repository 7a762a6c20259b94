"""Nested data against the walk of the original plugin."""

import copy
import json
from collections.abc import Sequence
from typing import Any

import pytest

from piigo import Detector, LimitError, PIIType
from tests_py import oracle
from tests_py.backends import BACKENDS, build
from tests_py.compare import noted, ordered
from tests_py.generate_json import JsonMaker
from tests_py.generate_nested import NestedMaker, OwnList, OwnStr, deep
from tests_py.generate_options import REDACTIONS, options
from tests_py.same_data import assert_same_data, snapshot
from tests_py.seed import rng

CHUNKS = 24
OPTION_SETS = 10
DOCUMENTS = 15
PATHS = ("", "args", "x(json)", "result.a")


class _Recorder:
    """The original detector, noting what it found in the order of its calls."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self.config = original.config
        self.hits: list[Any] = []

    def detect(self, text: str) -> Any:
        found = self._original.detect(text)
        if found:
            self.hits.append(found)
        return found

    def mask(self, text: str, detections: Any) -> Any:
        return self._original.mask(text, detections)


class Walked:
    """What the original did with a deep copy of the data."""

    def __init__(self, original: Any, data: Any, path: str) -> None:
        recorder = _Recorder(original)
        plugin = oracle.nested(recorder)
        self.by_path: dict[str, Any] = {}
        in_string = isinstance(data, str)
        self.data = {"k": copy.deepcopy(data)} if in_string else copy.deepcopy(data)
        self.modified, _ = plugin._process_nested_data_for_pii(
            self.data, path, self.by_path
        )
        if in_string:
            self.data = self.data["k"]
            skip = len(path) + len(".k")
            self.by_path = {
                path + key[skip:]: found for key, found in self.by_path.items()
            }
        self.merged: dict[Any, list[Any]] = {}
        for found in recorder.hits:
            for pii_type, items in found.items():
                self.merged.setdefault(pii_type, []).extend(items)


def _no_tokens(plain: dict[str, Any]) -> dict[str, Any]:
    """The options with hashes for tokens, which are random."""
    for pattern in plain.get("custom_patterns", ()):
        if pattern["mask_strategy"] == "tokenize":
            pattern["mask_strategy"] = "hash"
    return plain


def _walked(original: Any, data: Any, path: str) -> Walked | type[Exception]:
    """What the original did, or the class of the exception that is due."""
    try:
        return Walked(original, data, path)
    except UnicodeEncodeError:
        return UnicodeEncodeError
    except (ValueError, RecursionError):
        return LimitError


def _compare(
    original: Any, detectors: Sequence[Detector], data: Any, path: str
) -> None:
    want = _walked(original, data, path)
    for detector in detectors:
        with noted(backend=detector.backend, path=path, data=data):
            if isinstance(want, Walked):
                _compare_one(want, detector, data, path)
            else:
                _compare_refusal(detector, data, path, want)


def _compare_one(want: Walked, detector: Detector, data: Any, path: str) -> None:
    before = snapshot(data)
    modified, new, merged = detector.process_nested(data, path)
    assert snapshot(data) == before, "the input was changed"
    assert modified is want.modified
    assert_same_data(want.data, new)
    assert ordered(merged) == ordered(want.merged)
    if not modified:
        assert new is data
    scanned = detector.scan_nested(data, path)
    assert snapshot(data) == before, "the input was changed"
    assert list(scanned) == list(want.by_path)
    for key, found in want.by_path.items():
        assert ordered(scanned[key]) == ordered(found), key


def _compare_refusal(
    detector: Detector, data: Any, path: str, kind: type[Exception]
) -> None:
    before = snapshot(data)
    for call in (detector.process_nested, detector.scan_nested):
        with pytest.raises(kind):
            call(data, path)
        assert snapshot(data) == before, "the input was changed"


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_documents(chunk: int) -> None:
    random = rng("nested", chunk)
    for number in range(OPTION_SETS):
        plain = _no_tokens(options(random)) if number % 2 else {}
        original = oracle.build(plain)
        detectors = [build(backend, plain) for backend in BACKENDS]
        # A pattern that matches single characters makes a text grow at each visit.
        aliases = "custom_patterns" not in plain
        for _ in range(DOCUMENTS):
            data = NestedMaker(random, aliases=aliases).container()
            _compare(original, detectors, data, random.choice(PATHS))


@pytest.mark.parametrize("chunk", range(4))
def test_top_level_strings(chunk: int) -> None:
    random = rng("nested strings", chunk)
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for _ in range(OPTION_SETS * DOCUMENTS):
        maker = NestedMaker(random)
        text: str = maker.text()
        data = OwnStr(text) if random.random() < 0.1 else text
        _compare(original, detectors, data, random.choice(PATHS))


def _assert_clean_kept(original: Any, old: Any, new: Sequence[Any]) -> None:
    """Every container without a hit in it has stayed the very same object.

    `new` is what each of the detectors made of the `old` one.
    """
    if not isinstance(old, (dict, list)):
        return
    if not Walked(original, old, "").modified:
        assert all(one is old for one in new)
        return
    for slot in old if isinstance(old, dict) else range(len(old)):
        _assert_clean_kept(original, old[slot], [one[slot] for one in new])


@pytest.mark.parametrize("chunk", range(4))
def test_containers_without_hits_are_kept(chunk: int) -> None:
    random = rng("nested identity", chunk)
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for _ in range(40):
        data = NestedMaker(random).container()
        new = [detector.process_nested(data)[1] for detector in detectors]
        _assert_clean_kept(original, data, new)


def test_depth() -> None:
    random = rng("depth")
    original = oracle.build()
    detectors = [build(backend) for backend in BACKENDS]
    for depth in range(1, 33):
        data = deep(random, depth)
        _compare(original, detectors, data, "args")
        if depth <= 16:
            _compare(original, detectors, [json.dumps(data)], "args")


@pytest.mark.parametrize("chunk", range(CHUNKS // 2))
def test_json_texts(chunk: int) -> None:
    random = rng("nested JSON", chunk)
    maker = JsonMaker(random)
    for number in range(OPTION_SETS):
        plain = _no_tokens(options(random)) if number % 3 == 2 else {}
        if number % 3 == 1:
            plain = {"redaction_text": random.choice(REDACTIONS)}
        original = oracle.build(plain)
        detectors = [build(backend, plain) for backend in BACKENDS]
        for _ in range(DOCUMENTS):
            data = [maker.text(), {"note": maker.text()}]
            _compare(original, detectors, data, "args")


@pytest.mark.parametrize("max_depth", range(2, 7))
def test_json_is_as_deep_for_both(max_depth: int) -> None:
    maker = JsonMaker(rng("deep JSON", max_depth))
    detectors = [build(backend, {"max_depth": max_depth}) for backend in BACKENDS]
    refused = 0
    for _ in range(500):
        data = [maker.text()]
        answers = []
        for detector in detectors:
            try:
                answers.append(repr(detector.process_nested(data)))
            except LimitError as error:
                answers.append(repr(error))
        refused += answers[0].startswith("LimitError")
        with noted(data=data):
            assert len(set(answers)) == 1
    assert refused > 0


SSN = "123-45-6789"
SHARED: list[Any] = [SSN, {"note": "a@b.cd"}]
PARTIAL_THEN_HIT: list[Any] = ["4111 1111 1111 1111", "192.168.0.100"]
FIXED: dict[str, Any] = {
    "one string": [SSN],
    "the same list twice": [SHARED, SHARED],
    "the same list in two dictionaries": {"a": {"x": SHARED}, "b": [SHARED]},
    "a masked value that is a hit again": [PARTIAL_THEN_HIT] * 3,
    "a list in a list that holds it later": [[SHARED], SHARED, [[SHARED]]],
    "key with a dot first": {"a.b": SSN, "a": {"b": "a@b.cd"}},
    "key with a dot last": {"a": {"b": "a@b.cd"}, "a.b": SSN},
    "key with an index": {"a[0]": SSN, "a": ["a@b.cd"]},
    "key that looks like JSON first": {"a(json)": SSN, "a": '["a@b.cd"]'},
    "key that looks like JSON last": {"a": '["a@b.cd"]', "a(json)[0]": SSN},
    "key that begins like JSON": {"a(json)x": SSN, "a": '{"k": 123456789}'},
    "key that begins like JSON, last": {"a": '{"k": 123456789}', "a(json)x": SSN},
    "key with a dot that looks like JSON": {
        "a": {"b": '["\\u0061@b.cd"]'},
        "a.b": "[ 123456789 ]",
    },
    "key with an index that looks like JSON": {
        "a": ['["\\u0061@b.cd"]'],
        "a[0]": "[ 123456789 ]",
    },
    "keys in JSON alike": ['{"a.b": "a@b.cd", "a": {"b": "[ 123456789 ]"}}'],
    "keys with brackets": {"size (KB)": SSN, "a(b": ['{"x (js": "a@b.cd"}']},
    "number for a key beside JSON": {1: ['["\\u0061@b.cd"]'], "1": ["[ 123456789 ]"]},
    "numbers and names alike": {1: SSN, "1": "a@b.cd", 1.5: SSN, "1.5": ""},
    "None and its name": {None: SSN, "None": "a@b.cd"},
    "JSON string in JSON string": [json.dumps(json.dumps(SSN))],
    "JSON object in JSON string": [json.dumps(json.dumps({"a": SSN}))],
    "JSON object in JSON object": [json.dumps({"a": json.dumps({"b": SSN})})],
    "four levels of JSON": [
        json.dumps([json.dumps([json.dumps([json.dumps([SSN])])])])
    ],
    "JSON with a hit only once decoded": ['{"m": "\\u0061@b.cd"}'],
    "JSON with a hit only before decoding": ['{"m": 123456789}'],
    "JSON that loses a duplicate": ['{"a": "a@b.cd", "a": "123-45-6789"}'],
    "JSON with NaN and infinities": ['[NaN, Infinity, -Infinity, "a@b.cd"]'],
    "JSON with big floats": ['[1e999, -1e999, 1E400, 0.10, "a@b.cd"]'],
    "JSON with a lone surrogate": ['["\\ud800 a@b.cd"]'],
    "JSON too deep in a string of JSON": ['["[[1]]"]', '["{ }", "a@b.cd"]'],
    "integer over the digit limit in a string of JSON": ['["' + "9" * 4301 + '"]'],
    "text in brackets": ['[INFO] "C:\\data" a@b.cd', "{x} a@b.cd", '{"a@b.cd'],
    "text in quotes": ['"a@b.cd" said', '"a@b.cd', '"a\\x" a@b.cd'],
    "text behind a number": ["- a@b.cd", "1. a@b.cd", "2026-11-25 a@b.cd"],
    "JSON between spaces": [' \t\r\n["a@b.cd"]\n '],
    "JSON after a no-break space": ['\xa0["a@b.cd"]'],
    "JSON after a byte order mark": ['\ufeff["a@b.cd"]'],
    "JSON number that is a hit": ["123456789"],
    "JSON literal": ["true", "null", "NaN"],
    "an empty string": [""],
    "tuple of hits": [(SSN, [SSN])],
    "own classes": OwnList([OwnStr(SSN), OwnStr("clean"), OwnStr('["a@b.cd"]')]),
    "large integers": [10**4000, '{"n": ' + "9" * 4000 + ', "m": "a@b.cd"}'],
    "integer at the digit limit": ["[" + "9" * 4300 + "]"],
    "integer over the digit limit": ["[" + "9" * 4301 + "]"],
    "negative integer over the digit limit": [SSN, "-" + "9" * 4301],
    "float over the digit limit": ["9" * 4301 + ".5", "9" * 4301 + "e1"],
    "digits that are no JSON": ["0" + "9" * 4301, "9" * 4301 + "x", "9" * 4301 + " x"],
    "other digits over the limit": ["\u0661" * 4400],
}


@pytest.mark.parametrize("name", FIXED)
@pytest.mark.parametrize("path", PATHS)
def test_fixed_documents(name: str, path: str, backend: str) -> None:
    _compare(oracle.build(), [build(backend)], FIXED[name], path)


@pytest.mark.parametrize("path", [None, 5, b"x", ["(json)"], PIIType.SSN])
@pytest.mark.parametrize("name", ["one string", "JSON object in JSON object"])
def test_paths_of_other_types(name: str, path: Any, backend: str) -> None:
    _compare(oracle.build(), [build(backend)], FIXED[name], path)


def test_masking_does_without_the_path(backend: str) -> None:
    class Unwritten:
        def __format__(self, spec: str) -> str:
            raise RuntimeError

    path: Any = Unwritten()
    for data in (["clean"], [SSN], SSN, OwnList([SSN])):
        assert build(backend).process_nested(data, path)[0] is (data != ["clean"])


@pytest.mark.parametrize("scalar", [None, 5, 1.5, True, b"a@b.cd", ("a@b.cd",)])
def test_other_top_level_values(scalar: Any, backend: str) -> None:
    detector = build(backend)
    modified, new, merged = detector.process_nested(scalar)
    assert modified is False
    assert new is scalar
    assert merged == {}
    assert detector.scan_nested(scalar) == {}
