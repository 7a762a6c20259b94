"""The classes that gopy generates, which detectors are built through."""

import pytest

from piigo import _runtime


def test_detect_and_redact() -> None:
    classes = _runtime.native().classes
    options = classes.NewConfig()
    options.JSON = '{"detect_phone": false, "redaction_text": "<gone>"}'
    detector = classes.NewDetector(options)
    found = detector.Detect("mail a@b.org from 10.0.0.1")
    assert [(each.Type, each.Start, each.End, each.Strategy) for each in found] == [
        ("email", 5, 12, "partial"),
        ("ip_address", 18, 26, "redact"),
    ]
    assert detector.Redact("from 10.0.0.1") == "from <gone>"


def test_a_wrong_option_is_named() -> None:
    classes = _runtime.native().classes
    options = classes.NewConfig()
    options.JSON = '{"detect_snn": true}'
    with pytest.raises(RuntimeError, match="detect_snn"):
        classes.NewDetector(options)
