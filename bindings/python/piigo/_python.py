"""The engine that runs on Python's own `re`."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from piigo._mask import mask
from piigo._matching import Search, occurs, search_for
from piigo._overlap import Span, resolve
from piigo._prefilter import Haystack
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
        text = _plain(text)
        hay = Haystack(text)
        search = search_for(
            [pattern for each in self._patterns.values() for pattern, _ in each]
        )
        if search.only_built_in and not hay.may_match():
            return {}
        found = self._allowed(hay, search)
        if not any(found):
            return {}
        detections: Detections = {}
        first = 0
        for pii_type, pattern_list in self._patterns.items():
            spans = found[first : first + len(pattern_list)]
            first += len(pattern_list)
            if any(spans):
                detections[pii_type] = [
                    {
                        "value": text[start:end],
                        "start": start,
                        "end": end,
                        "mask_strategy": pattern_list[index][1],
                    }
                    for index, start, end in resolve(spans)
                ]
        return detections

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
