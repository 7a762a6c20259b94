"""What the plugin has to reach at payloads of 1 KB, with Go.

By the processor's time, as other work on the machine hardly changes that; the benchmark
(`make bench-gateway`) tells the clock's, too.
"""

import asyncio
import gc
import importlib
from collections.abc import Iterator

import pytest

from benchmarks.gateway import payloads
from benchmarks.gateway.hook import CASES, Hook, make_content
from benchmarks.gateway.percentiles import summary
from benchmarks.gateway.plugins import FRAMEWORKS, IN_TREE, build_piigo

CALLS = 500
SMALL = [case for case in CASES if case[1] == "1 KB"]


@pytest.fixture(autouse=True)
def _no_collection_of_what_the_framework_has_loaded() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


async def _call(hook: Hook) -> object:
    left = None
    for _ in range(CALLS):
        left = await hook.call()
    return left


@pytest.mark.parametrize(("name", "size", "kind"), SMALL)
def test_a_hook_is_fast(name: str, size: str, kind: str) -> None:
    framework = importlib.import_module(FRAMEWORKS[IN_TREE])
    hook = Hook(
        framework, build_piigo(IN_TREE, "go"), name, make_content(name, size, kind)
    )
    assert payloads.masked(asyncio.run(_call(hook)))
    found = summary(hook.cpu)
    assert found["rate"] >= 500
    assert found["p95"] < 2e-3
    assert found["p99"] < 3e-3
