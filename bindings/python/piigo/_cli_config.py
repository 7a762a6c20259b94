"""The configuration of the command: from a file, changed by its options."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from piigo._cli_parse import parse_file
from piigo._config import Config
from piigo._options import check_member
from piigo._rules import BUILTIN
from piigo._types import PIIType

_FILTER_KIND = re.compile(r"pii_?filter|piigo", re.IGNORECASE)


def load_config(file: str | None, types: str | None) -> Config:
    """Return the configuration of `file`, narrowed to the comma separated `types`.

    The file is JSON or, where PyYAML is installed, YAML: the options themselves, a
    mapping with them under `config`, or a gateway's plugin file with one PII filter.
    Raises ValueError, in one line, also for a file that cannot be read.
    """
    config = Config.from_any(None if file is None else _options_of(Path(file)))
    try:
        config.redaction_text.encode()
    except UnicodeEncodeError:
        raise ValueError(
            "redaction_text has a lone surrogate, which cannot be written as UTF-8; "
            "use other characters"
        ) from None
    if types is None:
        return config
    names = [name.strip() for name in types.split(",")]
    wanted = {check_member("--types", name, PIIType) for name in names}
    flags: dict[str, Any] = {flag: PIIType(name) in wanted for name, flag, _ in BUILTIN}
    custom = [
        replace(pattern, enabled=pattern.enabled and pattern.type in wanted)
        for pattern in config.custom_patterns
    ]
    return replace(config, custom_patterns=custom, **flags)


def _options_of(file: Path) -> Any:
    content = parse_file(file)
    if not isinstance(content, Mapping):
        raise ValueError(f"{file}: must hold a mapping of options")
    if "plugins" in content:
        content = _filter_plugin(file, content["plugins"])
    elif "config" not in content:
        return content
    options = content.get("config")
    return {} if options is None else options


def _filter_plugin(file: Path, plugins: object) -> Mapping[str, Any]:
    found = [
        plugin
        for plugin in (plugins if isinstance(plugins, list) else [])
        if isinstance(plugin, Mapping) and _FILTER_KIND.search(str(plugin.get("kind")))
    ]
    if len(found) != 1:
        raise ValueError(
            f"{file}: must list one plugin whose kind names a PII filter, "
            f"it lists {len(found)}"
        )
    return found[0]
