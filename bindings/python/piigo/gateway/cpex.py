"""The plugin for `cpex.framework`, which gateways from 1.0 on use.

Payloads are immutable there: what is masked is returned as a copy. With a trace, that
is with `extensions.request.trace_id`, the result's metadata tells what was found in
this call, under "pii_filter".
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from cpex.framework import (
    Plugin,
    PluginConfig,
    PluginContext,
    PluginMode,
    PluginResult,
    PluginViolation,
    PluginViolationError,
    PromptPosthookPayload,
    PromptPrehookPayload,
    ToolPostInvokePayload,
    ToolPreInvokePayload,
)

from piigo._types import name_of
from piigo.gateway._filter import PIIFilter
from piigo.gateway._guard import guarded
from piigo.gateway._outcome import Outcome, count_all
from piigo.gateway._plugin import FilterAttributes


class PIIFilterPlugin(FilterAttributes, Plugin):  # type: ignore[misc]  # untyped base
    """Finds and masks PII in prompts, in tool arguments and in tool results.

    Its options are those of the gateway's own filter, see `PIIFilterConfig`. Unlike
    the plugin for the older framework it masks results that are lists, too, and passes
    over messages whose text is no `str`.

    A payload that the filter cannot look through is refused in the mode "transform",
    too, which ignores violations: there the hook raises PluginViolationError.
    """

    def __init__(self, config: PluginConfig) -> None:
        super().__init__(config)
        self._filter = PIIFilter(
            config.config or {}, scan_lists=True, skip_no_texts=True
        )

    async def prompt_pre_fetch(
        self,
        payload: PromptPrehookPayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[PromptPrehookPayload]:
        """Mask the arguments of a prompt, or refuse them."""

        def work() -> Outcome:
            outcome = self._filter.prompt_args(payload.args, context.metadata)
            return _within(payload, "args", outcome)

        return self._result("prompt_pre_fetch", work, extensions)

    async def prompt_post_fetch(
        self,
        payload: PromptPosthookPayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[PromptPosthookPayload]:
        """Mask the messages of a rendered prompt."""

        def work() -> Outcome:
            result = payload.result
            messages = list(result.messages or ())

            def write(index: int, text: str) -> None:
                content = _with(messages[index].content, "text", text)
                messages[index] = _with(messages[index], "content", content)

            outcome = self._filter.prompt_messages(messages, context.metadata, write)
            if outcome.changed:
                outcome.value = _with(result, "messages", messages)
            return _within(payload, "result", outcome)

        return self._result("prompt_post_fetch", work, extensions)

    async def tool_pre_invoke(
        self,
        payload: ToolPreInvokePayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[ToolPreInvokePayload]:
        """Mask the arguments of a tool, or refuse them."""

        def work() -> Outcome:
            args = _plain(payload.args)
            outcome = self._filter.tool_args(args, context.metadata)
            return _within(payload, "args", outcome)

        return self._result("tool_pre_invoke", work, extensions)

    async def tool_post_invoke(
        self,
        payload: ToolPostInvokePayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[ToolPostInvokePayload]:
        """Mask what a tool returned, or refuse it."""

        def work() -> Outcome:
            result = _plain(payload.result)
            outcome = self._filter.tool_result(result, context.metadata)
            return _within(payload, "result", outcome)

        return self._result("tool_post_invoke", work, extensions)

    def _result(
        self, hook: str, work: Callable[[], Outcome], extensions: Any
    ) -> PluginResult[Any]:
        outcome = guarded(hook, work)
        refusal = outcome.refusal
        metadata = _metadata(hook, outcome) if _traced(extensions) else {}
        if refusal is None:
            modified = outcome.value if outcome.changed else None
            return PluginResult(modified_payload=modified, metadata=metadata)
        violation = PluginViolation(
            reason=refusal.reason,
            description=refusal.description,
            code=refusal.code,
            details=refusal.details,
        )
        if refusal.failed and self.mode == PluginMode.TRANSFORM:
            violation.plugin_name = self.name
            raise PluginViolationError(refusal.description, violation=violation)
        return PluginResult(
            continue_processing=False, violation=violation, metadata=metadata
        )


def _within(payload: Any, field: str, outcome: Outcome) -> Outcome:
    """Return the outcome with a copy of the payload that has its value as a field."""
    if outcome.changed:
        outcome.value = payload.model_copy(update={field: outcome.value})
    return outcome


def _metadata(stage: str, outcome: Outcome) -> dict[str, Any]:
    total = count_all(outcome.found)
    if not total:
        return {}
    names = {name_of(pii_type) for each in outcome.found for pii_type in each}
    return {
        "pii_filter": {
            "total_detections": total,
            "total_masked": 0 if outcome.refusal else total,
            "detection_types": sorted(names),
            "stage": stage,
        }
    }


def _traced(extensions: Any) -> bool:
    return bool(getattr(getattr(extensions, "request", None), "trace_id", None))


def _plain(data: Any) -> Any:
    """Return a container that the framework wrapped as one of Python's own."""
    if isinstance(data, dict) and type(data) is not dict:
        return dict(data.items())
    if isinstance(data, list) and type(data) is not list:
        return list(iter(data))
    return data


def _with(owner: Any, name: str, value: Any) -> Any:
    """Return a copy of an object, a model or another one, with one other attribute."""
    if hasattr(owner, "model_copy"):
        return owner.model_copy(update={name: value})
    copied = copy.copy(owner)
    setattr(copied, name, value)
    return copied
