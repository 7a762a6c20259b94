"""The original detector, fetched from its source distribution.

The tests compare against it; the package neither contains nor needs it. Run
`python -m tests_py.oracle` to fetch it ahead of time.
"""

import functools
import hashlib
import importlib.util
import logging
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

REQUIREMENT = "mcp-contextforge-gateway==0.9.0"
MEMBER = "plugins/pii_filter/pii_filter.py"
SHA256 = "dd99cecca11a70a202ea412d2660ed15399b312e1cee262eb38d63bed6333df2"
CACHE = Path(__file__).resolve().parent.parent / ".cache" / "oracle"

_FRAMEWORK = "mcpgateway.plugins.framework"
_LOGGING = "mcpgateway.services.logging_service"
_FRAMEWORK_NAMES = (
    "PluginConfig",
    "PluginContext",
    "PluginViolation",
    "PromptPosthookPayload",
    "PromptPosthookResult",
    "PromptPrehookPayload",
    "PromptPrehookResult",
    "ToolPostInvokePayload",
    "ToolPostInvokeResult",
    "ToolPreInvokePayload",
    "ToolPreInvokeResult",
)


def _checked(content: bytes, origin: str) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise RuntimeError(f"{origin}: SHA-256 is {found}, expected {SHA256}")
    return content


def _download(folder: Path) -> bytes:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--no-binary", ":all:", "--dest", str(folder), REQUIREMENT]
    subprocess.run(command, check=True)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        for entry in source:
            if entry.name.split("/", 1)[1:] == [MEMBER]:
                reader = source.extractfile(entry)
                if reader is not None:
                    return reader.read()
    raise RuntimeError(f"{archive.name} has no {MEMBER}")


def fetch() -> Path:
    """The path of the original file, downloaded when the cache lacks it.

    Raises RuntimeError when the file is not the expected one, and
    subprocess.CalledProcessError when pip cannot download it.
    """
    path = CACHE / Path(MEMBER).name
    if path.exists():
        _checked(path.read_bytes(), str(path))
        return path
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        content = _checked(_download(Path(folder)), REQUIREMENT)
        fresh = Path(folder) / path.name
        fresh.write_bytes(content)
        os.replace(fresh, path)
    return path


class _LoggingService:
    def get_logger(self, name: str) -> logging.Logger:
        logger = logging.getLogger(f"oracle.{name}")
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
        logger.setLevel(logging.CRITICAL)
        return logger


@contextmanager
def _stubs() -> Iterator[None]:
    framework = ModuleType(_FRAMEWORK)
    framework.Plugin = type("Plugin", (), {})  # type: ignore[attr-defined] # stub
    for name in _FRAMEWORK_NAMES:
        setattr(framework, name, type(name, (), {}))
    service = ModuleType(_LOGGING)
    service.LoggingService = _LoggingService  # type: ignore[attr-defined] # stub
    added = {_FRAMEWORK: framework, _LOGGING: service}
    for full_name in (_FRAMEWORK, _LOGGING):
        parts = full_name.split(".")
        for end in range(1, len(parts)):
            parent = ".".join(parts[:end])
            added.setdefault(parent, ModuleType(parent))
    before = {name: sys.modules.get(name) for name in added}
    sys.modules.update(added)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


@functools.cache
def load() -> Any:
    """The module of the original detector."""
    spec = importlib.util.spec_from_file_location("piigo_test_oracle", fetch())
    if spec is None or spec.loader is None:
        raise RuntimeError("cannot load the original module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    with _stubs():
        spec.loader.exec_module(module)
    return module


def build(options: dict[str, Any] | None = None) -> Any:
    """An original detector for options given as plain data."""
    module = load()
    return module.PIIDetector(module.PIIFilterConfig.model_validate(options or {}))


def nested(detector: Any) -> Any:
    """An original plugin around the detector, without the plugin framework.

    What is of use is `_process_nested_data_for_pii(data, path, all_detections)`.
    """
    plugin_class = load().PIIFilterPlugin
    plugin = plugin_class.__new__(plugin_class)
    plugin.pii_config = detector.config
    plugin.detector = detector
    plugin.detection_count = 0
    plugin.masked_count = 0
    return plugin


if __name__ == "__main__":
    print(fetch())
