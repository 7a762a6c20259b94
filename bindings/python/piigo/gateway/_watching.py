"""The observer that has something to tell: it times work and tells its watchers."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sized
from time import perf_counter
from types import TracebackType
from typing import Any, Final, Literal, Self

from piigo._types import name_of

Stage = Literal["detect", "mask", "nested"]

HOOKS: Final = (
    "prompt_pre_fetch",
    "prompt_post_fetch",
    "tool_pre_invoke",
    "tool_post_invoke",
)

_log = logging.getLogger("piigo.gateway")


def payload_bytes(payload: object) -> int:
    """Return the UTF-8 bytes of all strings in a text or in nested data.

    Keys of dictionaries count; each container counts once, however often it is
    referred to, so that cycles end.
    """
    total = 0
    todo = [payload]
    seen: set[int] = set()
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            if value.isascii():
                total += len(value)
            else:
                total += len(value.encode("utf-8", "surrogatepass"))
        elif isinstance(value, (dict, list, tuple)) and id(value) not in seen:
            seen.add(id(value))
            todo += value
            if isinstance(value, dict):
                todo += value.values()
    return total


class TimedWork:
    """One piece of work: its stage, size in bytes, hits by type, seconds, error."""

    __slots__ = (
        "_observer",
        "_start",
        "call",
        "error",
        "found",
        "payload_bytes",
        "seconds",
        "span",
        "stage",
    )

    def __init__(
        self, observer: WatchingObserver, call: TimedCall, stage: Stage, payload: object
    ) -> None:
        self._observer = observer
        self.call = call
        self.stage: Stage = stage
        self.payload_bytes = payload_bytes(payload)
        self.found: dict[str, int] = {}
        self.seconds = 0.0
        # The name of the exception's class: its message might tell too much.
        self.error: str | None = None
        self.span: Any = None

    def hits(self, found: Mapping[Any, Sized]) -> None:
        """Add the number of findings of each type."""
        for pii_type, findings in found.items():
            name = name_of(pii_type)
            self.found[name] = self.found.get(name, 0) + len(findings)

    def __enter__(self) -> Self:
        self._observer.tell("opened", self)
        self._start = perf_counter()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.seconds = perf_counter() - self._start
        self.error = kind.__name__ if kind else None
        self.call.works.append(self)
        self._observer.tell("closed", self)


class TimedCall:
    """One call of a hook and the pieces of work that it was made of."""

    __slots__ = ("_observer", "_start", "hook", "seconds", "works")

    def __init__(self, observer: WatchingObserver, hook: str) -> None:
        self._observer = observer
        self.hook = hook
        self.seconds = 0.0
        self.works: list[TimedWork] = []

    def detect(self, payload: object, /) -> TimedWork:
        return TimedWork(self._observer, self, "detect", payload)

    def mask(self, payload: object, /) -> TimedWork:
        return TimedWork(self._observer, self, "mask", payload)

    def nested(self, payload: object, /) -> TimedWork:
        return TimedWork(self._observer, self, "nested", payload)

    def __enter__(self) -> Self:
        self._start = perf_counter()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.seconds = perf_counter() - self._start
        self._observer.tell("called", self)


class Watcher:
    """What is told of work and calls; each method does nothing by itself."""

    def opened(self, work: TimedWork) -> None:
        """Take note that `work` begins."""

    def closed(self, work: TimedWork) -> None:
        """Take note that `work` has ended, be it with an error."""

    def called(self, call: TimedCall) -> None:
        """Take note that `call` has ended, be it with an error."""

    def close(self) -> None:
        """Report what there is to report at shutdown."""


class WatchingObserver:
    """Tells its watchers, each of which is let go once it fails.

    A failure to watch must not become a failure to mask: a gateway may be configured
    to go on without a plugin that raises, and then would pass unmasked text.
    """

    def __init__(self, watchers: Iterable[Watcher]) -> None:
        self._watchers = tuple(watchers)

    def call(self, hook: str, /) -> TimedCall:
        return TimedCall(self, hook)

    def close(self) -> None:
        self.tell("close")

    def tell(
        self, what: Literal["opened", "closed", "called", "close"], *about: Any
    ) -> None:
        """Call this method of each watcher."""
        for watcher in self._watchers:
            try:
                getattr(watcher, what)(*about)
            except Exception as error:
                self._watchers = tuple(w for w in self._watchers if w is not watcher)
                _log.warning(
                    "%s is switched off: it raised %s",
                    type(watcher).__name__,
                    type(error).__name__,
                    extra={
                        "pii_event": "observer_failed",
                        "pii_observer": type(watcher).__name__,
                        "pii_error": type(error).__name__,
                    },
                )
