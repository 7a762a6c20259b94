"""From a configuration to compiled patterns."""

import re

from piigo._config import Config
from piigo._python import Patterns
from piigo._rules import BUILTIN
from piigo._types import MaskingStrategy, PIIType


def build_patterns(config: Config) -> Patterns:
    """Return the enabled patterns by type, built-in ones before custom ones.

    A type's place is where it first gets an enabled pattern. Raises ValueError, naming
    index, position and reason, when a custom pattern is no regular expression.
    """
    patterns: Patterns = {}
    for type_name, flag, rules in BUILTIN:
        if getattr(config, flag):
            patterns[PIIType(type_name)] = [
                (re.compile(expression, re.IGNORECASE), MaskingStrategy(strategy))
                for expression, strategy, _ in rules
            ]
    for index, custom in enumerate(config.custom_patterns):
        if custom.enabled:
            compiled = _compile(f"custom_patterns[{index}].pattern", custom.pattern)
            patterns.setdefault(custom.type, []).append(
                (compiled, custom.mask_strategy)
            )
    return patterns


def enabled_types(config: Config) -> list[str]:
    """Return the names of the types that `build_patterns` gives patterns for."""
    names = [type_name for type_name, flag, _ in BUILTIN if getattr(config, flag)]
    names += [custom.type.value for custom in config.custom_patterns if custom.enabled]
    return list(dict.fromkeys(names))


def build_whitelist(config: Config) -> list[re.Pattern[str]]:
    """Return the compiled whitelist; raises ValueError as `build_patterns` does."""
    return [
        _compile(f"whitelist_patterns[{index}]", expression)
        for index, expression in enumerate(config.whitelist_patterns)
    ]


def _compile(where: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression, re.IGNORECASE)
    except re.error as error:
        at = "" if error.pos is None else f" at position {error.pos}"
        raise ValueError(
            f"{where} is not a valid regular expression{at}: "
            f"{' '.join(error.msg.split())}; correct the pattern or remove it"
        ) from None
    except (OverflowError, RecursionError, ValueError) as error:
        raise ValueError(
            f"{where} is a regular expression too large to compile "
            f"({type(error).__name__}); make it simpler"
        ) from None
