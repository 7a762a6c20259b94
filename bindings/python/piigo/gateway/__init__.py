"""The PII filter as a plugin of the ContextForge MCP gateway.

`PIIFilterPlugin` is for whichever plugin framework is there: the one within the gateway
(`mcpgateway.plugins.framework`, up to 1.0.0b1) or `cpex.framework` (later gateways).
Both by name: `piigo.gateway.in_tree.PIIFilterPlugin`,
`piigo.gateway.cpex.PIIFilterPlugin`.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from piigo.gateway.in_tree import PIIFilterPlugin

__all__ = ["PIIFilterPlugin"]

# Of two frameworks that are installed, the first that is loaded serves: a plugin
# manager loads its own before any plugin.
_ADAPTERS = {
    "mcpgateway.plugins.framework": "piigo.gateway.in_tree",
    "cpex.framework": "piigo.gateway.cpex",
}


def __getattr__(name: str) -> Any:
    """Return the plugin class, which is not looked for until it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_adapter()), name)


def _adapter() -> str:
    for framework, adapter in _ADAPTERS.items():
        if framework in sys.modules:
            return adapter
    for framework, adapter in _ADAPTERS.items():
        if _installed(framework):
            return adapter
    raise ImportError(
        "piigo.gateway needs a plugin framework: install mcp-contextforge-gateway "
        "or cpex beside piigo"
    )


def _installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False
