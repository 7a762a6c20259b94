"""The engines that are served by Go."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from typing import Any

from piigo import _runtime
from piigo._config import Config
from piigo._overlap import Span
from piigo._python import Patterns, PythonEngine
from piigo._rules import BUILTIN

_log = logging.getLogger("piigo")


class GoSource:
    """Opens the native engine for a configuration, anew after each fork.

    `flags` are the built-in rules that are on. `config` is the caller's object, whose
    `redaction_text` the engine reads at each call. `fallback` makes the engine that
    serves a forked child in which no fresh runtime can be had.
    """

    def __init__(
        self, checked: Config, config: object, fallback: Callable[[], PythonEngine]
    ) -> None:
        self._options = json.dumps(
            {flag: getattr(checked, flag) for _, flag, _ in BUILTIN}
        )
        self._max_text_length = checked.max_text_length
        self._config = config
        self._fallback = fallback
        self._generation = -1
        self._engine: Any = None
        # The built-in patterns that the native engine looks for.
        self.enabled = frozenset(
            expression
            for _, flag, patterns in BUILTIN
            if getattr(checked, flag)
            for expression, _, _ in patterns
        )

    def engine(self) -> Any:
        """Return the engine of this process's generation."""
        generation = _runtime.generation()
        if self._generation != generation:
            self._engine = self._open()
            self._generation = generation
        return self._engine

    def call(self, method: str, argument: object) -> Any:
        """Call a method of `engine()`; the engine of another generation does."""
        return getattr(self.engine(), method)(argument)

    def _open(self) -> Any:
        try:
            native = _runtime.native()
        except ImportError as error:
            _log.warning(
                "piigo uses the python backend in this forked process (%s)", error
            )
            return self._fallback()
        options = native.classes.NewConfig()
        options.JSON = self._options
        detector = native.classes.NewDetector(options)
        return native.Engine(
            detector.handle, self._config, self.call, self._max_text_length
        )


class MixedEngine(PythonEngine):
    """The Python engine with the matches of built-in patterns found by Go."""

    __slots__ = ("_source",)

    def __init__(
        self,
        patterns: Patterns,
        whitelist: list[re.Pattern[str]],
        config: object,
        source: GoSource,
    ) -> None:
        super().__init__(patterns, whitelist, config)
        self._source = source

    def _finder(self, text: str) -> Callable[[re.Pattern[str]], list[Span]]:
        search = super()._finder(text)
        engine = self._source.engine()
        if isinstance(engine, PythonEngine):
            return search
        found = dict(zip(_EXPRESSIONS, engine.matches(text), strict=True))
        enabled = self._source.enabled

        def find(pattern: re.Pattern[str]) -> list[Span]:
            if pattern.pattern in enabled and pattern.flags == _FLAGS:
                return found[pattern.pattern]
            return search(pattern)

        return find


_EXPRESSIONS = tuple(
    expression for _, _, patterns in BUILTIN for expression, _, _ in patterns
)
_FLAGS = re.compile("", re.IGNORECASE).flags
