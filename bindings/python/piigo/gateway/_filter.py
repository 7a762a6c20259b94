"""The plugin's work at each hook, apart from any plugin framework.

ORACLE: what is counted, stored and refused differs from hook to hook as it does in the
gateway's own filter: only results update the statistics, `total_masked` leaves out
nested data, rendered prompts are never refused, and results that are neither a text
nor a dictionary pass as they are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from piigo._detector import Detector
from piigo._python import Detections
from piigo._types import name_of
from piigo._version import __version__
from piigo.gateway import _observer
from piigo.gateway._backend import choose_backend
from piigo.gateway._guard import NoTextError
from piigo.gateway._observer import Call
from piigo.gateway._outcome import Outcome, Refusal, count, count_all, types_of
from piigo.gateway._places import found_by_path
from piigo.gateway._settings import PIIFilterConfig

_log = logging.getLogger("piigo.gateway")


class PIIFilter:
    """Looks through the payloads of one plugin.

    `options` are those of `PIIFilterConfig`. Raises pydantic.ValidationError for wrong
    ones and ValueError for a wrong pattern. Scanned data is never written to, but for
    what `write` does. Whatever fails is raised: call within `guarded`. `scan_lists`:
    look through results that are lists, too. `skip_no_texts`: pass over messages whose
    text is no `str`, which are a NoTextError else.
    """

    def __init__(
        self, options: object, *, scan_lists: bool = False, skip_no_texts: bool = False
    ) -> None:
        self.config: PIIFilterConfig = PIIFilterConfig.model_validate(options)
        backend = choose_backend()
        self.detector = Detector(self.config, backend=backend)
        self.implementation = backend.capitalize()
        self.detection_count = 0
        self.masked_count = 0
        self._containers = (dict, list) if scan_lists else dict
        self._skip_no_texts = skip_no_texts
        self._observer = _observer.from_environment(backend, __version__)

    def prompt_args(self, args: Mapping[str, Any] | None, metadata: Any) -> Outcome:
        """Look through the arguments of a prompt; `value` holds all of them."""
        if not args:
            return Outcome()

        with self._observer.call("prompt_pre_fetch") as call:
            found: dict[str, Detections] = {}
            masked: dict[str, Any] = {}
            for key, value in args.items():
                masked[key] = value
                if not isinstance(value, str):
                    continue
                detections = self._detect(call, value)
                if not detections:
                    continue
                found[key] = detections
                self._log_found("prompt_pre_fetch", [detections])
                if self.config.block_on_detection:
                    details = {
                        "field": key,
                        "types": list(detections),
                        "count": count(detections),
                    }
                    text = f"Sensitive information detected in argument '{key}'"
                    refusal = Refusal(
                        "PII detected in prompt", text, "PII_DETECTED", details
                    )
                    return Outcome(refusal=refusal, found=[detections])
                masked[key] = self._mask(call, value, detections)
                self.masked_count += count(detections)
            if found and self.config.include_detection_details:
                metadata["pii_detections"] = {
                    "pre_fetch": _summary("fields", found),
                }
            return Outcome(masked, bool(found), found=list(found.values()))

    def prompt_messages(
        self,
        messages: Iterable[Any],
        metadata: Any,
        write: Callable[[int, str], None],
    ) -> Outcome:
        """Look through a rendered prompt, with no `value`.

        `write` gets the index of a message and its masked text before the next message
        is looked at. So none is left unmasked for a later one that fails, and of two
        that share their text the second is found masked, as in the original.
        """
        if not messages:
            return Outcome()

        with self._observer.call("prompt_post_fetch") as call:
            found: dict[str, Detections] = {}
            everything: list[Detections] = []
            for index, message in enumerate(messages):
                if not message.content or not hasattr(message.content, "text"):
                    continue
                text = message.content.text
                if self._skip_no_texts and not isinstance(text, str):
                    continue
                detections = self._detect(call, text)
                if not detections:
                    continue
                # ORACLE: of several messages of a role the last one is told.
                found[f"message_{message.role}"] = detections
                everything.append(detections)
                self._log_found("prompt_post_fetch", [detections])
                write(index, self._mask(call, text, detections))
                self.masked_count += count(detections)
            self._store(metadata, "post_fetch", "messages", found)
            self._store_statistics(metadata)
            return Outcome(changed=bool(found), found=everything)

    def tool_args(self, args: Any, metadata: Any) -> Outcome:
        """Look through the arguments of a tool; `value` is a masked copy."""
        if not args:
            return Outcome()

        with self._observer.call("tool_pre_invoke") as call:
            outcome, found = self._nested(call, args, "args")
            if not outcome.changed:
                return outcome
            self._log_found("tool_pre_invoke", outcome.found)
            if self.config.block_on_detection:
                outcome.refusal = Refusal(
                    "PII detected in tool arguments",
                    "Detected PII in tool arguments",
                    "PII_DETECTED_IN_TOOL_ARGS",
                    _blocked(found),
                )
            else:
                self._store(metadata, "tool_pre_invoke", "arguments", found)
            return outcome

    def tool_result(self, result: Any, metadata: Any) -> Outcome:
        """Look through what a tool returned; `value` is a masked copy."""
        if not result:
            return Outcome()

        with self._observer.call("tool_post_invoke") as call:
            outcome = Outcome()
            found: dict[str, Detections] = {}
            if isinstance(result, str):
                outcome, found = self._result_text(call, result)
            elif isinstance(result, self._containers):
                outcome, found = self._nested(call, result, "result")
                if outcome.changed:
                    self._log_found("tool_post_invoke", outcome.found)
                if outcome.changed and self.config.block_on_detection:
                    outcome.refusal = Refusal(
                        "PII detected in tool result",
                        "Detected PII in nested tool result data",
                        "PII_DETECTED_IN_TOOL_RESULT",
                        _blocked(found),
                    )
            if outcome.refusal is None:
                self._store(metadata, "tool_post_invoke", "fields", found)
                self._store_statistics(metadata)
            return outcome

    def close(self) -> None:
        """Report what there is to report when the plugin is shut down."""
        self._observer.close()
        _log.info(
            "PII Filter plugin (%s) shutting down. Total masked: %d items",
            self.implementation,
            self.masked_count,
            extra={
                "pii_backend": self.detector.backend,
                "pii_detected": self.detection_count,
                "pii_masked": self.masked_count,
            },
        )

    def _result_text(self, call: Call, text: str) -> tuple[Outcome, dict[str, Any]]:
        detections = self._detect(call, text)
        if not detections:
            return Outcome(), {}
        found = {"result": detections}
        self.detection_count += count(detections)
        self._log_found("tool_post_invoke", [detections])
        if self.config.block_on_detection:
            names = ", ".join(detections)
            refusal = Refusal(
                "PII detected in tool result",
                f"Detected {names} in tool output",
                "PII_DETECTED_IN_TOOL_RESULT",
                {"detected_types": list(detections), "count": count(detections)},
            )
            return Outcome(refusal=refusal, found=[detections]), found
        masked = self._mask(call, text, detections)
        self.masked_count += count(detections)
        return Outcome(masked, True, found=[detections]), found

    def _nested(
        self, call: Call, data: Any, root: str
    ) -> tuple[Outcome, dict[str, Detections]]:
        """Return the outcome for nested data, and what was found by path."""
        with call.nested(data) as seen:
            _, masked, merged = self.detector.process_nested(data, root)
            seen.hits(merged)
        if not merged:
            return Outcome(), {}
        self.detection_count += count(merged)
        config = self.config
        found: dict[str, Detections] = {}
        if config.block_on_detection or config.include_detection_details:
            found = found_by_path(self.detector, data, root)
        return Outcome(masked, True, found=[merged]), found

    def _detect(self, call: Call, text: object) -> Detections:
        with call.detect(text) as seen:
            if not isinstance(text, str):
                raise NoTextError(f"text must be str, not {type(text).__name__}")
            found = self.detector.detect(text)
            seen.hits(found)
        return found

    def _mask(self, call: Call, text: str, detections: Detections) -> str:
        with call.mask(text):
            return self.detector.mask(text, detections)

    def _store(
        self, metadata: Any, stage: str, label: str, found: dict[str, Detections]
    ) -> None:
        if found and self.config.include_detection_details:
            metadata.setdefault("pii_detections", {})[stage] = _summary(label, found)

    def _store_statistics(self, metadata: Any) -> None:
        metadata["pii_filter_stats"] = {
            "total_detections": self.detection_count,
            "total_masked": self.masked_count,
        }

    def _log_found(self, hook: str, found: list[Detections]) -> None:
        if not self.config.log_detections:
            return
        names = sorted({name_of(pii_type) for each in found for pii_type in each})
        hits = count_all(found)
        _log.warning(
            "PII detected in %s: %s (%d hits)",
            hook,
            ", ".join(names),
            hits,
            extra={
                "pii_hook": hook,
                "pii_types": names,
                "pii_hits": hits,
                "pii_backend": self.detector.backend,
            },
        )


def _summary(label: str, found: dict[str, Detections]) -> dict[str, Any]:
    return {
        "detected": True,
        label: list(found),
        "types": types_of(found.values()),
        "total_count": count_all(found.values()),
    }


def _blocked(found: dict[str, Detections]) -> dict[str, Any]:
    return {
        "detected_types": types_of(found.values()),
        "total_count": count_all(found.values()),
    }
