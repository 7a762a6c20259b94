"""Calls of hooks, as the plugin makes them, for the tests of what watches it."""

import subprocess
import sys
from collections.abc import Mapping, Sized
from typing import Any

from piigo import Detector
from piigo.gateway._observer import Observer

SECRET = "123-45-6789"
MAIL = "zoë.secret@example.com"
TEXT = f"SSN {SECRET}, mail {MAIL}"
NESTED = {"kéy": [TEXT, {"n": 1}], "clean": "nothing"}
HITS = sum(map(len, Detector().detect(TEXT).values()))


class FailureError(Exception):
    """What a hook raises in a test; its message holds what must not be told."""


def text_call(observer: Observer, hook: str, backend: str | None = None) -> str:
    """Detect and mask a text."""
    detector = Detector(backend=backend)
    with observer.call(hook) as call:
        with call.detect(TEXT) as work:
            found = detector.detect(TEXT)
            work.hits(found)
        with call.mask(TEXT):
            return detector.mask(TEXT, found)


def nested_call(observer: Observer, hook: str, data: object) -> Mapping[Any, Sized]:
    """Mask nested data; return what was found."""
    with observer.call(hook) as call, call.nested(data) as work:
        _, _, found = Detector().process_nested(data)
        work.hits(found)
    return found


def failing_call(observer: Observer, hook: str) -> None:
    """Raise in the middle of detection."""
    with observer.call(hook) as call, call.detect(TEXT):
        raise FailureError(TEXT)


def run_script(
    script: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own; return what it printed.

    Raises subprocess.CalledProcessError when it fails.
    """
    return subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )
