"""The detector's surface, on the Python engine."""

import copy
import logging
import pickle
import re
from typing import Any

import pytest

from piigo import Config, Detection, Detector, LimitError, MaskingStrategy, PIIType

TEXT = "ssn 123-45-6789, mail me@x.org"


def detector(config: Any = None) -> Detector:
    return Detector(config, backend="python")


def test_config_is_the_object_given() -> None:
    config = Config()
    assert detector(config).config is config
    assert detector().config == Config()
    assert detector({"redaction_text": "-"}).config == Config(redaction_text="-")


def test_find_is_flat_and_by_start() -> None:
    found = detector({"detect_phone": False}).find(TEXT)
    partial = MaskingStrategy.PARTIAL
    assert found == [
        Detection(PIIType.SSN, "123-45-6789", 4, 15, partial),
        Detection(PIIType.EMAIL, "me@x.org", 22, 30, partial),
    ]
    assert [item.start for item in detector().find(TEXT)] == [4, 4, 8, 11, 22]


def test_redact_and_process() -> None:
    live = detector({"detect_phone": False})
    masked = "ssn ***-**-6789, mail ***@x.org"
    assert live.redact(TEXT) == masked
    text, found = live.process(TEXT)
    assert (text, list(found)) == (masked, [PIIType.SSN, PIIType.EMAIL])


@pytest.mark.parametrize("text", [None, b"123-45-6789", 7, ["123-45-6789"]])
@pytest.mark.parametrize("method", ["detect", "redact", "process", "find"])
def test_text_must_be_str(method: str, text: Any) -> None:
    with pytest.raises(TypeError) as raised:
        getattr(detector(), method)(text)
    assert type(text).__name__ in str(raised.value)
    assert "6789" not in str(raised.value)


@pytest.mark.parametrize("method", ["detect", "redact", "process", "find"])
def test_length_limit(method: str) -> None:
    live = detector({"max_text_length": 3})
    getattr(live, method)("\U0001f600" * 3)
    with pytest.raises(LimitError, match=r"max_text_length \(3\)"):
        getattr(live, method)("abcd")


def test_nested_data() -> None:
    live = detector({"detect_phone": False, "max_depth": 3, "max_text_length": 50})
    data: dict[str, Any] = {"a": [TEXT, "clean"], "b": {"mail": "you@x.org"}}
    modified, masked, merged = live.process_nested(data, "args")
    assert modified
    assert masked == {
        "a": ["ssn ***-**-6789, mail ***@x.org", "clean"],
        "b": {"mail": "y***u@x.org"},
    }
    assert [
        (kind, [item["value"] for item in found]) for kind, found in merged.items()
    ] == [
        (PIIType.SSN, ["123-45-6789"]),
        (PIIType.EMAIL, ["me@x.org", "you@x.org"]),
    ]
    assert list(live.scan_nested(data, "args")) == ["args.a[0]", "args.b.mail"]
    assert data["a"][0] == TEXT
    with pytest.raises(LimitError, match="max_depth"):
        live.process_nested([[[[]]]])
    with pytest.raises(LimitError, match="max_text_length"):
        live.process_nested(["x" * 51])


def test_private_methods_of_the_original() -> None:
    live = detector({"whitelist_patterns": ["^45"], "redaction_text": "-"})
    assert (
        live._apply_mask("1234", PIIType.SSN, MaskingStrategy.PARTIAL) == "***-**-1234"
    )
    assert live._apply_mask("1234", PIIType.SSN, MaskingStrategy.REDACT) == "-"
    assert live._is_whitelisted("12345", 3, 5)
    assert not live._is_whitelisted("12345", 2, 5)


def test_edited_patterns_count() -> None:
    live = detector()
    live.patterns[PIIType.CUSTOM] = [(re.compile("key"), MaskingStrategy.REMOVE)]
    assert live.redact("key me@x.org") == " ***@x.org"
    live.whitelist_patterns.append(re.compile("@x"))
    assert live.redact("key me@x.org") == " me@x.org"
    live.patterns.clear()
    assert live.detect(TEXT) == {}


@pytest.mark.parametrize(
    "clone", [copy.copy, copy.deepcopy, lambda d: pickle.loads(pickle.dumps(d))]
)
def test_copies_work_alike(clone: Any) -> None:
    options = {
        "redaction_text": "-",
        "custom_patterns": [{"type": "custom", "pattern": "key"}],
        "whitelist_patterns": ["@x"],
    }
    live = detector(options)
    other = clone(live)
    text = f"key {TEXT}"
    assert other.redact(text) == live.redact(text) != text
    assert (other.backend, other.config) == (live.backend, live.config)


def test_repr() -> None:
    options = {
        "custom_patterns": [{"type": "custom", "pattern": "secret"}],
        **{f"detect_{name}": False for name in ("ssn", "email", "phone", "passport")},
    }
    assert repr(detector(options)) == (
        "Detector(backend='python', types=[credit_card, ip_address, date_of_birth, "
        "driver_license, bank_account, medical_record, aws_key, api_key, custom], "
        "custom_patterns=1)"
    )


def test_nothing_is_logged_of_the_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        detector().process_nested({"k": TEXT})
    assert "6789" not in caplog.text
