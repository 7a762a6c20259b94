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


@pytest.mark.parametrize("name", ["c.json", "c.yaml", "c"])
def test_byte_order_mark(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(OPTIONS).encode())
    assert load_config(str(file), None) == CONFIG


def test_merged_keys_are_no_repeated_ones(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    shared = "plugin_settings: &all {redaction_text: x, detect_ssn: no}\n"
    file.write_text(f"{shared}config:\n  <<: *all\n  redaction_text: '-'\n")
    assert load_config(str(file), None) == CONFIG


def test_empty_yaml(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text("# nothing\n")
    with pytest.raises(ValueError, match="must hold a mapping"):
        load_config(str(file), None)


def test_yaml_without_pyyaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    file = tmp_path / "c.yaml"
    file.write_text("detect_ssn: no\n")
    with pytest.raises(ValueError, match=r"install piigo\[yaml\]"):
        load_config(str(file), None)


ERRORS = [
    ("c.json", b"{\n]", "is not valid JSON at line 2"),
    ("c.yaml", b"a: 1\nb: [", "is not valid YAML at line 2"),
    *(
        ("c.yaml", b"redaction_text: !!%s" % value, "c.yaml: is not valid YAML")
        for value in (
            b"bool x",
            b'int ""',
            b"float a",
            b"timestamp x",
            b"binary \xc3\xa9",
        )
    ),
    *(
        (name, b'{"redaction_text": "\\%s"}' % escape, "redaction_text has a lone")
        for name in ("c.json", "c.yaml")
        for escape in (b"ud800", b"udcff")
    ),
    ("c.json", b"\xff", "is not UTF-8"),
    ("c.json", b"[" * 200_000, "is not valid JSON"),
    ("c.json", b"[]", "must hold a mapping"),
    ("c.json", b'{"plugins": [{"kind": "a"}]}', "it lists 0"),
    ("c.json", b'{"plugins": 3}', "it lists 0"),
    ("c.json", b'{"plugins": [{"kind": "piigo"}, {"kind": "piigo"}]}', "it lists 2"),
    ("c.json", b'{"config": 3}', "config must be None, a Config"),
    ("c.json", b'{"detect_ss": true}', "did you mean 'detect_ssn'"),
]


REPEATED = [
    b'{"detect_ssn": true, "detect_email": true, "detect_ssn": false}',
    b'{"config": {"detect_ssn": true, "detect_ssn": true}}',
    b'{"plugins": [{"kind": "piigo", "config": {"detect_ssn": 1, "detect_ssn": 2}}]}',
]
ERRORS += [
    (name, content, f"{name}: has the key 'detect_ssn' twice")
    for name in ("c.json", "c.yaml", "c")
    for content in REPEATED
]
ERRORS += [
    ("c.yaml", b"detect_ssn: no\n'detect_ssn': no\n", "the key 'detect_ssn' twice"),
    ("c.yaml", b"a: &a\n- *a\n- {? [{b: 1, b: 2}] : 1}\n", "has the key 'b' twice"),
    ("c.yaml", b"? [a]\n: 1\n? [a]\n: 1\n", "is not valid YAML"),
    ("c.json", b'{"%s": 1, "%s": 2}' % (b"k" * 99, b"k" * 99), "kkk... twice"),
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
