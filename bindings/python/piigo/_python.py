"""The engine that runs on Python's own `re`."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from piigo._haystack import Haystack
from piigo._mask import mask
from piigo._matching import Search, occurs, search_for
from piigo._overlap import Span, resolve
from piigo._types import MaskingStrategy, PIIType

Patterns: TypeAlias = dict[PIIType, list[tuple[re.Pattern[str], MaskingStrategy]]]
Detections: TypeAlias = dict[PIIType, list[dict[str, Any]]]


class PythonEngine:
    """Detects and masks with the given compiled patterns.

    The patterns, the whitelist and the configuration are referred to, not copied: what
    a caller changes in them counts from the next call on. `whitelisted(text, start,
    end)` takes the place of the whitelist where a caller has a rule of its own.
    """

    __slots__ = ("_config", "_patterns", "_whitelist", "_whitelisted")

    def __init__(
        self,
        patterns: Mapping[PIIType, Sequence[tuple[re.Pattern[str], MaskingStrategy]]],
        whitelist: Sequence[re.Pattern[str]],
        config: object,
        whitelisted: Callable[[str, int, int], bool] | None = None,
    ) -> None:
        self._whitelisted = whitelisted
        self._patterns = patterns
        self._whitelist = whitelist
        self._config = config

    def detect(self, text: str) -> Detections:
        """Return the detections by type, each with value, start, end, mask_strategy."""
        return self._detect(text, self._search(), self._kinds)

    def detecting(self) -> Callable[[str], Detections]:
        """Return `detect` with the patterns as they are now, for many texts."""
        search, kinds = self._search(), self._kinds()
        return lambda text: self._detect(text, search, lambda: kinds)

    def _search(self) -> Search:
        """Return what finds the matches of the patterns, as these are now."""
        return search_for(
            [pattern for each in self._patterns.values() for pattern, _ in each]
        )

    def _kinds(self) -> list[tuple[PIIType, MaskingStrategy]]:
        """Return of each pattern its type and its strategy."""
        return [
            (pii_type, strategy)
            for pii_type, each in self._patterns.items()
            for _, strategy in each
        ]

    def _detect(
        self,
        text: str,
        search: Search,
        kinds: Callable[[], list[tuple[PIIType, MaskingStrategy]]],
    ) -> Detections:
        """Return the detections; `kinds` is not called where nothing can match."""
        hay = Haystack(_plain(text))
        if search.only_built_in and not hay.may_match():
            return {}
        by_type: dict[PIIType, list[tuple[MaskingStrategy, list[Span]]]] = {}
        found = self._allowed(hay, search)
        # Not strict: another thread may have edited the patterns in the meantime.
        for (pii_type, strategy), spans in zip(kinds(), found, strict=False):
            if spans:
                by_type.setdefault(pii_type, []).append((strategy, spans))
        return {
            pii_type: [
                {
                    "value": hay.text[start:end],
                    "start": start,
                    "end": end,
                    "mask_strategy": pairs[index][0],
                }
                for index, start, end in resolve([spans for _, spans in pairs])
            ]
            for pii_type, pairs in by_type.items()
        }

    def is_whitelisted(self, value: str) -> bool:
        """Tell whether a whitelist pattern occurs in `value`, seen on its own."""
        return any(occurs(pattern, value) for pattern in self._whitelist)

    def mask(self, text: str, detections: Any) -> str:
        """Return the text with the detections masked; see `piigo._mask.mask`."""
        return mask(text, detections, self._config)

    def redact(self, text: str) -> str:
        """Return the text with everything that is detected masked."""
        return self.mask(text, self.detect(text))

    def process(self, text: str) -> tuple[str, Detections]:
        """Return the masked text and what was detected in the text."""
        detections = self.detect(text)
        return self.mask(text, detections), detections

    def _found(self, hay: Haystack, search: Search) -> list[list[Span]]:
        """Return all matches of each pattern."""
        return [find(hay) for find in search.finders]

    def _allowed(self, hay: Haystack, search: Search) -> list[list[Span]]:
        """Return of each pattern all matches that the whitelist does not match."""
        found = self._found(hay, search)
        if not self._whitelist and self._whitelisted is None:
            return found
        return [self.without_whitelisted(hay.text, spans) for spans in found]

    def without_whitelisted(self, text: str, spans: list[Span]) -> list[Span]:
        """Return the spans that the whitelist does not match."""
        if self._whitelisted is not None:
            return [span for span in spans if not self._whitelisted(text, *span)]
        if not self._whitelist:
            return spans
        return [
            (start, end)
            for start, end in spans
            if not self.is_whitelisted(text[start:end])
        ]


def _plain(text: str) -> str:
    """Return the code points of a `str` or of a subclass as a `str` proper."""
    return text if type(text) is str else str.__getitem__(text, slice(None))
