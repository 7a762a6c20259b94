"""JSON text: what may be JSON, reading it, writing it back."""

import json
import re
from typing import Any, Final

from piigo._errors import LimitError

_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

NOT_JSON: Final = object()

_TOO_DEEP = "JSON text is nested deeper than the interpreter's limit; flatten it"
_TOO_LONG = (
    "JSON text holds an integer over the interpreter's limit of digits; "
    "shorten it or raise the limit (sys.set_int_max_str_digits)"
)

# What `json.loads` can make a container or a string of, and the numbers it can refuse
# for their digits: the interpreter's limit is at least 640.
may_hold_json = re.compile(r"[ \t\n\r]*+(?:[\[{\"]|-?[0-9]{640})").match


def load_json(text: str, **hooks: Any) -> Any:
    """Return what the JSON text holds; raises JSONDecodeError when it is none.

    `hooks` are those of `json.loads`.
    Raises LimitError when it is nested too deep for the interpreter, or holds an
    integer with more digits than the interpreter converts.
    """
    try:
        return json.loads(text, **hooks)
    except json.JSONDecodeError:
        raise
    except RecursionError:
        raise LimitError(_TOO_DEEP) from None
    except ValueError:
        raise LimitError(_TOO_LONG) from None


def read_json(text: str) -> Any:
    """Return what the JSON text holds or NOT_JSON; raises LimitError as `load_json`."""
    try:
        return load_json(text)
    except json.JSONDecodeError:
        return NOT_JSON


def write_json(data: Any) -> str:
    """Return `data` as JSON text without spaces; raises LimitError when too deep."""
    try:
        return _encoder.encode(data)
    except RecursionError:
        raise LimitError(_TOO_DEEP) from None
