"""The gateway's own plugin and piigo's, side by side in the real framework."""

import asyncio
import copy
import importlib
import re
import sys
from pathlib import Path
from typing import Any

from mcpgateway.plugins.framework import (
    GlobalContext,
    PluginConfig,
    PluginContext,
    PluginViolationError,
    PromptPosthookPayload,
    PromptPrehookPayload,
    ToolPostInvokePayload,
    ToolPreInvokePayload,
)

from piigo.gateway import _backend
from piigo.gateway.in_tree import PIIFilterPlugin
from tests_gateway import sources
from tests_py import oracle

HOOKS = ("prompt_pre_fetch", "prompt_post_fetch", "tool_pre_invoke", "tool_post_invoke")
BACKENDS = ("go", "python")
FORCE = "MCPGATEWAY_FORCE_PYTHON_PLUGINS"

sys.path.insert(0, str(sources.original_plugins()))
_original = importlib.import_module("plugins.pii_filter.pii_filter")
_file = Path(str(_original.__file__))
oracle._checked(_file.read_bytes(), str(_file))
OriginalPlugin: Any = _original.PIIFilterPlugin

try:
    models: Any = importlib.import_module("mcpgateway.common.models")
except ModuleNotFoundError:  # gateway 0.8
    models = importlib.import_module("mcpgateway.models")


def plugin_config(options: Any, mode: str = "enforce") -> PluginConfig:
    """The plugin's entry in the gateway's YAML file."""
    return PluginConfig(
        name="PIIFilter",
        description="",
        author="",
        kind="made.by.Hand",
        version="1",
        hooks=list(HOOKS),
        tags=[],
        mode=mode,
        config=options,
    )


def build(backend: str, options: Any, mode: str = "enforce") -> PIIFilterPlugin:
    """piigo's plugin with this backend, or AssertionError."""
    plugin = PIIFilterPlugin(plugin_config(options, mode))
    assert plugin.implementation == backend.capitalize()
    return plugin


def context() -> PluginContext:
    """A new context of a request."""
    return PluginContext(global_context=GlobalContext(request_id="1"))


def prompt_args(args: Any) -> PromptPrehookPayload:
    """A payload for prompt_pre_fetch; `args` is not checked."""
    return PromptPrehookPayload.model_construct(prompt_id="prompt", args=args)


def messages(*roles_and_texts: tuple[str, Any]) -> PromptPosthookPayload:
    """A payload for prompt_post_fetch of (role, text) or (role, content) pairs."""
    made = [
        models.Message.model_construct(
            role=models.Role(role),
            content=models.TextContent(type="text", text=content)
            if isinstance(content, str)
            else content,
        )
        for role, content in roles_and_texts
    ]
    result = models.PromptResult.model_construct(messages=made, description=None)
    return PromptPosthookPayload.model_construct(prompt_id="prompt", result=result)


def without_text(text: Any = None) -> Any:
    """Content that has no text but has the attribute, as a resource of bytes does."""
    return models.TextContent.model_construct(type="text", text=text)


def tool_args(args: Any) -> ToolPreInvokePayload:
    """A payload for tool_pre_invoke; `args` is not checked."""
    return ToolPreInvokePayload.model_construct(name="tool", args=args, headers=None)


def tool_result(result: Any) -> ToolPostInvokePayload:
    """A payload for tool_post_invoke."""
    return ToolPostInvokePayload(name="tool", result=result)


def call(plugin: Any, hook: str, payload: Any, where: PluginContext) -> Any:
    """The result of a hook, or the exception that it raises."""
    try:
        return asyncio.run(getattr(plugin, hook)(payload, where))
    except Exception as error:
        return error


def told(plugin: Any, hook: str, payload: Any) -> tuple[Any, dict[str, Any]]:
    """Everything that a hook does, but for tokens, and its result as it is.

    `payload` is copied first.
    """
    payload = copy.deepcopy(payload)
    where = context()
    result = call(plugin, hook, payload, where)
    facts = {
        "payload": _content(payload),
        "metadata": where.metadata,
        "state": where.state,
        "counters": (plugin.detection_count, plugin.masked_count),
    }
    if isinstance(result, Exception):
        facts["raises"] = type(result).__name__
    else:
        violation, modified = result.violation, result.modified_payload
        facts |= {
            "continues": result.continue_processing,
            "violation": violation and violation.model_dump(),
            "result metadata": result.metadata,
            "same payload": modified is payload,
            "modified": modified and _content(modified),
        }
    return result, {
        name: re.sub(r"\[TOKEN:[0-9a-f]{8}\]", "[TOKEN]", repr(fact))
        for name, fact in facts.items()
    }


def _content(payload: Any) -> Any:
    values = dict(payload.__dict__)
    if "result" in values and hasattr(values["result"], "messages"):
        values["result"] = [
            (message.role, message.content and vars(message.content))
            for message in values["result"].messages
        ]
    return type(payload).__name__, values


def assert_same(plugin: Any, original: Any, hook: str, payload: Any) -> Any:
    """Both plugins do the same with the payload. Returns piigo's result.

    Where the original raises because it cannot encode a lone surrogate, piigo's
    refuses the payload.
    """
    result, facts = told(plugin, hook, payload)
    raised, wanted = told(original, hook, payload)
    if isinstance(raised, UnicodeEncodeError):
        assert result.violation.code == "PII_FILTER_FAILED"
        assert not result.continue_processing
    else:
        differences = [
            ascii((name, facts.get(name), wanted.get(name)))
            for name in {*facts, *wanted}
            if facts.get(name) != wanted.get(name)
        ]
        assert not differences, f"{hook} differs for {payload!a}"
    return result


def forget_announcement() -> None:
    """Have the next plugin tell which backend it uses."""
    _backend._announce.cache_clear()


__all__ = ["PIIFilterPlugin", "PluginViolationError"]
