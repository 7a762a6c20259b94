"""Texts and options that the suites of this folder share."""

from typing import Any

SECRET = "078-05-1120"
"""A value that no message, log line or repr may carry."""

TEXT = (
    f"ssn {SECRET}, card 4111 1111 1111 1111, mail jane.doe@example.com, "
    "phone (555) 123-4567, ip 10.1.2.3, DOB: 01/02/1990, MRN: A123456, "
    "api_key: abcdefghij0123456789, key AKIAIOSFODNN7EXAMPLE"
)
WIDE_TEXT = f"caf\xe9 {TEXT} \U0001f600"
CLEAN = "nothing to be found in this line of prose, nor in the next one"


def custom(pattern: str, **fields: Any) -> dict[str, Any]:
    """Options with one custom pattern."""
    described = {"type": "custom", "description": "made for a test"}
    return {"custom_patterns": [{**described, "pattern": pattern, **fields}]}


def document() -> dict[str, Any]:
    """Nested data with hits, without hits, and with JSON in a string."""
    return {
        "user": {"mail": "jane.doe@example.com", "tags": ["a", "b", "c"]},
        "log": [TEXT, CLEAN, WIDE_TEXT, {"deep": [[[TEXT]]]}],
        "body": '{"note": "mail a@b.cd", "list": ["123-45-6789", 7]}',
        "clean": {"x": [1, 2.5, None, True, CLEAN]},
    }
