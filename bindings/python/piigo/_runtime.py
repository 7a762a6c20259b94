"""Which backend serves detectors, and the life of the native module.

The native module brings a Go runtime, which is started by loading it. So it is
loaded when the first detector needs it, never by `import piigo`.

A Go runtime does not survive a fork: its threads stay in the parent, and a garbage
collection in the child would wait for them for ever. A child therefore never calls
the module that it inherited. The first use in the child loads a second copy from
another file, which the dynamic linker takes for another library; that brings a
runtime of its own. Each such copy is a new *generation*.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import logging
import os
import sys
import tempfile
import threading
import warnings
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from piigo._errors import InternalError, LimitError
from piigo._rules import BUILTIN
from piigo._types import MaskingStrategy, PIIType

if TYPE_CHECKING:
    from piigo._detector import Detector

_log = logging.getLogger("piigo")

BACKENDS: Final = ("go", "python")

# Each forces the Python backend where no backend is asked for by name.
FORCE_VARIABLES: Final = ("PIIGO_FORCE_PYTHON", "MCPGATEWAY_FORCE_PYTHON_PLUGINS")

_SLOWER: Final = (
    "piigo runs in pure Python, with the same answers but slower: {}. For the native "
    "module install a wheel for this platform, or from source with Go and a C "
    "compiler; set PIIGO_FORCE_PYTHON=1 if pure Python is what you want."
)

_PACKAGE: Final = "piigo._native"
_EXTENSION: Final = f"{_PACKAGE}._piigo"


class _State:
    """What this process knows of the native module."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.generation = 0
        self.native: Any = None
        self.failure: str | None = None
        self.logged = False
        # Modules of runtimes that a fork made unusable. They are kept, as freeing
        # their objects would call them.
        self.abandoned: list[Any] = []


_state = _State()
_detectors: weakref.WeakSet[Detector] = weakref.WeakSet()


def backend() -> str:
    """Return the backend that a detector gets unless it asks for one by name.

    Either "go" or "python". The first call loads the native module, unless Python
    is forced.
    """
    return choose(None)


def choose(wish: str | None) -> str:
    """Return the backend for a detector that asks for `wish`, or for none.

    Raises ValueError when there is no backend of that name, ImportError when "go" is
    asked for and the native module cannot be loaded.
    """
    if wish is not None and wish not in BACKENDS:
        raise ValueError(f"backend must be one of {', '.join(BACKENDS)}, or None")
    if wish == "python":
        return wish
    if wish is None and (variable := _forced()):
        _log_choice("python", f"forced by {variable}")
        return "python"
    try:
        native()
    except ImportError as error:
        if wish == "go":
            raise
        if not _state.logged:
            warnings.warn(_SLOWER.format(error), RuntimeWarning, stacklevel=3)
        _log_choice("python", str(error))
        return "python"
    _log_choice("go", "native module loaded")
    return "go"


def native() -> Any:
    """Return the extension module of this process's generation, loading it if need be.

    Raises ImportError when it cannot be loaded.
    """
    with _state.lock:
        if _state.native is None:
            if _state.failure is not None:
                raise ImportError(_state.failure)
            try:
                _state.native = _load()
            except ImportError as error:
                _state.failure = f"native module not available: {error}"
                raise ImportError(_state.failure) from None
        return _state.native


def generation() -> int:
    """Return how many forks lie between the first process and this one."""
    return _state.generation


def watch(detector: Detector) -> None:
    """Have `detector` let go of its engine in forked children."""
    _detectors.add(detector)


def _forced() -> str | None:
    for variable in FORCE_VARIABLES:
        if asked_for(variable):
            return variable
    return None


def asked_for(variable: str) -> bool:
    """Say whether the environment variable is set to 1, true, yes or on."""
    return os.environ.get(variable, "").lower() in {"1", "true", "yes", "on"}


def _log_choice(choice: str, reason: str) -> None:
    if not _state.logged:
        _state.logged = True
        _log.info("piigo uses the %s backend (%s)", choice, reason)


def _load() -> Any:
    """Load a runtime of this generation; return the extension module."""
    path = _extension_path()
    if _state.generation == 0:
        module = _load_extension(path)
    else:
        with _copy(path) as copied:
            module = _load_extension(copied)
    module.setup(
        InternalError,
        LimitError,
        (
            MaskingStrategy.REDACT,
            MaskingStrategy.PARTIAL,
            MaskingStrategy.REMOVE,
            MaskingStrategy.HASH,
            MaskingStrategy.TOKENIZE,
        ),
        [
            (PIIType(type_name), MaskingStrategy(strategy))
            for type_name, _, patterns in BUILTIN
            for _, strategy, _ in patterns
        ],
    )
    module.classes = importlib.import_module(f"{_PACKAGE}.native")
    return module


def _extension_path() -> Path:
    folder = Path(__file__).with_name(_PACKAGE.partition(".")[2])
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        path = folder / f"_piigo{suffix}"
        if path.exists():
            return path
    version = ".".join(map(str, sys.version_info[:2]))
    raise ImportError(f"this installation has none for Python {version}")


def _load_extension(path: Path | str) -> Any:
    """Load the extension from `path` as the one that gopy's classes import."""
    loader = importlib.machinery.ExtensionFileLoader(_EXTENSION, str(path))
    spec = importlib.util.spec_from_file_location(_EXTENSION, path, loader=loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    package = importlib.import_module(_PACKAGE)
    sys.modules[_EXTENSION] = module
    package._piigo = module  # type: ignore[attr-defined]  # set for "from . import"
    return module


@contextmanager
def _copy(path: Path) -> Iterator[str]:
    """Give the name of a file with the same content and an inode of its own.

    The name is one that no earlier generation used: Python remembers extension
    modules by name.
    """
    content = path.read_bytes()
    if hasattr(os, "memfd_create") and os.path.isdir("/proc/self/fd"):
        fd = os.memfd_create(path.name)
        try:
            os.truncate(fd, len(content))
            with open(fd, "wb", closefd=False) as file:
                file.write(content)
            yield f"/proc/{os.getpid()}/fd/{fd}"
        finally:
            os.close(fd)
        return
    with tempfile.TemporaryDirectory(prefix="piigo-", ignore_cleanup_errors=True) as at:
        copied = Path(at) / path.name
        copied.write_bytes(content)
        yield str(copied)


def _after_fork_in_child() -> None:
    """Begin a new generation; what was loaded stays, but is not used again."""
    _state.lock = threading.RLock()
    if _state.native is None:
        return
    _state.generation += 1
    _state.abandoned.append((_state.native, _state.native.classes))
    _state.native = None
    for name in [name for name in sys.modules if name.startswith(_PACKAGE)]:
        _state.abandoned.append(sys.modules.pop(name))
    for detector in list(_detectors):
        detector._unbind()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)
