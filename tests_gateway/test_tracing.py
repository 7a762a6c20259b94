"""OpenTelemetry spans: around each piece of work, with sizes and counts alone."""

from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from piigo.gateway._tracing import Tracing
from piigo.gateway._watching import WatchingObserver, payload_bytes
from tests_gateway.observing import (
    HITS,
    MAIL,
    NESTED,
    SECRET,
    TEXT,
    FailureError,
    failing_call,
    nested_call,
    run_script,
    text_call,
)


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Where the finished spans are, with a provider for this test alone."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield exporter
    provider.shutdown()


def _attributes(span: ReadableSpan) -> dict[str, object]:
    return dict(span.attributes or {})


def test_a_text_gives_a_span_for_detection_and_one_for_masking(
    exporter: InMemorySpanExporter,
) -> None:
    observer = WatchingObserver([Tracing("go", "1.2.3")])
    with trace.get_tracer("gateway").start_as_current_span("request") as request:
        text_call(observer, "prompt_pre_fetch")
    detect, mask, _ = exporter.get_finished_spans()
    assert [detect.name, mask.name] == ["pii_filter.detect", "pii_filter.mask"]
    for span in (detect, mask):
        assert span.parent is not None
        assert span.parent.span_id == request.get_span_context().span_id
        assert span.start_time is not None
        assert span.end_time is not None
        assert span.end_time > span.start_time
        assert span.instrumentation_scope is not None
        assert span.instrumentation_scope.version == "1.2.3"
    assert _attributes(detect) == {
        "pii_filter.backend": "go",
        "pii_filter.hook": "prompt_pre_fetch",
        "pii_filter.payload_bytes": len(TEXT.encode()),
        "pii_filter.hits": HITS,
    }


def test_nested_data_gives_one_span(exporter: InMemorySpanExporter) -> None:
    observer = WatchingObserver([Tracing("python", "1.2.3")])
    found = nested_call(observer, "tool_post_invoke", NESTED)
    (span,) = exporter.get_finished_spans()
    assert span.name == "pii_filter.nested"
    assert span.status.status_code is trace.StatusCode.UNSET
    assert _attributes(span) == {
        "pii_filter.backend": "python",
        "pii_filter.hook": "tool_post_invoke",
        "pii_filter.payload_bytes": payload_bytes(NESTED),
        "pii_filter.hits": sum(map(len, found.values())),
    }


def test_a_failure_is_named_without_its_message(exporter: InMemorySpanExporter) -> None:
    observer = WatchingObserver([Tracing("go", "1.2.3")])
    with pytest.raises(FailureError):
        failing_call(observer, "tool_pre_invoke")
    (span,) = exporter.get_finished_spans()
    assert span.status.status_code is trace.StatusCode.ERROR
    assert _attributes(span)["error.type"] == "FailureError"
    assert not span.events


def test_no_span_holds_what_was_scanned(exporter: InMemorySpanExporter) -> None:
    observer = WatchingObserver([Tracing("go", "1.2.3")])
    text_call(observer, "prompt_pre_fetch")
    nested_call(observer, "tool_pre_invoke", NESTED)
    with pytest.raises(FailureError):
        failing_call(observer, "tool_pre_invoke")
    spans = exporter.get_finished_spans()
    assert len(spans) == 4
    for span in spans:
        for text in (SECRET, MAIL, "kéy"):
            assert text not in span.to_json(indent=None)
            assert ascii(text)[1:-1] not in span.to_json(indent=None)


def test_the_api_alone_will_do() -> None:
    script = (
        "import os, sys\n"
        "sys.modules['opentelemetry.sdk'] = None\n"
        "os.environ['PIIGO_TRACING'] = 'true'\n"
        "from piigo.gateway._observer import from_environment\n"
        "from piigo.gateway._watching import WatchingObserver\n"
        "from tests_gateway.observing import text_call\n"
        "observer = from_environment('go', '1')\n"
        "assert isinstance(observer, WatchingObserver)\n"
        "assert '123-45' not in text_call(observer, 'prompt_pre_fetch')\n"
    )
    done = run_script(script)
    assert done.stderr == ""
