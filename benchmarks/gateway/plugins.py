"""The plugins, each built for the framework that this process has."""

import importlib
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final

from benchmarks.contenders import GO, ORACLE, PYTHON, RUST, rust_class

HOOKS: Final = ("tool_pre_invoke", "tool_post_invoke")
IN_TREE: Final = "in-tree"
CPEX: Final = "cpex"
FRAMEWORKS: Final = {IN_TREE: "mcpgateway.plugins.framework", CPEX: "cpex.framework"}
MODULES: Final = {IN_TREE: "piigo.gateway.in_tree", CPEX: "piigo.gateway.cpex"}
WATCHED: Final = {
    f"{GO}, metrics": "PIIGO_METRICS",
    f"{GO}, tracing": "PIIGO_TRACING",
    f"{GO}, profile": "MCPGATEWAY_PROFILE_PLUGINS",
}

Builder = Callable[[], Any]


def _config(framework: ModuleType) -> Any:
    # No line in the log for each hit: that would be the time of the log.
    return framework.PluginConfig(
        name="PIIFilter",
        kind="made.by.Hand",
        hooks=list(HOOKS),
        config={"log_detections": False},
    )


def original_module() -> Any:
    """The module of the gateway's own plugin, with the Rust detector at hand.

    The plugin takes its Rust detector from a package `plugins_rust`, which is not to
    be had; cpex-pii-filter has the same class. Raises ImportError without it.
    """
    plugins_rust = ModuleType("plugins_rust")
    plugins_rust.__dict__["PIIDetectorRust"] = rust_class()
    sys.modules["plugins_rust"] = plugins_rust
    sources = importlib.import_module("tests_gateway.sources")
    sys.path.insert(0, str(sources.original_plugins()))
    return importlib.import_module("plugins.pii_filter.pii_filter")


def _original(config: Any, *, rust: bool) -> Any:
    module = original_module()
    module._RUST_AVAILABLE = rust
    plugin = module.PIIFilterPlugin(config)
    expected = "Rust" if rust else "Python"
    if plugin.implementation != expected:
        raise RuntimeError(f"the original runs on {plugin.implementation}")
    return plugin


@contextmanager
def _environment(changes: Mapping[str, str]) -> Any:
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def build_piigo(framework: str, backend: str, watched: str | None = None) -> Any:
    """piigo's plugin for a framework, in-tree or cpex, on a backend.

    `watched` is the environment variable that asks for what is to watch it. Raises
    RuntimeError when another backend serves.
    """
    config = _config(importlib.import_module(FRAMEWORKS[framework]))
    changes = {"PIIGO_FORCE_PYTHON": "1" if backend == "python" else ""}
    if watched:
        changes[watched] = "true"
    with _environment(changes):
        plugin = importlib.import_module(MODULES[framework]).PIIFilterPlugin(config)
    if plugin.implementation != backend.capitalize():
        raise RuntimeError(f"piigo runs on {plugin.implementation}")
    return plugin


def build(name: str) -> dict[str, Any]:
    """The plugins of a framework, in-tree or cpex, by contender."""
    config = _config(importlib.import_module(FRAMEWORKS[name]))
    ours = {PYTHON: build_piigo(name, "python"), GO: build_piigo(name, "go")}
    if name == CPEX:
        rust = importlib.import_module("cpex_pii_filter.pii_filter")
        return {RUST: rust.PIIFilterPlugin(config), **ours}
    return {
        ORACLE: _original(config, rust=False),
        RUST: _original(config, rust=True),
        **ours,
        **{
            contender: build_piigo(name, "go", variable)
            for contender, variable in WATCHED.items()
        },
    }
