"""What tools are called with and what they return: 1 KB and 100 KB, clean or not."""

import json
from typing import Any, Final

from benchmarks.data import request
from benchmarks.texts import EMAIL

SSN: Final = "123-45-6789"
# How many times about 1 KB of content.
SIZES: Final = {"1 KB": 1, "100 KB": 100}
KINDS: Final = {"clean": False, "PII": True}


def arguments(size: str, kind: str) -> dict[str, Any]:
    """Arguments of a tool; with PII, each KB has an e-mail address and an SSN."""
    one: dict[str, Any] = json.loads(request(pii=KINDS[kind]))["arguments"]
    if SIZES[size] == 1:
        return one
    return {"records": [dict(one) for _ in range(SIZES[size])]}


def result(size: str, kind: str) -> dict[str, Any]:
    """What a tool returns, as the gateway hands it to plugins: one text, of JSON."""
    text = json.dumps(arguments(size, kind))
    return {"content": [{"type": "text", "text": text}], "isError": False}


def masked(content: object) -> bool:
    """Say whether what is in `arguments` or `result` by way of PII is gone."""
    text = json.dumps(content)
    return EMAIL not in text and SSN not in text
