"""The nested data that is masked: by depth, rows of records, JSON in strings."""

import json
from typing import Any, Final

from benchmarks.texts import EMAIL, PROSE

DEPTHS: Final = (1, 3, 5, 10)


def record(i: int, *, pii: bool) -> dict[str, Any]:
    """A flat record; where `pii`, two of its strings hold an item."""
    start = i * 37 % 200
    return {
        "id": i,
        "active": i % 2 == 0,
        "score": i % 7,
        "city": "Springfield",
        "note": PROSE[start : start + 120],
        "contact": f"write to {EMAIL} today" if pii else "write to the front desk",
        "ssn": "123-45-6789" if pii else "not given",
        "tags": ["new", "north", "paid"],
    }


def at_depth(depth: int, *, pii: bool) -> dict[str, Any]:
    """Records in `depth` dictionaries, each inside the last."""
    value = record(0, pii=pii)
    for level in range(1, depth):
        value = {"name": f"level {'x' * level}", "item": record(level, pii=pii)} | {
            "child": value
        }
    return value


def rows(count: int, *, pii: bool) -> dict[str, Any]:
    """A result set of many records."""
    return {"rows": [record(i, pii=pii) for i in range(count)]}


def json_in_json(*, pii: bool) -> dict[str, Any]:
    """A document in a string in a document in a string."""
    inner = json.dumps([record(i, pii=pii) for i in range(4)])
    return {"result": json.dumps({"body": inner, "status": "ok"})}


def tool_result(count: int, *, pii: bool) -> dict[str, Any]:
    """What an MCP tool returns: records as JSON in a string, one of them with PII."""
    found = [record(i, pii=pii and i == 0) for i in range(count)]
    return {"content": [{"type": "text", "text": json.dumps(found)}]}


def hostile_json(size: int) -> str:
    """JSON in JSON in JSON of `size` bytes, with a long number at the end of each."""
    inside = json.dumps(["a " * (size // 8)])
    while len(text := f"[{json.dumps(inside)}, {'1' * 200}]") <= size:
        inside = text
    return inside.ljust(size)


def documents(count: int) -> dict[str, Any]:
    """All nested data by name; the result set has `count` rows."""
    found: dict[str, Any] = {}
    for pii in (False, True):
        content = "PII" if pii else "clean"
        for depth in DEPTHS:
            found[f"depth {depth}, {content}"] = at_depth(depth, pii=pii)
        found[f"{count} rows, {content}"] = rows(count, pii=pii)
        found[f"tool result, {content}"] = tool_result(4, pii=pii)
        found[f"JSON in JSON, {content}"] = json_in_json(pii=pii)
    return found


def request(*, pii: bool) -> str:
    """The JSON text of a request with 1 KB of content."""
    note = PROSE * 3
    arguments = {"query": note[:480], "context": note[480:880]}
    if pii:
        arguments["query"] = f"{note[:440]} {EMAIL} ssn 123-45-6789"
    return json.dumps({"tool": "search", "arguments": arguments})
