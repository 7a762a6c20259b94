"""Checks of single options. Each raises ValueError, in one line, naming the option."""

import difflib
from collections.abc import Iterable
from enum import Enum
from typing import Any, TypeVar

_Member = TypeVar("_Member", bound=Enum)


def check_names(where: str, given: Iterable[object], known: tuple[str, ...]) -> None:
    """Check that only known options are given; suggests the nearest known one."""
    for name in given:
        if isinstance(name, str) and name in known:
            continue
        close = difflib.get_close_matches(str(name), known, n=1)
        advice = f"did you mean {close[0]!r}?" if close else f"use {', '.join(known)}"
        raise ValueError(f"{where}{shown_name(name)} is not an option; {advice}")


def check_bool(name: str, value: object) -> bool:
    """Return `value` when it is a bool."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {_type(value)}")
    return value


def check_text(name: str, value: object) -> str:
    """Return `value` when it is a str."""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a string, not {_type(value)}")
    return value


def check_list(name: str, value: object) -> list[Any] | tuple[Any, ...]:
    """Return `value` when it is a list or a tuple."""
    if not isinstance(value, (list, tuple)):
        raise ValueError(
            f"{name} must be a list, not {_type(value)}; leave it out or []"
        )
    return value


def check_limit(name: str, value: object, least: int) -> int:
    """Return `value` when it is an int (no bool) of at least `least`."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name} must be an integer, not {_type(value)}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}")
    return value


def check_member(name: str, value: object, kind: type[_Member]) -> _Member:
    """Return the member of `kind` that `value` is, or is the string of."""
    if isinstance(value, kind):
        return value
    allowed = ", ".join(member.value for member in kind)
    if not isinstance(value, str):
        raise ValueError(f"{name} must be one of {allowed}, not {_type(value)}")
    try:
        return kind(value)
    except ValueError:
        raise ValueError(
            f"{name} {shown_name(value)} is unknown; use one of {allowed}"
        ) from None


def _type(value: object) -> str:
    return type(value).__name__


def shown_name(name: object) -> str:
    """Return a name from the configuration as one short, printable piece."""
    shown = ascii(name)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
