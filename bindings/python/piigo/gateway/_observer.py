"""What watches the plugin at work: metrics, traces and timings, or nothing at all.

The plugin writes, once for each hook call and once for each piece of work in it:

    with observer.call("tool_pre_invoke") as call:
        with call.nested(payload.args) as work:
            modified, data, found = detector.process_nested(payload.args)
            work.hits(found)

Of what is scanned only its size is looked at, and of what is found only the number of
hits of each type; neither is when nothing watches.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sized
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

from piigo._runtime import asked_for

if TYPE_CHECKING:
    from piigo.gateway._watching import Watcher

METRICS_VARIABLE: Final = "PIIGO_METRICS"
TRACING_VARIABLE: Final = "PIIGO_TRACING"
PROFILE_VARIABLE: Final = "MCPGATEWAY_PROFILE_PLUGINS"

_log = logging.getLogger("piigo.gateway")


class Timed(Protocol):
    """What is timed from the beginning of its `with` to its end."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


class Work(Timed, Protocol):
    """One piece of work on one payload."""

    def hits(self, found: Mapping[Any, Sized]) -> None:
        """Add what was found: type -> its findings, of which only len() is used."""


class Call(Timed, Protocol):
    """One call of a hook. Not to be shared by threads."""

    def detect(self, payload: object, /) -> Work:
        """Watch the detection of PII in `payload`, a text."""

    def mask(self, payload: object, /) -> Work:
        """Watch the masking of `payload`, a text."""

    def nested(self, payload: object, /) -> Work:
        """Watch detection and masking in `payload`, nested data."""


class Observer(Protocol):
    """Watches all calls of one plugin. May be shared by threads."""

    def call(self, hook: str, /) -> Call:
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

    def call(self, _watched: object, /) -> Self:
        return self

    detect = mask = nested = call

    def hits(self, found: Mapping[Any, Sized]) -> None:
        pass

    def close(self) -> None:
        pass


NOTHING: Final = _Nothing()


def from_environment(backend: str, version: str) -> Observer:
    """Return the cheapest observer that does what the environment asks for.

    `backend` is "go" or "python", `version` piigo's. PIIGO_METRICS=true asks for
    Prometheus metrics, PIIGO_TRACING=true for OpenTelemetry spans,
    MCPGATEWAY_PROFILE_PLUGINS=true for timings in the log. What is asked for and
    cannot be had for want of a library is left out with a warning.
    """
    wanted: list[tuple[str, str, Callable[[str, str], Watcher]]] = [
        (METRICS_VARIABLE, "metrics", _metrics),
        (TRACING_VARIABLE, "otel", _tracing),
        (PROFILE_VARIABLE, "gateway", _profile),
    ]
    watchers: list[Watcher] = []
    for variable, extra, build in wanted:
        if not asked_for(variable):
            continue
        try:
            watchers.append(build(backend, version))
        except ImportError as error:
            _log.warning(
                "%s is set, but %s cannot be imported: pip install 'piigo[%s]'",
                variable,
                error.name,
                extra,
                extra={"pii_event": "observer_missing", "pii_variable": variable},
            )
    if not watchers:
        return NOTHING
    from piigo.gateway._watching import WatchingObserver

    return WatchingObserver(watchers)


def _metrics(backend: str, version: str) -> Watcher:
    from piigo.gateway._metrics import Metrics

    return Metrics(backend, version)


def _tracing(backend: str, version: str) -> Watcher:
    from piigo.gateway._tracing import Tracing

    return Tracing(backend, version)


def _profile(backend: str, version: str) -> Watcher:
    from piigo.gateway._profile import Profile

    return Profile(backend, version)
