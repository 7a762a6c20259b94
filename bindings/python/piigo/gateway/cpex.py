"""The plugin for `cpex.framework`, which gateways from 1.0 on use.

Payloads are immutable there: what is masked is returned as a copy. With a trace, that
is with `extensions.request.trace_id`, the result's metadata tells what was found in
this call, under "pii_filter".
"""

from __future__ import annotations

import copy
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
from piigo.gateway._outcome import Outcome, count_all
from piigo.gateway._plugin import FilterAttributes


class PIIFilterPlugin(FilterAttributes, Plugin):  # type: ignore[misc]  # untyped base
    """Finds and masks PII in prompts, in tool arguments and in tool results.

    Its options are those of the gateway's own filter, see `PIIFilterConfig`. Unlike
    the plugin for the older framework it masks results that are lists, too.

    A payload that the filter cannot look through is refused in the mode "transform",
    too, which ignores violations: there the hook raises PluginViolationError.
    """

    def __init__(self, config: PluginConfig) -> None:
        super().__init__(config)
        self._filter = PIIFilter(config.config or {}, scan_lists=True)

    async def prompt_pre_fetch(
        self,
        payload: PromptPrehookPayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[PromptPrehookPayload]:
        """Mask the arguments of a prompt, or refuse them."""
        outcome = self._filter.prompt_args(payload.args, context.metadata)
        masked = None
        if outcome.changed:
            masked = payload.model_copy(update={"args": outcome.value})
        return self._result("prompt_pre_fetch", outcome, masked, extensions)

    async def prompt_post_fetch(
        self,
        payload: PromptPosthookPayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[PromptPosthookPayload]:
        """Mask the messages of a rendered prompt."""
        result = payload.result
        outcome = self._filter.prompt_messages(result.messages, context.metadata)
        masked = None
        if outcome.changed:
            messages = list(result.messages)
            for index, text in outcome.value:
                content = _with(messages[index].content, "text", text)
                messages[index] = _with(messages[index], "content", content)
            result = _with(result, "messages", messages)
            masked = payload.model_copy(update={"result": result})
        return self._result("prompt_post_fetch", outcome, masked, extensions)

    async def tool_pre_invoke(
        self,
        payload: ToolPreInvokePayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[ToolPreInvokePayload]:
        """Mask the arguments of a tool, or refuse them."""
        args = _plain(payload.args)
        outcome = self._filter.tool_args(args, context.metadata)
        masked = None
        if outcome.changed:
            masked = payload.model_copy(update={"args": outcome.value})
        return self._result("tool_pre_invoke", outcome, masked, extensions)

    async def tool_post_invoke(
        self,
        payload: ToolPostInvokePayload,
        context: PluginContext,
        extensions: Any = None,
    ) -> PluginResult[ToolPostInvokePayload]:
        """Mask what a tool returned, or refuse it."""
        result = _plain(payload.result)
        outcome = self._filter.tool_result(result, context.metadata)
        masked = None
        if outcome.changed:
            masked = payload.model_copy(update={"result": outcome.value})
        return self._result("tool_post_invoke", outcome, masked, extensions)

    def _result(
        self, stage: str, outcome: Outcome, masked: Any, extensions: Any
    ) -> PluginResult[Any]:
        refusal = outcome.refusal
        metadata = _metadata(stage, outcome) if _traced(extensions) else {}
        if refusal is None:
            return PluginResult(modified_payload=masked, metadata=metadata)
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
