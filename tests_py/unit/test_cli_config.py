"""The configuration of the command."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from piigo import Config, CustomPattern, PIIType
from piigo._cli_config import load_config

OPTIONS = {"redaction_text": "-", "detect_ssn": False}
CONFIG = Config(redaction_text="-", detect_ssn=False)

PLUGIN = {"kind": "plugins.pii_filter.pii_filter.PIIFilterPlugin", "config": OPTIONS}
OTHER = {"kind": "plugins.deny.Deny", "config": {"words": []}}

CONTENTS: list[tuple[str, Any, Config]] = [
    ("options", OPTIONS, CONFIG),
    ("config block", {"config": OPTIONS, "name": "x"}, CONFIG),
    ("empty config block", {"config": None}, Config()),
    ("plugin file", {"plugins": [OTHER, PLUGIN], "plugin_dirs": []}, CONFIG),
    ("plugin without options", {"plugins": [{"kind": "piigo.gateway.P"}]}, Config()),
]


@pytest.mark.parametrize(
    ("content", "want"), [c[1:] for c in CONTENTS], ids=[c[0] for c in CONTENTS]
)
@pytest.mark.parametrize("name", ["c.json", "c.yaml", "c"])
def test_contents(tmp_path: Path, name: str, content: Any, want: Config) -> None:
    file = tmp_path / name
    file.write_text(json.dumps(content))
    assert load_config(str(file), None) == want


def test_yaml(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text("config:\n  redaction_text: '-'\n  detect_ssn: no\n")
    assert load_config(str(file), None) == CONFIG


def test_yaml_without_pyyaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    file = tmp_path / "c.yaml"
    file.write_text("detect_ssn: no\n")
    with pytest.raises(ValueError, match=r"install piigo\[yaml\]"):
        load_config(str(file), None)


ERRORS = [
    ("c.json", b"{\n]", "is not valid JSON at line 2"),
    ("c.yaml", b"a: 1\nb: [", "is not valid YAML at line 2"),
    ("c.json", b"\xff", "is not UTF-8"),
    ("c.json", b"[" * 200_000, "is not valid JSON"),
    ("c.json", b"[]", "must hold a mapping"),
    ("c.json", b'{"plugins": [{"kind": "a"}]}', "it lists 0"),
    ("c.json", b'{"plugins": 3}', "it lists 0"),
    ("c.json", b'{"plugins": [{"kind": "piigo"}, {"kind": "piigo"}]}', "it lists 2"),
    ("c.json", b'{"config": 3}', "config must be None, a Config"),
    ("c.json", b'{"detect_ss": true}', "did you mean 'detect_ssn'"),
]


@pytest.mark.parametrize(("name", "content", "message"), ERRORS)
def test_error(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(message)) as raised:
        load_config(str(file), None)
    assert "\n" not in str(raised.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="none: No such file or directory"):
        load_config(str(tmp_path / "none"), None)


def test_types_narrow_built_in_and_custom_patterns(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    patterns = [{"type": kind, "pattern": kind} for kind in ("email", "custom")]
    file.write_text(json.dumps({"detect_ssn": False, "custom_patterns": patterns}))
    config = load_config(str(file), "ssn, email")
    enabled = {name for name, value in vars(config).items() if value is True}
    assert {name for name in enabled if name.startswith("detect_")} == {
        "detect_ssn",
        "detect_email",
    }
    assert config.custom_patterns == [
        CustomPattern(PIIType.EMAIL, "email"),
        CustomPattern(PIIType.CUSTOM, "custom", enabled=False),
    ]


@pytest.mark.parametrize("types", ["", "ssn,", "ssns"])
def test_unknown_type(types: str) -> None:
    with pytest.raises(ValueError, match=r"--types .* is unknown; use one of ssn"):
        load_config(None, types)
