"""Which backend serves the plugin, and the line in the log that says so."""

import logging
from functools import cache

from piigo import _runtime
from piigo._version import __version__

_log = logging.getLogger("piigo.gateway")

_LINES = {
    "go": "PII Filter using Go implementation (piigo %s)",
    "forced": "PII Filter using Python implementation (forced) (piigo %s)",
    "missing": (
        "PII Filter using Python implementation (Go not available) (piigo %s): "
        "same answers, slower; for the fast one, install a native wheel of piigo, or "
        "build it with Go and a C compiler"
    ),
}


def choose_backend() -> str:
    """Return "go" where the native module loads and Python is not forced, or "python".

    The first choice of a process is logged, a missing native module as a warning.
    """
    if _runtime._forced():
        _announce("forced")
        return "python"
    try:
        _runtime.native()
    except ImportError:
        _announce("missing")
        return "python"
    _announce("go")
    return "go"


@cache
def _announce(choice: str) -> None:
    level = logging.WARNING if choice == "missing" else logging.INFO
    _runtime._state.logged = True  # The line below says it all.
    backend = "go" if choice == "go" else "python"
    extra = {"pii_backend": backend, "pii_choice": choice}
    _log.log(level, _LINES[choice], __version__, extra=extra)
