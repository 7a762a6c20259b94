"""What runs each pattern of a detector, and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from piigo._config import Config
from piigo._matching import linear_matcher
from piigo._patterns import build_whitelist, compile_custom
from piigo._python import Patterns
from piigo._rules import BUILTIN
from piigo._types import PIIType

Engine = Literal["scanner", "re2", "re"]
"""scanner: the native scanner for built-in patterns. re: Python's `re`."""

Origin = Literal["built-in", "config", "program"]
"""program: a caller put the pattern into `.patterns` or `.whitelist_patterns`."""

Choice = tuple[Engine, str | None]
"""An engine, and for `re` the reason."""

ADDED: Final = "it was put into the detector after that was built"
CHANGED: Final = "the whitelist is not that of the configuration"
LINEAR: Final = "matched in linear time, as re itself could hang on it"
PYTHON: Final = "the detector runs on the Python backend"


@dataclass(frozen=True, slots=True)
class PatternInfo:
    """One pattern of a detector.

    `type` is None for a whitelist pattern. `field` names the option that the pattern
    comes from, such as `custom_patterns[0]` or `detect_ssn`, and is empty where it
    comes from none. `reason` tells why `re` runs it, None for other engines.
    """

    type: PIIType | None
    origin: Origin
    field: str
    pattern: str
    engine: Engine
    reason: str | None = None


def explain(
    config: Config,
    patterns: Patterns,
    whitelist: list[re.Pattern[str]],
    choose: Callable[[re.Pattern[str], bool], Choice],
) -> list[PatternInfo]:
    """Return what runs each pattern, in the order in which they are looked for.

    `config` is what the detector was built from, `patterns` and `whitelist` what it has
    now. `choose` is asked for the engine of a pattern, and told if it is of the
    whitelist.
    """
    options = _options(config)
    found = [(kind, made) for kind, pairs in patterns.items() for made, _ in pairs]
    explained: list[PatternInfo] = []
    for kind, made in [*found, *((None, made) for made in whitelist)]:
        places = options.get((kind, made))
        origin, field = places.pop(0) if places else _NOWHERE
        engine, reason = choose(made, kind is None)
        if engine == "re" and linear_matcher(made) is not None:
            reason = f"{reason}; {LINEAR}"
        explained.append(PatternInfo(kind, origin, field, made.pattern, engine, reason))
    return explained


_Place = tuple[Origin, str]
_NOWHERE: Final[_Place] = ("program", "")


def _options(
    config: Config,
) -> dict[tuple[PIIType | None, re.Pattern[str]], list[_Place]]:
    """Return the options that each pattern of a configuration comes from."""
    options: dict[tuple[PIIType | None, re.Pattern[str]], list[_Place]] = {}

    def add(kind: PIIType | None, made: re.Pattern[str], *place: *_Place) -> None:
        options.setdefault((kind, made), []).append(place)

    for name, flag, rules in BUILTIN:
        for expression, _, _ in rules if getattr(config, flag) else ():
            made = re.compile(expression, re.IGNORECASE)
            add(PIIType(name), made, "built-in", flag)
    for index, custom, made in compile_custom(config):
        add(custom.type, made, "config", f"custom_patterns[{index}]")
    for index, made in enumerate(build_whitelist(config)):
        add(None, made, "config", f"whitelist_patterns[{index}]")
    return options
