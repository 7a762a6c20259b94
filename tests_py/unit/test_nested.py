"""The walk through nested data, with a detector that is easy to follow.

It finds every `S` and masks it by `*`. It also finds `?` and `!`, and masks them by
`S` and `?`, which it would find again.
"""

import copy
import json
from typing import Any

import pytest

from piigo._errors import LimitError
from piigo._nested import NestedWalk
from piigo._python import Detections
from piigo._types import PIIType

MASKED = {"S": "*", "?": "S", "!": "?"}


def detect(text: str) -> Detections:
    items = [
        {"value": letter, "start": at, "end": at + 1, "mask_strategy": None}
        for at, letter in enumerate(text)
        if letter in MASKED
    ]
    return {PIIType.CUSTOM: items} if items else {}


def mask(text: str, detections: Detections) -> str:
    for items in detections.values():
        for item in items:
            new = MASKED[item["value"]]
            text = text[: item["start"]] + new + text[item["end"] :]
            item["type"] = PIIType.CUSTOM
    return text


def walk(data: Any, path: str = "p", max_depth: int = 50) -> NestedWalk:
    return NestedWalk(data, path, detect, mask, max_depth)


def paths(data: Any) -> list[str]:
    return list(walk(data).detections_by_path())


class Dict(dict[Any, Any]):
    """A subclass with an attribute."""

    note = "kept"


class List(list[Any]):
    """A subclass."""


class Text(str):
    """A subclass."""


CASES: list[tuple[str, Any, Any, list[str]]] = [
    ("text", "aS", "a*", ["p"]),
    ("text of a subclass", Text("aS"), "a*", ["p"]),
    ("dict", {"k": "S", "c": "a"}, {"k": "*", "c": "a"}, ["p.k"]),
    ("list", ["a", "S", ["S"]], ["a", "*", ["*"]], ["p[1]", "p[2][0]"]),
    ("tuples are leaves", {"k": ("S",), "l": "S"}, {"k": ("S",), "l": "*"}, ["p.l"]),
    ("bytes are leaves", [b"S", 1, None, "S"], [b"S", 1, None, "*"], ["p[3]"]),
    ("keys stay", {"S": "S"}, {"S": "*"}, ["p.S"]),
    ("odd keys", {None: "S", 3: "S", (1,): "S"}, {None: "*", 3: "*", (1,): "*"},
     ["p.None", "p.3", "p.(1,)"]),
    ("surrogate key", {"\ud800": "S"}, {"\ud800": "*"}, ["p.\ud800"]),
    ("number in JSON", '{ "a": 1, "S": 2 }', '{ "a": 1, "*": 2 }', ["p"]),
    ("JSON is written anew", ['{ "a": "S" }'], ['{"a":"*"}'],
     ["p[0]", "p[0](json).a"]),
    ("escaped in JSON", {"k": '["\\u0053"]'}, {"k": '["*"]'}, ["p.k(json)[0]"]),
    ("JSON keeps other characters", ['["S", "\\u00e9"]'], ['["*","é"]'],
     ["p[0]", "p[0](json)[0]"]),
    ("duplicate keys in JSON", ['{"a": "S", "a": "x"}'], ['{"a": "*", "a": "x"}'],
     ["p[0]"]),
    ("text that is JSON", '["S"]', '["*"]', ["p", "p(json)[0]"]),
    # ORACLE: a JSON text that is one string is written back unmasked.
    ("JSON string", ['"S"'], ['"S"'], ["p[0]", "p[0](json)"]),
    ("JSON in JSON", [json.dumps({"a": json.dumps(["S"])})], ['{"a":"[\\"*\\"]"}'],
     ["p[0]", "p[0](json).a", "p[0](json).a(json)[0]"]),
    # ORACLE: what shows only in JSON within JSON is found, not masked.
    ("escaped in JSON in JSON", [json.dumps({"a": '["\\u0053"]'})],
     [json.dumps({"a": '["\\u0053"]'}, separators=(",", ":"))],
     ["p[0](json).a(json)[0]"]),
    # ORACLE: paths that read the same share findings; the last ones count.
    ("paths collide", {"a.b": "S", "a": {"b": "xxS"}}, {"a.b": "*", "a": {"b": "xx*"}},
     ["p.a.b"]),
    ("paths collide in JSON", ['{"a.b":"SSSS","a":{"b":"xxS"}}'],
     ['{"a.b":"SS*S","a":{"b":"xx*"}}'], ["p[0]", "p[0](json).a.b"]),
    # ORACLE: the path of another value can look like one in this value's JSON.
    ("key that looks like JSON", {"k(json)": "S", "k": "[ 1 ]S"},
     {"k(json)": "*", "k": "[ 1 ]*"}, ["p.k(json)", "p.k"]),
    ("key that looks like JSON, before JSON", {"k(json)": "S", "k": '[ 1, "\\u0053"]'},
     {"k(json)": "*", "k": '[1,"*"]'}, ["p.k(json)", "p.k(json)[1]"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "want", "where"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_case(data: Any, want: Any, where: list[str]) -> None:
    before = copy.deepcopy(data)
    done = walk(data)
    assert done.modified
    assert done.data == want
    assert list(done.detections_by_path()) == where
    assert data == before


CLEAN: list[Any] = [None, 1, (), b"S", ("S",), {}, [], "a", {"S": 1}, ['["a"]', {}]]


@pytest.mark.parametrize("data", CLEAN, ids=repr)
def test_clean_data_is_returned_itself(data: Any) -> None:
    done = walk(data)
    assert (done.modified, done.hits, done.detections_by_path()) == (False, [], {})
    assert done.data is data


def test_clean_containers_are_not_copied() -> None:
    clean = {"k": ["a"]}
    data = [clean, {"k": "S", "c": clean}]
    done = walk(data)
    assert done.data == [clean, {"k": "*", "c": clean}]
    assert done.data[0] is clean
    assert done.data[1]["c"] is clean


def test_subclasses_stay() -> None:
    data = Dict(a=List(["S", "a"]))
    done = walk(data).data
    assert (type(done), type(done["a"]), done.note) == (Dict, List, "kept")
    assert data == {"a": ["S", "a"]}


def test_findings_are_the_masked_items() -> None:
    done = walk({"k": "S", "l": ["S"]})
    assert done.hits == list(done.detections_by_path().values())
    assert [hit[PIIType.CUSTOM][0]["type"] for hit in done.hits] == [PIIType.CUSTOM] * 2


def test_all_hits_are_kept_where_paths_collide() -> None:
    done = walk({"a.b": "S", "a": {"b": "SS"}})
    assert [len(hit[PIIType.CUSTOM]) for hit in done.hits] == [1, 2]
    (found,) = done.detections_by_path().values()
    assert len(found[PIIType.CUSTOM]) == 2


def test_a_container_met_again_shows_its_masking() -> None:
    shared = ["S", "?"]
    done = walk({"a": shared, "b": {"c": shared}})
    # ORACLE: it masks in place, so the second visit masks what the first one made.
    assert done.data == {"a": ["*", "*"], "b": {"c": ["*", "*"]}}
    assert done.data["a"] is done.data["b"]["c"]
    assert list(done.detections_by_path()) == ["p.a[0]", "p.a[1]", "p.b.c[1]"]
    assert shared == ["S", "?"]


def test_a_masked_container_met_again_in_a_clean_one() -> None:
    shared = ["S"]
    holder = {"h": shared}
    done = walk([shared, holder])
    assert done.data == [["*"], {"h": ["*"]}]
    assert holder == {"h": ["S"]}


def test_masked_containers_stay_shared() -> None:
    shared = ["!"]
    holder = [shared]
    done = walk([shared, holder, holder])
    assert done.data == [["*"], [["*"]], [["*"]]]
    assert done.data[0] is done.data[1][0] is done.data[2][0]


@pytest.mark.parametrize("leaf", ["a", "S", "?", "!"])
def test_shared_containers_are_visited_until_they_are_clean(leaf: str) -> None:
    data: list[Any] = [leaf]
    for _ in range(16):
        data = [data, data]
    visits = []

    def counting(text: str) -> Detections:
        visits.append(text)
        return detect(text)

    done = NestedWalk(data, "", counting, mask, 50)
    assert done.modified == (leaf != "a")
    assert len(visits) <= 4


def nest(depth: int, leaf: Any) -> Any:
    for level in range(depth):
        leaf = [leaf] if level % 2 else {"k": leaf}
    return leaf


@pytest.mark.parametrize("leaf", ["a", "S"])
def test_depth_at_the_limit(leaf: str) -> None:
    done = walk(nest(1000, leaf), max_depth=1000)
    assert done.modified == (leaf == "S")
    level, data = 0, done.data
    while not isinstance(data, str):
        (data,) = data.values() if isinstance(data, dict) else data
        level += 1
    assert (level, data) == (1000, leaf.replace("S", "*"))


@pytest.mark.parametrize(
    ("data", "depth"),
    [
        (nest(51, "S"), 50),
        (nest(51, 1), 50),
        ([["S"], [[]]], 2),
        (['["S"]'], 1),
        ("[[1]]", 1),
        ([nest(200_000, "S")], 1000),
    ],
    ids=["text", "leaf", "empty", "JSON counts", "JSON in the text", "very deep"],
)
def test_over_the_depth(data: Any, depth: int) -> None:
    with pytest.raises(LimitError, match=rf"max_depth \({depth}\)"):
        walk(data, max_depth=depth)


def test_cycle() -> None:
    data: dict[str, Any] = {"a": "S", "b": [{}]}
    data["b"][0]["c"] = data
    with pytest.raises(LimitError, match=r"contains itself.*max_depth \(50\)"):
        walk(data)
    assert data["a"] == "S"


def test_long_paths_take_linear_time() -> None:
    key = "k" * 200_000
    text = json.dumps({key: ["a"] * 20_000 + ["S"] * 20_000})
    done = walk([text])
    assert done.data == [
        json.dumps({key: ["a"] * 20_000 + ["*"] * 20_000}).replace(" ", "")
    ]
    assert len(done.hits) == 20_001


def test_many_json_marks_in_keys_take_linear_time() -> None:
    key = "(json)" * 100_000
    assert walk({key: "S"}).data == {key: "*"}


def test_errors_of_the_detector_leave_the_input() -> None:
    def failing(text: str) -> Detections:
        if text == "bad":
            raise UnicodeError("as hashing does")
        return detect(text)

    data = ["S", {"k": "S", "l": "bad"}]
    with pytest.raises(UnicodeError):
        NestedWalk(data, "", failing, mask, 50)
    assert data == ["S", {"k": "S", "l": "bad"}]
