"""Character names in patterns, which Python knows and Go does not."""

import re
import unicodedata

_ESCAPE = re.compile(r"\\(?:N\{([^{}]*)\}|.)", re.DOTALL)


def spell_out(expression: str) -> str:
    r"""Return a valid pattern with `\U0000002d` in the place of `\N{HYPHEN-MINUS}`."""
    return _ESCAPE.sub(_spelled, expression)


def _spelled(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    try:
        return f"\\U{ord(unicodedata.lookup(match[1])):08x}"
    except (KeyError, TypeError):  # no name, so it stands in a comment
        return match[0]
