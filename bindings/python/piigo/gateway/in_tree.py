"""The plugin for the framework within the gateway, `mcpgateway.plugins.framework`.

Of the gateways with that framework, 0.8 to 1.0.0b1 are supported.
"""

from __future__ import annotations

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
    violations, too: there the hook raises PluginViolationError.
    """

    def __init__(self, config: PluginConfig) -> None:
        super().__init__(config)
        self._filter = PIIFilter(config.config)

    async def prompt_pre_fetch(
        self, payload: PromptPrehookPayload, context: PluginContext
    ) -> PromptPrehookResult:
        """Mask the arguments of a prompt, or refuse them."""
        outcome = self._filter.prompt_args(payload.args, context.metadata)
        masked = None
        if outcome.changed:
            masked = PromptPrehookPayload(
                prompt_id=payload.prompt_id, args=outcome.value
            )
        return self._result(PromptPrehookResult, outcome, masked)

    async def prompt_post_fetch(
        self, payload: PromptPosthookPayload, context: PluginContext
    ) -> PromptPosthookResult:
        """Mask the messages of a rendered prompt."""
        messages = payload.result.messages
        outcome = self._filter.prompt_messages(messages, context.metadata)
        if outcome.changed:
            for index, text in outcome.value:
                messages[index].content.text = text
        return self._result(PromptPosthookResult, outcome, payload)

    async def tool_pre_invoke(
        self, payload: ToolPreInvokePayload, context: PluginContext
    ) -> ToolPreInvokeResult:
        """Mask the arguments of a tool, or refuse them."""
        outcome = self._filter.tool_args(payload.args, context.metadata)
        if outcome.changed:
            write_back(payload.args, outcome.value)
        return self._result(ToolPreInvokeResult, outcome, payload)

    async def tool_post_invoke(
        self, payload: ToolPostInvokePayload, context: PluginContext
    ) -> ToolPostInvokeResult:
        """Mask what a tool returned, or refuse it."""
        outcome = self._filter.tool_result(payload.result, context.metadata)
        if outcome.changed:
            if isinstance(payload.result, str):
                payload.result = outcome.value
            else:
                write_back(payload.result, outcome.value)
        return self._result(ToolPostInvokeResult, outcome, payload)

    def _result(self, kind: Any, outcome: Outcome, masked: Any) -> Any:
        if outcome.refusal is None:
            return kind(modified_payload=masked) if outcome.changed else kind()
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
