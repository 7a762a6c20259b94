"""The engines that are served by Go."""

from __future__ import annotations

import json
import logging
import re
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from piigo import _runtime
from piigo._config import Config
from piigo._overlap import Span
from piigo._patterns import build_patterns, build_whitelist
from piigo._python import Patterns, PythonEngine
from piigo._rules import BUILTIN

if TYPE_CHECKING:
    from piigo._detector import Detector

_log = logging.getLogger("piigo")


class GoSource:
    """Opens the native engine for a detector, and opens it again after a fork.

    `checked` is the configuration that the detector is built from. `config` is the
    caller's own object, whose `redaction_text` the engine reads at each call.
    """

    def __init__(self, owner: Detector, checked: Config, config: object) -> None:
        self._owner = weakref.ref(owner)
        self._rebuild = type(owner)
        self._checked = checked
        self._config = config
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
        if self._engine is None or self._generation != generation:
            self._engine = self._open()
            self._generation = generation
        return self._engine

    def retire(self, config: object) -> None:
        """Have methods of the engine that were taken ask the detector from now on."""
        if self._generation == _runtime.generation() and self._engine is not None:
            self._engine.retire()
        self._engine = None
        self._config = config

    def revive(self, method: str, argument: object) -> Any:
        """Call the method for an engine that is retired or of another process."""
        owner = self._owner()
        engine = self.engine() if owner is None else owner._engine
        return getattr(engine, method)(argument)

    def reduce(self) -> tuple[Any, ...]:
        """Pickle the engine, which its methods refer to, as its detector."""
        return _itself, (self._owner() or self._rebuild(self._config, backend="go"),)

    def _open(self) -> Any:
        try:
            native = _runtime.native()
        except ImportError as error:
            _log.warning(
                "piigo uses the python backend in this forked process (%s)", error
            )
            patterns = build_patterns(self._checked)
            return PythonEngine(patterns, build_whitelist(self._checked), self._config)
        options = native.classes.NewConfig()
        options.JSON = json.dumps(
            {flag: getattr(self._checked, flag) for _, flag, _ in BUILTIN}
        )
        detector = native.classes.NewDetector(options)
        return native.Engine(
            detector.handle, self._config, self, self._checked.max_text_length
        )


def _itself(detector: Detector) -> Detector:
    return detector


class MixedEngine(PythonEngine):
    """The Python engine with the matches of built-in patterns found by Go."""

    __slots__ = ("_source",)

    def __init__(
        self,
        source: GoSource,
        patterns: Patterns,
        whitelist: list[re.Pattern[str]],
        config: object,
        whitelisted: Callable[[str, int, int], bool] | None = None,
    ) -> None:
        super().__init__(patterns, whitelist, config, whitelisted)
        self._source = source

    def _finder(self, text: str) -> Callable[[re.Pattern[str]], list[Span]]:
        search = super()._finder(text)
        engine = self._source.engine()
        if isinstance(engine, PythonEngine):
            return search
        matches: list[list[Span]] = engine.matches(text)
        found = dict(zip(_EXPRESSIONS, matches, strict=True))
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
