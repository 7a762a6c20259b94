"""Errors of piigo's own. None of them ever carries scanned text."""


class LimitError(ValueError):
    """The input is over a limit, mostly a configured one. It was left untouched."""


class InternalError(RuntimeError):
    """The detector itself failed. Nothing was returned; the next call works."""
