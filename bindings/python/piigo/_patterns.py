"""From a configuration to compiled patterns."""

import re

from piigo._config import Config, CustomPattern
from piigo._python import Patterns
from piigo._rules import BUILTIN
from piigo._types import MaskingStrategy, PIIType


def build_patterns(config: Config) -> Patterns:
    """Return the enabled patterns by type, built-in ones before custom ones.

    A type's place is where it first gets an enabled pattern. Raises ValueError, naming
    index, position and reason, when a custom pattern is no regular expression, and
    naming index and option when it is over a limit or takes what is not allowed.
    """
    patterns: Patterns = {}
    for type_name, flag, rules in BUILTIN:
        if getattr(config, flag):
            patterns[PIIType(type_name)] = [
                (re.compile(expression, re.IGNORECASE), MaskingStrategy(strategy))
                for expression, strategy, _ in rules
            ]
    for _, custom, compiled in compile_custom(config):
        patterns.setdefault(custom.type, []).append((compiled, custom.mask_strategy))
    return patterns


def compile_custom(config: Config) -> list[tuple[int, CustomPattern, re.Pattern[str]]]:
    """Return the enabled custom patterns, each with its index and compiled.

    Raises ValueError as `build_patterns` does.
    """
    enabled = [
        (index, custom)
        for index, custom in enumerate(config.custom_patterns)
        if custom.enabled
    ]
    _check_number([f"custom_patterns[{index}]" for index, _ in enabled], config)
    return [
        (
            index,
            custom,
            _compile(f"custom_patterns[{index}].pattern", custom.pattern, config),
        )
        for index, custom in enabled
    ]


def enabled_types(config: Config) -> list[str]:
    """Return the names of the types that `build_patterns` gives patterns for."""
    names = [type_name for type_name, flag, _ in BUILTIN if getattr(config, flag)]
    names += [custom.type.value for custom in config.custom_patterns if custom.enabled]
    return list(dict.fromkeys(names))


def build_whitelist(config: Config) -> list[re.Pattern[str]]:
    """Return the compiled whitelist; raises ValueError as `build_patterns` does."""
    expressions = config.whitelist_patterns
    names = [f"whitelist_patterns[{index}]" for index in range(len(expressions))]
    _check_number(names, config)
    return [
        _compile(where, expression, config)
        for where, expression in zip(names, expressions, strict=True)
    ]


def _check_number(names: list[str], config: Config) -> None:
    limit = config.max_patterns
    if len(names) > limit:
        raise ValueError(
            f"{names[limit]} is one more than max_patterns ({limit}); "
            "remove patterns or raise the limit"
        )


def _compile(where: str, expression: str, config: Config) -> re.Pattern[str]:
    # Those without custom patterns need not wait for this.
    from piigo._limits import not_allowed, too_long

    problem = too_long(expression, config)
    if problem:
        raise ValueError(f"{where} {problem}")
    try:
        compiled = re.compile(expression, re.IGNORECASE)
        problem = not_allowed(expression, config)
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
    if problem:
        raise ValueError(f"{where} {problem}")
    return compiled
