"""The plugin in the framework of later gateways: found by name, called, right."""

import asyncio
import copy
import json
from importlib.metadata import entry_points, metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from cpex.framework import (
    GlobalContext,
    HookPayloadPolicy,
    PluginConfig,
    PluginContext,
    PluginManager,
    PluginViolationError,
    PromptPosthookPayload,
    PromptPrehookPayload,
    ToolPostInvokePayload,
    ToolPreInvokePayload,
)
from cpex.framework.extensions.extensions import Extensions
from cpex.framework.extensions.request import RequestExtension
from cpex.framework.memory import wrap_payload_for_isolation
from cpex_pii_filter.pii_filter import PIIFilterPlugin as RustPlugin

import piigo.gateway
from piigo.gateway._filter import PIIFilter
from piigo.gateway._settings import PIIFilterConfig
from piigo.gateway.cpex import PIIFilterPlugin
from tests_py import oracle

SHIPPED = (
    Path(__file__)
    .parents[2]
    .joinpath("integrations", "mcp-context-forge", "plugins-cpex.yaml")
)
HOOKS = ["prompt_pre_fetch", "prompt_post_fetch", "tool_pre_invoke", "tool_post_invoke"]
# What a gateway lets plugins change.
POLICIES = {
    "prompt_pre_fetch": HookPayloadPolicy(writable_fields=frozenset({"args"})),
    "prompt_post_fetch": HookPayloadPolicy(writable_fields=frozenset({"result"})),
    "tool_pre_invoke": HookPayloadPolicy(writable_fields=frozenset({"args"})),
    "tool_post_invoke": HookPayloadPolicy(writable_fields=frozenset({"result"})),
}
TRACED = Extensions(request=RequestExtension(trace_id="1"))

MAIL = "jane.hidden@example.com"
NESTED = {"a": [f"mail {MAIL}", {"json": json.dumps({"ssn": "123-45-6789"})}], "n": 1}


def original(data: Any) -> Any:
    """What the gateway's own filter makes of the data."""
    made = copy.deepcopy(data)
    if isinstance(made, str):
        detector = oracle.build()
        return detector.mask(made, detector.detect(made))
    oracle.nested(oracle.build())._process_nested_data_for_pii(made, "", {})
    return made


def prompt(*given: Any) -> PromptPosthookPayload:
    """A rendered prompt of a clean message and of one for each text."""
    contents = (SimpleNamespace(text=each) for each in ("clean", *given))
    made = [SimpleNamespace(role="user", content=content) for content in contents]
    result = SimpleNamespace(messages=made, description=None)
    return PromptPosthookPayload(prompt_id="prompt", result=result)


def texts(payload: Any) -> list[Any]:
    """The texts of a rendered prompt."""
    return [message.content.text for message in payload.result.messages]


def config(
    options: Any, mode: str = "sequential", on_error: str = "fail"
) -> PluginConfig:
    """The plugin's entry in the configuration file."""
    return PluginConfig(
        name="PII",
        kind=KIND,
        hooks=HOOKS,
        mode=mode,
        on_error=on_error,
        version="1",
        config=options,
    )


(ENTRY,) = entry_points(group="cpex.plugins", name="piigo")
KIND = ENTRY.value.replace(":", ".")
RUST = f"{RustPlugin.__module__}.{RustPlugin.__name__}"

CALLS: dict[str, tuple[str, Any]] = {
    "prompt arguments": (
        "prompt_pre_fetch",
        PromptPrehookPayload(prompt_id="prompt", args={"a": MAIL, "b": "clean"}),
    ),
    "prompt messages": ("prompt_post_fetch", prompt(MAIL)),
    "tool arguments": (
        "tool_pre_invoke",
        ToolPreInvokePayload(name="tool", args=NESTED),
    ),
    "tool text": ("tool_post_invoke", ToolPostInvokePayload(name="tool", result=MAIL)),
    "tool data": (
        "tool_post_invoke",
        ToolPostInvokePayload(name="tool", result=NESTED),
    ),
}


def facts(payload: Any) -> Any:
    """What a payload holds, in a form to compare."""
    if isinstance(payload, PromptPosthookPayload):
        return texts(payload)
    held = payload.result if hasattr(payload, "result") else payload.args
    return json.loads(json.dumps(held))


def masked_by_original(payload: Any) -> Any:
    """What the original makes of what the payload holds."""
    held = facts(payload)
    if isinstance(payload, PromptPosthookPayload):
        return [original(text) for text in held]
    return original(held)


def through_manager(
    folder: Path,
    mode: str,
    options: Any,
    calls: list[tuple[str, Any]],
    *,
    kind: str = KIND,
    policies: Any = None,
    on_error: str = "fail",
) -> list[Any]:
    """The results of the manager, or the exceptions that it raises."""
    file = folder / "plugins.yaml"
    plugin = config(options, mode, on_error).model_dump(mode="json", exclude_none=True)
    settings = {"plugins": [{**plugin, "kind": kind}], "plugin_dirs": []}
    file.write_text(yaml.safe_dump(settings))

    async def run() -> list[Any]:
        PluginManager.reset()
        manager = PluginManager(str(file), hook_policies=policies)
        await manager.initialize()
        try:
            assert manager.plugin_count == 1
            told: list[Any] = []
            for hook, payload in calls:
                shared = GlobalContext(request_id="1")
                try:
                    result, _ = await manager.invoke_hook(
                        hook, payload, shared, extensions=TRACED
                    )
                    told.append(result)
                except Exception as error:
                    told.append(error)
            return told
        finally:
            await manager.shutdown()

    return asyncio.run(run())


def test_the_entry_point() -> None:
    assert ENTRY.load() is PIIFilterPlugin
    assert PIIFilterPlugin(config(None)).pii_config.detect_ssn
    assert piigo.gateway.PIIFilterPlugin is PIIFilterPlugin


def test_the_extras() -> None:
    extras = metadata("piigo").get_all("Provides-Extra")
    assert {"gateway", "metrics", "otel"} <= set(extras or ())


@pytest.mark.parametrize("mode", ["sequential", "transform"])
@pytest.mark.parametrize("policies", [None, POLICIES], ids=["no policy", "policy"])
@pytest.mark.parametrize("kind", [KIND, "piigo.gateway.PIIFilterPlugin"])
def test_masked_through_the_manager(
    tmp_path: Path, mode: str, policies: Any, kind: str
) -> None:
    calls = list(CALLS.values())
    before = [facts(payload) for _, payload in calls]
    told = through_manager(tmp_path, mode, {}, calls, kind=kind, policies=policies)
    for (hook, payload), result in zip(calls, told, strict=True):
        assert result.continue_processing
        assert facts(result.modified_payload) == masked_by_original(payload)
        assert "hidden" not in repr(result.modified_payload)
        assert result.metadata["pii_filter"]["stage"] == hook
    # Payloads are shared by all plugins: ours stay as they are.
    assert [facts(payload) for _, payload in calls] == before


def test_clean_payloads_pass(tmp_path: Path) -> None:
    clean = {"a": ["b", None, {"c": "clean"}]}
    calls: list[tuple[str, Any]] = [
        (
            "prompt_pre_fetch",
            PromptPrehookPayload(prompt_id="prompt", args={"a": "b"}),
        ),
        ("prompt_post_fetch", prompt("clean")),
        ("tool_pre_invoke", ToolPreInvokePayload(name="tool", args=clean)),
        ("tool_post_invoke", ToolPostInvokePayload(name="tool", result=clean)),
        ("tool_post_invoke", ToolPostInvokePayload(name="tool", result=None)),
    ]
    for result in through_manager(tmp_path, "sequential", {}, calls):
        assert result.continue_processing
        assert result.modified_payload is None
        assert result.metadata == {}


def test_blocked_through_the_manager(tmp_path: Path) -> None:
    options = {"block_on_detection": True}
    codes = {
        "prompt arguments": "PII_DETECTED",
        "prompt messages": None,  # ORACLE: rendered prompts are never refused.
        "tool arguments": "PII_DETECTED_IN_TOOL_ARGS",
        "tool text": "PII_DETECTED_IN_TOOL_RESULT",
        "tool data": "PII_DETECTED_IN_TOOL_RESULT",
    }
    told = through_manager(tmp_path, "sequential", options, list(CALLS.values()))
    for (name, code), result in zip(codes.items(), told, strict=True):
        if code is None:
            assert result.continue_processing, name
            continue
        assert not result.continue_processing, name
        assert result.violation.code == code
        assert result.modified_payload is None
        assert "hidden" not in repr(result)


@pytest.mark.parametrize("mode", ["sequential", "transform"])
def test_over_a_limit_nothing_passes(tmp_path: Path, mode: str) -> None:
    calls = [CALLS["tool arguments"], CALLS["tool text"]]
    for told in through_manager(tmp_path, mode, {"max_text_length": 3}, calls):
        if mode == "sequential":
            assert not told.continue_processing
            violation = told.violation
        else:
            assert isinstance(told, PluginViolationError)
            violation = told.violation
        assert violation.code == "PII_LIMIT_EXCEEDED"
        assert "hidden" not in repr(violation)


@pytest.mark.parametrize("on_error", ["fail", "ignore"])
@pytest.mark.parametrize("kind", [KIND, RUST])
@pytest.mark.parametrize("no_text", [None, 5, b"bytes"])
def test_text_that_is_none_is_no_text(
    tmp_path: Path, kind: str, on_error: str, no_text: Any
) -> None:
    calls = [("prompt_post_fetch", prompt(MAIL, no_text, MAIL))]
    (told,) = through_manager(
        tmp_path, "sequential", {}, calls, kind=kind, on_error=on_error
    )
    assert told.continue_processing
    clean, first, none, last = texts(told.modified_payload)
    assert (clean, none) == ("clean", no_text)
    assert first == last != MAIL
    if kind == KIND:
        assert first == original(MAIL)


@pytest.mark.parametrize("on_error", ["fail", "ignore", "disable"])
@pytest.mark.parametrize("mode", ["sequential", "transform"])
def test_after_a_failure_nothing_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, on_error: str
) -> None:
    def fail(_self: Any, _call: Any, data: Any, *_: Any) -> None:
        raise ValueError(data)

    monkeypatch.setattr(PIIFilter, "_detect", fail)
    monkeypatch.setattr(PIIFilter, "_nested", fail)
    calls = [
        *CALLS.values(),
        (
            "prompt_post_fetch",
            PromptPosthookPayload(prompt_id="prompt", result=SimpleNamespace(a=MAIL)),
        ),
    ]
    for told in through_manager(tmp_path, mode, {}, calls, on_error=on_error):
        if mode == "sequential":
            assert not told.continue_processing
            assert told.modified_payload is None
        else:
            assert isinstance(told, PluginViolationError)
        assert told.violation.code == "PII_FILTER_FAILED"
        assert "hidden" not in repr(told.violation)


def hook_result(plugin: Any, hook: str, payload: Any, extensions: Any) -> Any:
    """The result of the plugin's hook itself."""
    context = PluginContext(global_context=GlobalContext(request_id="1"))
    return asyncio.run(getattr(plugin, hook)(payload, context, extensions))


@pytest.mark.parametrize("blocking", [False, True])
def test_metadata_as_the_rust_plugin_gives_it(blocking: bool) -> None:
    options = {"block_on_detection": blocking}
    for hook, payload in (
        ("tool_pre_invoke", ToolPreInvokePayload(name="tool", args={"a": MAIL})),
        ("tool_post_invoke", ToolPostInvokePayload(name="tool", result=[MAIL, MAIL])),
    ):
        for extensions in (None, Extensions(), TRACED):
            ours, rust = (
                hook_result(plugin(config(options)), hook, payload, extensions)
                for plugin in (PIIFilterPlugin, RustPlugin)
            )
            assert ours.metadata == rust.metadata
            assert bool(ours.metadata) == (extensions is TRACED)
            assert ours.continue_processing is rust.continue_processing
            if blocking:
                assert ours.violation.code == rust.violation.code


def test_extensions_may_be_left_out() -> None:
    plugin = PIIFilterPlugin(config({}))
    context = PluginContext(global_context=GlobalContext(request_id="1"))
    hook, payload = CALLS["tool arguments"]
    result = asyncio.run(getattr(plugin, hook)(payload, context))
    assert facts(result.modified_payload) == masked_by_original(payload)
    assert result.metadata == {}


def test_lists_are_masked() -> None:
    payload = ToolPostInvokePayload(name="tool", result=[MAIL, {"a": MAIL}])
    result = hook_result(PIIFilterPlugin(config({})), "tool_post_invoke", payload, None)
    wanted = [original(MAIL), {"a": original(MAIL)}]
    assert result.modified_payload.result == wanted


@pytest.mark.parametrize("name", CALLS)
def test_what_the_framework_wraps_is_masked(name: str) -> None:
    hook, payload = CALLS[name]
    wrapped = wrap_payload_for_isolation(payload)
    result = hook_result(PIIFilterPlugin(config({})), hook, wrapped, None)
    assert facts(result.modified_payload) == masked_by_original(payload)
    assert "hidden" in repr(payload)


def test_the_shipped_configuration(tmp_path: Path) -> None:
    (plugin,) = yaml.safe_load(SHIPPED.read_text())["plugins"]
    assert plugin["hooks"] == HOOKS
    assert plugin["config"].items() <= PIIFilterConfig().model_dump().items()
    calls = [CALLS["tool text"]]
    (result,) = through_manager(
        tmp_path, plugin["mode"], plugin["config"], calls, kind=plugin["kind"]
    )
    assert facts(result.modified_payload) == original(MAIL)
