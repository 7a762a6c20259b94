"""What the plugin shows of its filter, with either plugin framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from piigo._detector import Detector
    from piigo.gateway._filter import PIIFilter
    from piigo.gateway._settings import PIIFilterConfig


class FilterAttributes:
    """The attributes of the gateway's own filter plugin."""

    _filter: PIIFilter

    @property
    def pii_config(self) -> PIIFilterConfig:
        """The options of the filter."""
        return self._filter.config

    @property
    def detector(self) -> Detector:
        """What finds and masks."""
        return self._filter.detector

    @property
    def implementation(self) -> str:
        """What serves the detector, "Go" or "Python"."""
        return self._filter.implementation

    @property
    def detection_count(self) -> int:
        """How many values were found in tool arguments and results."""
        return self._filter.detection_count

    @property
    def masked_count(self) -> int:
        """How many values were masked in prompts and in results that are a text."""
        return self._filter.masked_count

    async def shutdown(self) -> None:
        """Report what there is to report."""
        self._filter.close()
