"""The detector: the surface that programs use, over the engine that serves it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from piigo import _copying, _runtime, _serving
from piigo._config import Config, option, snapshot
from piigo._copying import Sharing
from piigo._errors import LimitError
from piigo._explain import CHANGED, PYTHON, Choice, PatternInfo, explain
from piigo._go import GoSource
from piigo._mask import apply_mask, mask
from piigo._matching import occurs
from piigo._nested import NestedWalk, process_nested
from piigo._patterns import build_patterns, build_whitelist, enabled_types
from piigo._python import Detections, Patterns, PythonEngine
from piigo._types import Detection, name_of


class Detector:
    """Finds and masks PII in text and in nested data.

    `config` is what `Config.from_any` takes; `.config` is the very object given, or the
    Config built for None and for a mapping. `backend` asks for an engine by name.
    `.patterns` (type -> list of (compiled pattern, strategy)) and
    `.whitelist_patterns` are plain containers; changes count from the next call on.
    Raises ValueError for a wrong configuration. A detector may be shared by threads.
    `copy.copy` shares configuration and patterns; `copy.deepcopy` and `pickle` do not.
    """

    _patterns: Patterns | None = None
    _whitelist: list[re.Pattern[str]] | None = None
    _source: GoSource | None = None
    _sharing: Sharing | None = None
    _as_built: list[tuple[object, list[object]]]

    def __init__(self, config: object = None, *, backend: str | None = None) -> None:
        checked = Config.from_any(config)
        given = config is None or isinstance(config, Mapping)
        self._config = checked if given else config
        self._asked_backend = backend
        # What is built later must be built from the options as they are now.
        self._built_from = snapshot(checked)
        self._max_text_length = checked.max_text_length
        self._max_depth = checked.max_depth
        self._start()

    def _start(self) -> None:
        """Have an engine of this process serve the detector."""
        self._backend = _runtime.choose(self._asked_backend)
        if self._backend == "go":
            self._source = GoSource(self, self._built_from, self._config)
            self._bind(self._source)
        if self._source is None or not self._source.alone:
            self._build_patterns()

    @property
    def backend(self) -> str:
        """The name of the backend that serves this detector, "go" or "python"."""
        return self._backend

    @property
    def config(self) -> Any:
        """The configuration; its masking options are read at each call."""
        return self._config

    @config.setter
    def config(self, config: Any) -> None:
        self._config = config
        self._retire()

    @property
    def patterns(self) -> Patterns:
        """The compiled patterns by type, each with its strategy."""
        return self._build_patterns()[0]

    @patterns.setter
    def patterns(self, patterns: Patterns) -> None:
        self._build_patterns()
        self._patterns = patterns

    @property
    def whitelist_patterns(self) -> list[re.Pattern[str]]:
        """The compiled whitelist patterns."""
        return self._build_patterns()[1]

    @whitelist_patterns.setter
    def whitelist_patterns(self, patterns: list[re.Pattern[str]]) -> None:
        self._build_patterns()
        self._whitelist = patterns

    def _build_patterns(self) -> tuple[Patterns, list[re.Pattern[str]]]:
        """Build the patterns where need be; from then on the caller may edit them."""
        if self._patterns is None or self._whitelist is None:
            patterns = build_patterns(self._built_from)
            whitelist = build_whitelist(self._built_from)
            for each in [self] if self._sharing is None else self._sharing.detectors():
                each._as_built = _serving.snapshot(patterns)
                each._patterns, each._whitelist = patterns, whitelist
                each._retire()
            return patterns, whitelist
        return self._patterns, self._whitelist

    @property
    def _customised(self) -> bool:
        """Whether a subclass has a method of its own that detecting is made of."""
        return type(self) is not Detector and not all(map(self._inherits, _OVERRIDABLE))

    def _inherits(self, name: str) -> bool:
        """Whether a method is that of this class, not of a subclass."""
        return getattr(type(self), name) is getattr(Detector, name)

    def _parts(self) -> tuple[Any, ...]:
        whitelisted = self._is_whitelisted if self._customised else None
        return *self._build_patterns(), self.config, whitelisted

    # What serves this detector.
    _engine = property(_serving.engine)
    _whitelist_as_built = property(_serving.whitelist_as_built)
    _bind = _serving.bind
    _unbind = _serving.unbind
    _retire = _serving.retire
    _bound = property(_serving.bound)
    _bound_to_mask = property(_serving.bound_to_mask)

    def detect(self, text: str) -> Detections:
        """Return what is found: type -> list of value, start, end, mask_strategy.

        Each detection is a dictionary with these four keys. Offsets are code points,
        ends exclusive. Raises TypeError when `text` is no `str`, LimitError when it is
        longer than `max_text_length`.
        """
        self._check(text)
        found: Detections = self._engine.detect(text)
        return found

    def mask(self, text: str, detections: Any) -> str:
        """Return `text` with `detections` masked; gives each of them a `type`.

        `detections` is as `detect` returns it, and may be edited: type -> list of
        dictionaries with `value`, `start`, `end` and perhaps `mask_strategy`
        (`default_mask_strategy` where it is missing, REDACT where it is unknown). Each
        dictionary gets the key `type`. Raises KeyError for one of the first three keys
        that is missing, and UnicodeEncodeError where HASH meets a lone surrogate.
        Neither argument is checked: without detections `text` is returned as it is.
        """
        native = self._bound
        if native is not None:
            masked: str | None = native.mask(text, detections)
            if masked is not None:
                return masked
        apply = self._apply_mask if self._customised else None
        return mask(text, detections, self.config, apply)

    def redact(self, text: str) -> str:
        """Return `text` with all that `detect` finds masked.

        Raises as `detect`, and UnicodeEncodeError where HASH meets a lone surrogate.
        """
        self._check(text)
        if self._customised or (self._source and not self._source.masks):
            return self.mask(text, self.detect(text))
        masked: str = self._engine.redact(text)
        return masked

    def process(self, text: str) -> tuple[str, Detections]:
        """Return the masked text and the detections; raises as `redact`.

        The detections are those of `detect` with a fifth key each, `type`.
        """
        detections = self.detect(text)
        return self.mask(text, detections), detections

    def detect_many(
        self, texts: Iterable[str], threads: int | None = None
    ) -> list[Detections]:
        """Return what `detect` finds in each text, in order.

        The native backend scans without the GIL, on up to `threads` processors (None:
        all), at most one for each text. Raises as `detect`, naming the index of the
        text, TypeError for `threads` that is no integer and ValueError for one below 1.
        """
        native = self._bound
        if native is not None:
            found: list[Detections] = native.detect_many(texts, threads)
            return found
        return [self.detect(text) for text in self._each(texts, threads)]

    def redact_many(
        self, texts: Iterable[str], threads: int | None = None
    ) -> list[str]:
        """Return what `redact` does for each text, in order; see `detect_many`."""
        native = self._bound_to_mask
        if native is not None:
            texts = tuple(texts)  # Python may have to mask them: no iterator, then
            masked: list[str] | None = native.redact_many(texts, threads)
            if masked is not None:
                return masked
        return [self.redact(text) for text in self._each(texts, threads)]

    def _each(self, texts: Iterable[str], threads: int | None) -> list[str]:
        """Return the texts once all of them are known to be fit."""
        if threads is not None and operator.index(threads) < 1:
            raise ValueError("threads must be at least 1, or None")
        listed = list(texts)
        for index, text in enumerate(listed):
            self._check(text, f"texts[{index}]")
        return listed

    def find(self, text: str) -> list[Detection]:
        """Return what `detect` finds as one list, by start; raises as `detect`."""
        found = [
            Detection(pii_type, **item)
            for pii_type, items in self.detect(text).items()
            for item in items
        ]
        found.sort(key=lambda detection: detection.start)
        return found

    def process_nested(self, data: Any, path: str = "") -> tuple[bool, Any, Detections]:
        """Mask the strings in nested dictionaries and lists, also JSON in strings.

        Returns whether anything was found, the masked data and all detections by type
        in the order of the walk: dictionaries as `detect` gives them, with a fifth key,
        `type`, where masking has reached them (not in a JSON string within a JSON
        string). Offsets count in the string that holds the value; a value in JSON in a
        string is told twice, of the string and of the JSON. `data` is left as it is;
        containers without a detection are returned as they are. `path` has no effect
        here; `scan_nested` names places with it. Raises LimitError for a text over
        `max_text_length`, nesting over `max_depth`, a cycle, or JSON that Python cannot
        read for its size, and UnicodeEncodeError where HASH meets a lone surrogate.
        """
        native = self._bound_to_mask
        if native is not None:
            done: tuple[bool, Any, Detections] = native.process_nested(data, path)
            return done
        return process_nested(data, self._detecting(), self.mask, self._max_depth)

    def scan_nested(self, data: Any, path: str = "") -> dict[str, Detections]:
        """Return what `process_nested` finds by path, such as `.user[0].note(json)`.

        `path` begins every path, as an f-string writes it. Each value is as `detect`
        returns it, with `type` as in `process_nested`. Raises as `process_nested`.
        """
        detect = self._detecting()
        walk = NestedWalk(data, path, detect, self.mask, self._max_depth)
        return walk.detections_by_path()

    def _detecting(self) -> Callable[[str], Detections]:
        """Return `detect` for the strings of one call."""
        engine = self._engine
        if (
            not isinstance(engine, PythonEngine)
            or not self._inherits("detect")
            or "detect" in vars(self)
        ):
            return self.detect
        detect = engine.detecting()

        def checked(text: str) -> Detections:
            self._check(text)
            return detect(text)

        return detect if self._max_text_length is None else checked

    def explain(self) -> list[PatternInfo]:
        """Return what runs each pattern, in order, and for `re` why.

        Patterns and whitelist are those that the detector has now.
        """
        patterns, whitelist = self._patterns, self._whitelist
        if patterns is None or whitelist is None:
            patterns = build_patterns(self._built_from)
            whitelist = build_whitelist(self._built_from)
        return explain(self._built_from, patterns, whitelist, self._choose)

    def _choose(self, pattern: re.Pattern[str], listed: bool) -> Choice:
        """Return what runs a pattern; `listed`: it is one of the whitelist."""
        if self._source is None:
            return "re", PYTHON
        if listed and (self._customised or not self._whitelist_as_built):
            return "re", CHANGED
        return self._source.choose(pattern, listed)

    def _compile_patterns(self) -> None:
        """Add the patterns of the configuration as it is now to those there are."""
        for pii_type, added in build_patterns(Config.from_any(self.config)).items():
            self.patterns.setdefault(pii_type, []).extend(added)

    def _compile_whitelist(self) -> None:
        """Take the whitelist of the configuration as it is now."""
        self.whitelist_patterns = build_whitelist(Config.from_any(self.config))

    def _apply_mask(self, value: str, pii_type: object, strategy: object) -> str:
        redaction = option(self.config, "redaction_text")
        return apply_mask(value, pii_type, strategy, redaction)

    def _is_whitelisted(self, text: str, match_start: int, match_end: int) -> bool:
        value = text[match_start:match_end]
        return any(occurs(pattern, value) for pattern in self.whitelist_patterns)

    def _check(self, text: object, name: str = "text") -> None:
        if not isinstance(text, str):
            raise TypeError(f"{name} must be str, not {type(text).__name__}")
        limit = self._max_text_length
        if limit is not None and len(text) > limit:
            raise LimitError(
                f"{name} is longer than max_text_length ({limit}); "
                "split it or raise the limit"
            )

    def __repr__(self) -> str:
        """Name the engine and what is looked for, no pattern."""
        types = ", ".join(name_of(pii_type) for pii_type in self._types())
        custom = len(self._built_from.custom_patterns)
        return (
            f"Detector(backend={self.backend!r}, types=[{types}], "
            f"custom_patterns={custom})"
        )

    def _types(self) -> Iterable[object]:
        if self._patterns is None:
            return enabled_types(self._built_from)
        return self._patterns

    # Copies and pickles carry edits and the caller's own attributes.
    __getstate__ = _copying.getstate
    __setstate__ = _copying.setstate


_OVERRIDABLE = (*_serving.HOT_METHODS, "mask", "_apply_mask", "_is_whitelisted")
