"""The engines that are served by Go."""

from __future__ import annotations

import json
import logging
import re
import sys
import weakref
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from piigo import _runtime
from piigo._config import DEFAULTS, Config
from piigo._explain import ADDED, PYTHON, Choice
from piigo._haystack import Haystack
from piigo._mask import mask
from piigo._matching import Search
from piigo._names import spell_out
from piigo._nested import process_nested
from piigo._overlap import Span
from piigo._patterns import build_patterns, build_whitelist, compile_custom
from piigo._prefilter import Finder
from piigo._python import Detections, Patterns, PythonEngine
from piigo._rules import BUILTIN
from piigo._types import MaskingStrategy

if TYPE_CHECKING:
    from piigo._detector import Detector

_log = logging.getLogger("piigo")

# What redact and process leave to mask: hashing can fail, and tokens are random.
_LEFT_TO_MASK = (MaskingStrategy.HASH, MaskingStrategy.TOKENIZE)


class GoSource:
    """Opens the native engine for a detector, and opens it again after a fork.

    `checked` is the configuration that the detector is built from. `config` is the
    caller's own object, whose `redaction_text` the engine reads at each call. Raises
    ValueError for a custom or whitelist pattern that cannot be used.
    """

    def __init__(self, owner: Detector, checked: Config, config: object) -> None:
        self._owner = weakref.ref(owner)
        self._kind = type(owner)
        self._checked = checked
        self._config = config
        self._generation = -1
        self._engine: Any = None
        self._custom = compile_custom(checked)
        self.whitelist = build_whitelist(checked)
        self._slots: dict[re.Pattern[str], int] = {}
        # Why re must run a pattern; by its place among the custom patterns, those of
        # the whitelist behind the others.
        self.reasons: list[str | None] = []
        self.masks = not any(
            custom.mask_strategy in _LEFT_TO_MASK for _, custom, _ in self._custom
        )

    @property
    def alone(self) -> bool:
        """Whether the engine can do without `re`."""
        return not any(self.reasons)

    def engine(self) -> Any:
        """Return the engine of this process's generation."""
        generation = _runtime.generation()
        if self._engine is None or self._generation != generation:
            self._engine = self._open()
            self._generation = generation
        return self._engine

    def fields(self) -> list[tuple[str, re.Pattern[str]]]:
        """Return the option that each pattern comes from, in the order of `reasons`."""
        return [
            *((f"custom_patterns[{index}]", made) for index, _, made in self._custom),
            *(
                (f"whitelist_patterns[{index}]", made)
                for index, made in enumerate(self.whitelist)
            ),
        ]

    def slot_of(self, pattern: re.Pattern[str]) -> int | None:
        """Return the place of a pattern among the engine's matches, or None."""
        if not self._slots:
            self._slots = self._find_slots()
        return self._slots.get(pattern)

    def choose(self, pattern: re.Pattern[str], listed: bool) -> Choice:
        """Return what runs a pattern; `listed`: it is one of the whitelist."""
        if isinstance(self.engine(), PythonEngine):
            return "re", PYTHON
        if not listed:
            slot = self.slot_of(pattern)
            if slot is not None:
                builtin = self.engine().slots()[slot] >= 0
                return ("scanner" if builtin else "re2"), None
        known = [made for _, _, made in self._custom] if not listed else self.whitelist
        reasons = self.reasons[len(self._custom) :] if listed else self.reasons
        for made, reason in zip(known, reasons, strict=False):
            if made == pattern:
                return ("re2", None) if reason is None else ("re", reason)
        return "re", ADDED

    def only_in_python(self) -> list[re.Pattern[str]]:
        """Return the whitelist patterns that `re` must run."""
        reasons = self.reasons[len(self._custom) :]
        return [
            made
            for made, why in zip(self.whitelist, reasons, strict=False)
            if why is not None
        ]

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

    def revive_nested(self, data: object) -> tuple[bool, Any, Detections]:
        """Do as `revive` for `process_nested`."""
        owner = self._owner()
        if owner is None:
            return self.walk(data)
        owner._unbind()
        return type(owner).process_nested(owner, data)

    def walk(self, data: object) -> tuple[bool, Any, Detections]:
        """Do as `process_nested` where Python's walk must do it."""
        owner = self._owner()
        detect = self.engine().detect if owner is None else owner.detect
        apply = self._mask if owner is None else owner.mask
        return process_nested(data, detect, apply, self._checked.max_depth)

    def _mask(self, text: str, detections: Detections) -> str:
        return mask(text, detections, self._config)

    def mask_in_python(self, text: str) -> tuple[str, Detections]:
        """Do as `process` for an engine whose redaction text is no `str`."""
        detections: Detections = self.engine().detect(text)
        return self._mask(text, detections), detections

    def reduce(self) -> tuple[Any, ...]:
        """Pickle the engine, which its methods refer to, as its detector."""
        return _itself, (self._owner() or self._another_owner(),)

    def _another_owner(self) -> Detector:
        """Return a detector like the one that was let go, without `__init__`."""
        owner = self._kind.__new__(self._kind)
        attributes = {
            "_config": self._config,
            "_asked_backend": "go",
            "_built_from": self._checked,
            "_max_text_length": self._checked.max_text_length,
            "_max_depth": self._checked.max_depth,
        }
        owner.__setstate__((attributes, None))
        return owner

    def __reduce__(self) -> tuple[Any, ...]:
        """Be nothing in a pickle of a subclass that takes its whole `__dict__`."""
        return type(None), ()

    def _open(self) -> Any:
        try:
            native = _runtime.native()
        except ImportError as error:
            _log.warning(
                "piigo uses the python backend in this forked process (%s)", error
            )
            patterns = build_patterns(self._checked)
            return PythonEngine(patterns, self.whitelist, self._config)
        options = native.classes.NewConfig()
        # The defaults of Go's piigo.DefaultConfig are the same.
        changed = {
            flag: value
            for _, flag, _ in BUILTIN
            if (value := getattr(self._checked, flag)) != getattr(DEFAULTS, flag)
        }
        if changed:
            options.JSON = json.dumps(changed)
        detector = native.classes.NewDetector(options)
        custom = [
            (spell_out(custom.pattern), custom.type, custom.mask_strategy)
            for _, custom, _ in self._custom
        ]
        engine = native.Engine(
            detector.handle,
            self._config,
            self,
            _in_c(self._checked.max_text_length),
            _in_c(self._checked.max_depth),
            custom,
            [spell_out(made.pattern) for made in self.whitelist],
        )
        self._note_reasons(engine.reasons())
        return engine

    def _note_reasons(self, reasons: list[str | None]) -> None:
        """Keep the reasons, and tell of them the first time."""
        if reasons and not self.reasons:
            for (field, _), reason in zip(self.fields(), reasons, strict=True):
                if reason is not None:
                    _log.warning(
                        "piigo runs %s on Python's re, which can be slow: %s",
                        field,
                        reason,
                    )
        self.reasons = reasons

    def _find_slots(self) -> dict[re.Pattern[str], int]:
        builtin = [
            re.compile(expression, re.IGNORECASE)
            if getattr(self._checked, flag)
            else None
            for _, flag, patterns in BUILTIN
            for expression, _, _ in patterns
        ]
        found: dict[re.Pattern[str], int] = {}
        for place, slot in enumerate(self.engine().slots()):
            if slot >= 0:
                pattern = builtin[slot]
            else:
                _, _, pattern = self._custom[-1 - slot]
                if self.reasons[-1 - slot] is not None:
                    continue
            if pattern is not None:
                found.setdefault(pattern, place)
        return found


def _in_c(limit: int | None) -> int | None:
    """Return the limit, or the largest one that the native module can count up to."""
    return None if limit is None else min(limit, sys.maxsize)


def _itself(detector: Detector) -> Detector:
    return detector


class MixedEngine(PythonEngine):
    """The Python engine with all that Go can find found by Go.

    `as_built` tells that the whitelist is that of the source.
    """

    __slots__ = ("_as_built", "_source")

    def __init__(
        self,
        source: GoSource,
        as_built: bool,
        patterns: Patterns,
        whitelist: list[re.Pattern[str]],
        config: object,
        whitelisted: Callable[[str, int, int], bool] | None = None,
    ) -> None:
        super().__init__(patterns, whitelist, config, whitelisted)
        self._source = source
        self._as_built = as_built and whitelisted is None

    def _found(self, hay: Haystack, search: Search) -> list[list[Span]]:
        engine = self._source.engine()
        if isinstance(engine, PythonEngine):
            return super()._found(hay, search)
        found: list[list[Span]] = engine.matches(hay.text, False)
        return [
            find(hay) if slot is None else found[slot]
            for slot, find in self._slots_of(search)
        ]

    def _allowed(self, hay: Haystack, search: Search) -> list[list[Span]]:
        engine = self._source.engine()
        if not self._as_built or isinstance(engine, PythonEngine):
            return super()._allowed(hay, search)
        found: list[list[Span]] = engine.matches(hay.text, True)
        rest = PythonEngine({}, self._source.only_in_python(), None)
        allowed = (
            engine.unlisted(hay.text, find(hay)) if slot is None else found[slot]
            for slot, find in self._slots_of(search)
        )
        return [rest.without_whitelisted(hay.text, spans) for spans in allowed]

    def _slots_of(self, search: Search) -> Iterator[tuple[int | None, Finder]]:
        """Give the place of each pattern among the engine's matches, and its finder."""
        slots = map(self._source.slot_of, search.patterns)
        return zip(slots, search.finders, strict=True)
