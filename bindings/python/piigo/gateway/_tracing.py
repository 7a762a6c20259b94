"""OpenTelemetry spans around the work on each payload. Needs the API alone."""

from __future__ import annotations

from opentelemetry import trace

from piigo.gateway._watching import TimedWork, Watcher


class Tracing(Watcher):
    """Spans `pii_filter.detect`, `pii_filter.mask` and `pii_filter.nested`.

    Attributes: `pii_filter.backend`, `.hook`, `.payload_bytes` and `.hits`; after a
    failure the status is an error and `error.type` names the exception's class.
    """

    def __init__(self, backend: str, version: str) -> None:
        self._backend = backend
        self._tracer = trace.get_tracer("piigo", version)

    def opened(self, work: TimedWork) -> None:
        """Start the span, as a child of the caller's."""
        work.span = self._tracer.start_span(
            f"pii_filter.{work.stage}",
            attributes={
                "pii_filter.backend": self._backend,
                "pii_filter.hook": work.call.hook,
                "pii_filter.payload_bytes": work.payload_bytes,
            },
        )

    def closed(self, work: TimedWork) -> None:
        """End the span with what was found."""
        work.span.set_attribute("pii_filter.hits", sum(work.found.values()))
        if work.error is not None:
            work.span.set_attribute("error.type", work.error)
            work.span.set_status(trace.Status(trace.StatusCode.ERROR, work.error))
        work.span.end()
