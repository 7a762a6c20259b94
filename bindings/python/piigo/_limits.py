"""What the configuration's limits have against a pattern.

Both backends ask here, so that both refuse the same patterns in the same words.
"""

from piigo._backtracking import needs_backtracking
from piigo._complexity import is_exponential, largest_repeat, size
from piigo._config import Config


def too_long(expression: str, config: Config) -> str:
    """Return what is wrong with the length of a pattern, or ""."""
    if len(expression) <= config.max_pattern_length:
        return ""
    return (
        f"has {len(expression)} characters, more than max_pattern_length "
        f"({config.max_pattern_length}); shorten it or raise the limit"
    )


def not_allowed(expression: str, config: Config) -> str:
    """Return what a valid pattern may not have or take, or ""."""
    repeat = largest_repeat(expression)
    if repeat > config.max_repeat:
        return (
            f"has a counted repeat of {repeat}, more than max_repeat "
            f"({config.max_repeat}); lower it or raise the limit"
        )
    parts = size(expression)
    if parts > config.max_program_size:
        return (
            f"has {parts} parts with its counted repeats written out, more than "
            f"max_program_size ({config.max_program_size}); "
            "make it simpler or raise the limit"
        )
    reason = needs_backtracking(expression)
    if reason and not config.allow_backtracking:
        return (
            f"needs backtracking ({reason}), which allow_backtracking=False forbids; "
            "write it without or allow it"
        )
    # What RE2 can run takes linear time in both backends.
    if reason and not config.trust_patterns and is_exponential(expression):
        return (
            f"needs backtracking ({reason}) and can take exponential time, as a repeat "
            "in it may match the same text in many ways; "
            "rewrite it or, if you trust it, set trust_patterns=True"
        )
    return ""
