"""The plugin for the framework within the gateway, `mcpgateway.plugins.framework`.

Of the gateways with that framework, 0.8 to 1.0.0b1 are supported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mcpgateway.plugins.framework import (
    Plugin,
    PluginConfig,
    PluginContext,
    PluginMode,
    PluginViolation,
    PluginViolationError,
    PromptPosthookPayload,
    PromptPosthookResult,
    PromptPrehookPayload,
    PromptPrehookResult,
    ToolPostInvokePayload,
    ToolPostInvokeResult,
    ToolPreInvokePayload,
    ToolPreInvokeResult,
)
from mcpgateway.services.logging_service import LoggingService

from piigo.gateway._filter import PIIFilter
from piigo.gateway._guard import guarded
from piigo.gateway._outcome import Outcome
from piigo.gateway._plugin import FilterAttributes
from piigo.gateway._write_back import write_back

# As every part of the gateway does: its log level counts for piigo.gateway, too.
LoggingService().get_logger("piigo.gateway")


class PIIFilterPlugin(FilterAttributes, Plugin):  # type: ignore[misc]  # untyped base
    """Finds and masks PII in prompts, in tool arguments and in tool results.

    Its options are those of the gateway's own filter, see `PIIFilterConfig`. As that
    filter does, it masks payloads in place, and nested data before it refuses it.

    A payload that the filter cannot look through is refused in the modes that ignore
    violations, too: there the hook raises PluginViolationError. A message whose text is
    no `str` is a TypeError, once the messages before it are masked, as in that filter.
    """

    def __init__(self, config: PluginConfig) -> None:
        super().__init__(config)
        self._filter = PIIFilter(config.config)

    async def prompt_pre_fetch(
        self, payload: PromptPrehookPayload, context: PluginContext
    ) -> PromptPrehookResult:
        """Mask the arguments of a prompt, or refuse them."""

        def work() -> Outcome:
            outcome = self._filter.prompt_args(payload.args, context.metadata)
            if outcome.changed:
                outcome.value = PromptPrehookPayload(
                    prompt_id=payload.prompt_id, args=outcome.value
                )
            return outcome

        return self._result(PromptPrehookResult, "prompt_pre_fetch", work)

    async def prompt_post_fetch(
        self, payload: PromptPosthookPayload, context: PluginContext
    ) -> PromptPosthookResult:
        """Mask the messages of a rendered prompt."""

        def work() -> Outcome:
            messages = payload.result.messages

            def write(index: int, text: str) -> None:
                messages[index].content.text = text

            outcome = self._filter.prompt_messages(messages, context.metadata, write)
            outcome.value = payload
            return outcome

        return self._result(PromptPosthookResult, "prompt_post_fetch", work)

    async def tool_pre_invoke(
        self, payload: ToolPreInvokePayload, context: PluginContext
    ) -> ToolPreInvokeResult:
        """Mask the arguments of a tool, or refuse them."""

        def work() -> Outcome:
            outcome = self._filter.tool_args(payload.args, context.metadata)
            if outcome.changed:
                write_back(payload.args, outcome.value)
                outcome.value = payload
            return outcome

        return self._result(ToolPreInvokeResult, "tool_pre_invoke", work)

    async def tool_post_invoke(
        self, payload: ToolPostInvokePayload, context: PluginContext
    ) -> ToolPostInvokeResult:
        """Mask what a tool returned, or refuse it."""

        def work() -> Outcome:
            outcome = self._filter.tool_result(payload.result, context.metadata)
            if outcome.changed:
                if isinstance(payload.result, str):
                    payload.result = outcome.value
                else:
                    write_back(payload.result, outcome.value)
                outcome.value = payload
            return outcome

        return self._result(ToolPostInvokeResult, "tool_post_invoke", work)

    def _result(self, kind: Any, hook: str, work: Callable[[], Outcome]) -> Any:
        outcome = guarded(hook, work)
        if outcome.refusal is None:
            return kind(modified_payload=outcome.value) if outcome.changed else kind()
        refusal = outcome.refusal
        violation = PluginViolation(
            reason=refusal.reason,
            description=refusal.description,
            code=refusal.code,
            details=refusal.details,
        )
        if refusal.failed and self.mode != PluginMode.ENFORCE:
            violation.plugin_name = self.name
            raise PluginViolationError(refusal.description, violation=violation)
        return kind(continue_processing=False, violation=violation)
