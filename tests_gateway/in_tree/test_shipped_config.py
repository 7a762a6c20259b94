"""The configuration that is shipped for gateways with a framework of their own."""

import asyncio
from pathlib import Path

import yaml
from mcpgateway.plugins.framework import GlobalContext, PluginManager

from piigo.gateway._settings import PIIFilterConfig
from tests_gateway.in_tree import twins

FOLDER = Path(__file__).parents[2] / "integrations" / "mcp-context-forge"
FILE = FOLDER / "plugins.yaml"


def test_its_options_are_all_there_are_with_their_defaults() -> None:
    (plugin,) = yaml.safe_load(FILE.read_text())["plugins"]
    defaults = PIIFilterConfig().model_dump(mode="json")
    # It has no effect, as every pattern has a strategy of its own.
    del defaults["default_mask_strategy"]
    assert plugin["config"] == defaults
    assert plugin["hooks"] == list(twins.HOOKS)


def test_the_manager_loads_it(backend: str) -> None:
    async def run() -> str:
        manager = PluginManager(str(FILE))
        await manager.initialize()
        try:
            payload = twins.tool_args({"mail": "jane@example.com"})
            if hasattr(manager, "invoke_hook"):
                shared = GlobalContext(request_id="1")
                await manager.invoke_hook("tool_pre_invoke", payload, shared)
            else:  # gateway 0.8
                await manager.tool_pre_invoke(payload, GlobalContext(request_id="1"))
            plugin = manager.get_plugin("PIIFilterPlugin")
            assert plugin.implementation == backend.capitalize()
            return str(payload.args)
        finally:
            await manager.shutdown()

    assert asyncio.run(run()) == "{'mail': 'j***e@example.com'}"
