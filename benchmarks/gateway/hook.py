"""`python -m benchmarks.gateway.hook in-tree|cpex SECONDS`: times hooks alone.

Prints JSON: case -> contender -> percentiles of a call in seconds, of wall-clock time
and of the processor's time, which tells what the plugin takes where the machine has
other work, too. The contenders take turns; each has SECONDS a case. Every call gets a
payload of its own, made outside the measured time.
"""

import asyncio
import copy
import gc
import importlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from benchmarks.contenders import GO, ORACLE, PYTHON
from benchmarks.gateway import payloads
from benchmarks.gateway.percentiles import summary
from benchmarks.gateway.plugins import FRAMEWORKS, build

TURN: Final = 0.02
CALLS: Final = (20, 5000)

CASES: Final = [
    ("tool_pre_invoke", "1 KB", "clean"),
    ("tool_pre_invoke", "1 KB", "PII"),
    ("tool_post_invoke", "1 KB", "PII"),
    ("tool_pre_invoke", "100 KB", "PII"),
    ("tool_post_invoke", "100 KB", "PII"),
]


def make_content(hook: str, size: str, kind: str) -> Any:
    """What the payload of a hook holds."""
    make = payloads.arguments if hook == "tool_pre_invoke" else payloads.result
    return make(size, kind)


class Hook:
    """One hook of one plugin, with what it is called with."""

    def __init__(self, framework: Any, plugin: Any, hook: str, content: Any) -> None:
        self._framework = framework
        self._hook: Callable[..., Any] = getattr(plugin, hook)
        self._pre = hook == "tool_pre_invoke"
        self._content = content
        self.wall: list[float] = []
        self.cpu: list[float] = []

    async def call(self) -> Any:
        """Call the hook, note the time; return the payload that it leaves."""
        content = copy.deepcopy(self._content)
        framework = self._framework
        if self._pre:
            payload = framework.ToolPreInvokePayload(name="tool", args=content)
        else:
            payload = framework.ToolPostInvokePayload(name="tool", result=content)
        context = framework.PluginContext(
            global_context=framework.GlobalContext(request_id="1")
        )
        start = time.perf_counter(), time.process_time()
        result = await self._hook(payload, context)
        end = time.perf_counter(), time.process_time()
        self.wall.append(end[0] - start[0])
        self.cpu.append(end[1] - start[1])
        left = result.modified_payload or payload
        return left.args if self._pre else left.result


async def _check(hooks: dict[str, Hook], content: Any, kind: str) -> None:
    left = {name: await hook.call() for name, hook in hooks.items()}
    for name, value in left.items():
        if not payloads.masked(value) or (kind == "clean" and value != content):
            raise RuntimeError(f"{name} masks wrongly")
    same = [name for name in left if name in (ORACLE, PYTHON) or name.startswith(GO)]
    for name in same:
        if left[name] != left[same[0]]:
            raise RuntimeError(f"{name} masks otherwise than {same[0]}")


async def _measure(hooks: dict[str, Hook], seconds: float) -> None:
    # The first calls have warmed everything up, and tell how many calls are a turn.
    turns = {name: max(1, int(TURN / hook.cpu[-1])) for name, hook in hooks.items()}
    for hook in hooks.values():
        hook.wall.clear()
        hook.cpu.clear()
    least, most = CALLS
    open_ones = dict(hooks)
    while open_ones:
        for name, hook in list(open_ones.items()):
            for _ in range(turns[name]):
                await hook.call()
            done = len(hook.cpu)
            if done >= most or (done >= least and sum(hook.wall) >= seconds):
                del open_ones[name]


def _quieten() -> None:
    """Have nothing logged but timings, and these to nowhere."""
    logging.getLogger().addHandler(logging.NullHandler())
    for name in ("piigo.gateway", "plugins.pii_filter.pii_filter"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("piigo.gateway.profile").setLevel(logging.INFO)


async def measure(name: str, seconds: float) -> dict[str, Any]:
    """The figures by case and contender."""
    framework = importlib.import_module(FRAMEWORKS[name])
    plugins = build(name)
    _quieten()
    # What the framework has loaded is not to be looked through in the midst of a call.
    gc.collect()
    gc.freeze()
    found = {}
    for hook, size, kind in CASES:
        content = make_content(hook, size, kind)
        hooks = {
            contender: Hook(framework, plugin, hook, content)
            for contender, plugin in plugins.items()
        }
        for _ in range(3):
            await _check(hooks, content, kind)
        await _measure(hooks, seconds)
        found[f"{hook}, {size}, {kind}"] = {
            contender: {"wall": summary(each.wall), "cpu": summary(each.cpu)}
            for contender, each in hooks.items()
        }
    return found


def main(name: str, seconds: str) -> int:
    """Print the figures; return the exit status."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(json.dumps(asyncio.run(measure(name, float(seconds)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
