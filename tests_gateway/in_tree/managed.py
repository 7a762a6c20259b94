"""A plugin in a YAML file, loaded and called by the framework's plugin manager."""

import asyncio
import copy
from pathlib import Path
from typing import Any

import yaml
from mcpgateway.plugins.framework import GlobalContext, PluginManager

from tests_gateway.in_tree import twins

OURS = "piigo.gateway.PIIFilterPlugin"
ORIGINAL = "plugins.pii_filter.pii_filter.PIIFilterPlugin"


def call_all(
    folder: Path, kind: str, options: Any, mode: str, calls: list[tuple[str, Any]]
) -> list[tuple[str, ...]]:
    """What the manager returns or raises for each (hook, payload), and the payload."""
    entry = twins.plugin_config(options, mode).model_dump(
        mode="json", exclude_none=True, include=_FIELDS
    )
    settings = {
        "plugins": [{**entry, "kind": kind}],
        "plugin_dirs": [],
        "plugin_settings": {"fail_on_plugin_error": False, "plugin_timeout": 30},
    }
    file = folder / "plugins.yaml"
    file.write_text(yaml.safe_dump(settings))
    return asyncio.run(_call_all(str(file), copy.deepcopy(calls)))


_FIELDS = {
    *("name", "description", "author", "version", "hooks", "tags", "mode", "config"),
}


async def _call_all(file: str, calls: list[tuple[str, Any]]) -> list[tuple[str, ...]]:
    manager = PluginManager(file)
    await manager.initialize()
    try:
        assert manager.plugin_count == (not _disabled(manager))
        return [
            (*await _call(manager, hook, payload), repr(payload))
            for hook, payload in calls
        ]
    finally:
        await manager.shutdown()


def _disabled(manager: Any) -> bool:
    return bool(manager.config.plugins[0].mode.value == "disabled")


async def _call(manager: Any, hook: str, payload: Any) -> tuple[str, str]:
    shared = GlobalContext(request_id="1")
    try:
        if hasattr(manager, "invoke_hook"):
            result, contexts = await manager.invoke_hook(hook, payload, shared)
        else:  # gateway 0.8
            result, contexts = await getattr(manager, hook)(payload, shared)
    except twins.PluginViolationError as error:
        violation = error.violation
        return "refused", repr(violation and violation.model_dump())
    except Exception as error:
        return "raised", type(error).__name__
    stored = [context.metadata for context in (contexts or {}).values()]
    return repr(result), repr(stored)
