"""What each mistake is answered with, and that no answer carries scanned text."""

import logging
import re
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from piigo import Config, CustomPattern, Detector, InternalError, LimitError
from tests_py import oracle
from tests_py.backends import build
from tests_py.generate_options import STRATEGIES
from tests_py.robustness.samples import SECRET, TEXT, custom


class Refused(NamedTuple):
    """A configuration, and what its error's text must hold."""

    options: Any
    words: tuple[str, ...]


CONFIGURATIONS: dict[str, Refused] = {
    "unknown option": Refused({"detect_nothing": True}, ("detect_nothing",)),
    "nearly an option": Refused({"detect_emial": True}, ("'detect_email'",)),
    "option that is no string": Refused({7: True}, ("7",)),
    "flag that is no bool": Refused({"detect_ssn": 1}, ("detect_ssn", "int")),
    "flag that is a string": Refused({"detect_phone": "no"}, ("detect_phone", "str")),
    "redaction text": Refused({"redaction_text": None}, ("redaction_text",)),
    "strategy": Refused(
        {"default_mask_strategy": "blank"}, ("default_mask_strategy", *STRATEGIES)
    ),
    "strategy that is no string": Refused(
        {"default_mask_strategy": 3}, ("default_mask_strategy", "int")
    ),
    "custom patterns": Refused({"custom_patterns": "x"}, ("custom_patterns", "str")),
    "custom pattern": Refused({"custom_patterns": ["x"]}, ("custom_patterns[0]",)),
    "second custom pattern": Refused(
        {"custom_patterns": [*custom("a")["custom_patterns"], 5]},
        ("custom_patterns[1]",),
    ),
    "custom type": Refused(
        custom("x", type="zip_code"), ("custom_patterns[0].type", "ssn", "api_key")
    ),
    "custom strategy": Refused(
        custom("x", mask_strategy="blank"),
        ("custom_patterns[0].mask_strategy", "tokenize"),
    ),
    "custom field": Refused(
        custom("x", enable=True), ("custom_patterns[0]", "enable", "'enabled'")
    ),
    "custom without a pattern": Refused(
        {"custom_patterns": [{"type": "ssn"}]}, ("custom_patterns[0]", "pattern")
    ),
    "bad expression": Refused(
        custom("ab(c"), ("custom_patterns[0]", "position 2", "unterminated")
    ),
    "bad second expression": Refused(
        {
            "custom_patterns": custom("a")["custom_patterns"]
            + custom("a**")["custom_patterns"]
        },
        ("custom_patterns[1]", "position 2", "multiple repeat"),
    ),
    "bad look-behind": Refused(
        custom("(?<=a+)b"), ("custom_patterns[0]", "fixed-width")
    ),
    "bad flags": Refused(custom("a(?i)b"), ("custom_patterns[0]", "position 1")),
    "flags of bytes": Refused(custom("(?L)a"), ("custom_patterns[0]",)),
    "bad group name": Refused(custom("(?P<1>a)"), ("custom_patterns[0]", "1")),
    "too many repeats": Refused(custom("a{4294967296}"), ("custom_patterns[0]",)),
    "too deep an expression": Refused(
        custom("(" * 5000 + "a" + ")" * 5000), ("custom_patterns[0]",)
    ),
    "whitelist": Refused({"whitelist_patterns": "a"}, ("whitelist_patterns",)),
    "whitelist entry": Refused({"whitelist_patterns": [5]}, ("whitelist_patterns[0]",)),
    "bad whitelist expression": Refused(
        {"whitelist_patterns": ["a", "b", "c[" + "d"]},
        ("whitelist_patterns[2]", "position 1", "unterminated"),
    ),
    "depth": Refused({"max_depth": 0}, ("max_depth", "1")),
    "depth that is no number": Refused({"max_depth": "9"}, ("max_depth", "str")),
    "length": Refused({"max_text_length": -1}, ("max_text_length", "0")),
    "length that is a bool": Refused({"max_text_length": True}, ("max_text_length",)),
    "no configuration": Refused(5, ("int",)),
    "a list": Refused([("detect_ssn", True)], ("list",)),
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_configuration(name: str, backend: str) -> None:
    refused = CONFIGURATIONS[name]
    words = "".join(f"(?=.*{re.escape(word)})" for word in refused.words)
    with pytest.raises(ValueError, match=rf"\A{words}.*\Z"):
        Detector(refused.options, backend=backend)


def test_configuration_object_with_a_bad_option(backend: str) -> None:
    config = Config()
    config.redaction_text = 5  # type: ignore[assignment] # the mistake under test
    with pytest.raises(ValueError, match="redaction_text"):
        build(backend, config)
    model = oracle.load().PIIFilterConfig(whitelist_patterns=["("])
    with pytest.raises(ValueError, match=r"whitelist_patterns\[0\].*position 0"):
        build(backend, model)


def test_disabled_pattern_is_not_compiled(backend: str) -> None:
    options = custom("(", enabled=False)
    assert list(build(backend, options).patterns) == list(
        oracle.build(options).patterns
    )


@pytest.mark.parametrize("name", ["", "rust", "Go", 5])
def test_backend(name: Any) -> None:
    with pytest.raises(ValueError, match=r"(?s)go.*python"):
        Detector(backend=name)


def test_custom_pattern() -> None:
    for fields in ({"type": "zip"}, {"pattern": 5}, {"enabled": 1}):
        given: dict[str, Any] = {"type": "custom", "pattern": "x", **fields}
        with pytest.raises(ValueError, match=next(iter(fields))):
            CustomPattern(**given)


def test_kinds_of_errors() -> None:
    assert issubclass(LimitError, ValueError)
    assert issubclass(InternalError, RuntimeError)


HASH = {"mask_strategy": "hash"}
NESTED_TOO_DEEP: Any = [[[[f"{SECRET} \ud800"]]]]
FAILURES: dict[str, tuple[type[Exception], Callable[[Detector], object]]] = {
    "bytes": (TypeError, lambda detector: detector.detect(SECRET.encode())),  # type: ignore[arg-type] # the mistake
    "list": (TypeError, lambda detector: detector.redact([SECRET])),  # type: ignore[arg-type] # the mistake
    "long text": (LimitError, lambda detector: detector.detect(SECRET * 100)),
    "long text in find": (LimitError, lambda detector: detector.find(SECRET * 100)),
    "nesting": (LimitError, lambda detector: detector.process_nested(NESTED_TOO_DEEP)),
    "long text in data": (
        LimitError,
        lambda detector: detector.process_nested({SECRET: SECRET * 100}),
    ),
    "integer": (
        LimitError,
        lambda detector: detector.process_nested([f'["{SECRET}",{"9" * 4500}]']),
    ),
    "hash of a surrogate": (
        UnicodeEncodeError,
        lambda detector: detector.mask(
            SECRET,
            {"ssn": [{"value": f"{SECRET}\ud800", "start": 0, "end": 4, **HASH}]},
        ),
    ),
    "hash of a surrogate in data": (
        UnicodeEncodeError,
        lambda detector: detector.process_nested({"k": f"key{SECRET}\ud800"}),
    ),
    "redact of a surrogate": (
        UnicodeEncodeError,
        lambda detector: detector.redact(f"key{SECRET}\ud800"),
    ),
    "missing keys": (
        KeyError,
        lambda detector: detector.mask(TEXT, {"ssn": [{"value": SECRET, "start": 4}]}),
    ),
    "wrong offsets": (
        TypeError,
        lambda detector: detector.mask(
            TEXT, {"ssn": [{"value": SECRET, "start": "4", "end": SECRET}]}
        ),
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_no_scanned_text_in_an_error(name: str, backend: str) -> None:
    kind, call = FAILURES[name]
    options = {**custom(r"key\S+", mask_strategy="hash"), "max_text_length": 5000}
    if "long" in name or name == "nesting":
        options.update(max_text_length=100, max_depth=3)
    with pytest.raises(kind) as caught:
        call(build(backend, options))
    error: BaseException | None = caught.value
    assert isinstance(error, kind)
    shown = "".join(traceback.TracebackException.from_exception(error).format())
    while error is not None:
        shown += f"{error} {error!r} {error.args!r} {vars(error)!r}"
        error = error.__cause__ or error.__context__
    # Lines of this file, which a traceback quotes, hold the name, not the value.
    assert SECRET not in shown


def test_no_scanned_text_in_a_repr_or_a_log(
    backend: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    detector = build(backend)
    detector.process(TEXT)
    detector.process_nested({SECRET: [TEXT, f'["{SECRET}"]']})
    detector.scan_nested({SECRET: TEXT})
    hits = detector.find(TEXT)
    assert any(hit.value == SECRET for hit in hits)
    shown = f"{detector!r} {detector} {hits!r} {hits[0]} {caplog.text}"
    for value in (hit.value for hit in hits if len(hit.value) > 6):
        assert value not in shown
    assert backend in repr(detector)


def test_input_is_untouched_after_a_refusal(backend: str) -> None:
    detector = build(backend, {"max_depth": 3})
    data: Any = {"first": SECRET, "deep": [[[SECRET]]]}
    with pytest.raises(LimitError):
        detector.process_nested(data)
    assert data == {"first": SECRET, "deep": [[[SECRET]]]}
    assert detector.process_nested({"first": SECRET})[0]


@pytest.mark.parametrize(
    ("args", "named"),
    [
        ((), {}),
        ((), {"path": "p"}),
        (([], "p", 1), {}),
        (([],), {"data": []}),
        (([], "p"), {"path": "p"}),
        (([],), {"paths": "p"}),
    ],
)
def test_arguments_of_process_nested(
    args: tuple[Any, ...], named: dict[str, Any], backend: str
) -> None:
    with pytest.raises(TypeError, match="process_nested"):
        build(backend).process_nested(*args, **named)
