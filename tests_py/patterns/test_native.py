"""Custom and whitelist patterns in the native path: every method."""

import logging
import os
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from piigo import MaskingStrategy, PIIType
from tests_py import oracle
from tests_py.backends import build
from tests_py.compare import assert_same_detections
from tests_py.differential.test_nested import Walked
from tests_py.seed import SEED

LETTERS = (
    "abcdefghijklmnopqrstuvwxyz"
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u0439\u043a\u043b\u043c"
    "\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449"
    "\u03b1\u03b2\u03b3\u03b4\u03b5\u03b6\u03b7\u03b8\u03b9\u03ba\u03bb\u03bc\u03bd"
)
SHARE = 64 << 10  # what the border thinks worth a goroutine of its own
TEXTS = (
    *("", "\n", "x", "EMP-123456 at jane@example.com, 123-45-6789", "emp-1\n\nemp-2\n"),
    *(
        "stra\xdfe 5 STRASSE 5 Stra\u1e9ee 5",
        "K9 \u212a9 k9 \u0130 \u0131 i I \u017f s",
    ),
    *("\u0660\u0661\uff15 \u2003\x85\x1c\xa0", "lone \ud800 and \udfff9", "a\0b\0"),
    *("\U0001d7d8\U0001f600\U00010400\U00010428", "\xe9t\xe9 \xc9T\xc9 e\u0301"),
    *("aaaa aab", "555-1234567 555 4567", '{"k": "EMP-777777 \\u0436"}', '["a", "b"]'),
    *(
        "\u043f\u0430\u0441\u043f\u043e\u0440\u0442 1234",
        "\u03c9\u03a9 \u03c3\u03c2\u03a3",
    ),
    *("10.0.0.1 x 10.0.0.12", "x" * 70 + " EMP-999999 " + "y" * 70),
)


def custom(
    *patterns: str,
    whitelist: tuple[str, ...] = (),
    kinds: tuple[str, ...] = ("custom",),
    strategy: str = "redact",
    **options: Any,
) -> dict[str, Any]:
    """Options with these patterns, of the kinds in turn."""
    described = [
        {
            "type": kinds[index % len(kinds)],
            "pattern": pattern,
            "description": "",
            "mask_strategy": strategy,
            "enabled": True,
        }
        for index, pattern in enumerate(patterns)
    ]
    return {
        "custom_patterns": described,
        "whitelist_patterns": list(whitelist),
        **options,
    }


# Options whose patterns all run on RE2.
NATIVE: dict[str, dict[str, Any]] = {
    "words": custom(r"\bEMP-\d{6}\b", r"(?:foo|bar)+", r"[^\W\d_]{3,}"),
    "joins types": custom(
        *(r"\d{3}", r"\w+@", r"\d+\.\d+", r"[a-z]\d"),
        kinds=("ssn", "email", "custom", "ip_address"),
        strategy="partial",
    ),
    "types that are off": custom(
        *(r"\d{4}", r"@\w+"),
        kinds=("ssn", "email"),
        detect_ssn=False,
        detect_email=False,
        redaction_text="\u2588",
    ),
    "empty matches": custom(
        "", "a*", r"\b", "^", "$", r"\Z", kinds=("custom", "phone")
    ),
    "lines": custom(r"(?m)^\w+$", r"\w$", r"(?s).\n.", strategy="remove"),
    "letters beyond ASCII": custom(
        *(
            "\xe9",
            "[\u0430-\u044f]+",
            "\ud800",
            "stra\xdfe",
            "[^\\x00-\\x7f]",
            "\u03c3",
        ),
        whitelist=("^\xc9$", "\u0442$"),
    ),
    "one script": custom("[\u0430-\u044f]+"),
    "case": custom("k", "s", "[i-j]", "(?-i:k)", r"(?a)\w+", strategy="partial"),
    "whitelist alone": custom(whitelist=(r"^555", r"4567$", r"@example\b", r"\Ax\Z")),
    "whitelist of empty": custom("a*", whitelist=("^$", r"\Ba")),
    "many alphabets": custom(*LETTERS, whitelist=("^[\u0436x]$",), strategy="partial"),
    "kept by Python to mask": custom(r"\d+", r"[a-z]+@", strategy="hash"),
}
# Options of which at least one pattern runs on re.
MIXED: dict[str, dict[str, Any]] = {
    "look-behind": custom(r"(?<=-)\d+", r"\d{3}", whitelist=("^123",)),
    "back-reference": custom(r"(\w)\1", r"\w\d", kinds=("ssn", "custom")),
    "whitelist": custom(r"\d+", whitelist=("(?<!1)2", "^5", "\u0436")),
    "both": custom("(?=a)", "a", whitelist=("(?!b)x", "^a$"), strategy="hash"),
}
ALL = NATIVE | MIXED


@pytest.fixture(params=ALL)
def options(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One of the option sets."""
    return ALL[request.param]


def hostile_texts(count: int) -> Iterator[str]:
    """Random texts of the characters of all others."""
    rng = random.Random(f"{SEED}:native")
    characters = "".join(TEXTS)
    for _ in range(count):
        yield "".join(rng.choices(characters, k=rng.choice((3, 20, 200))))


def masked(original: Any, text: str) -> str | type[Exception]:
    """What the oracle makes of a text, or how it fails."""
    try:
        return str(original.mask(text, original.detect(text)))
    except UnicodeEncodeError as error:
        return type(error)


def test_single_texts(options: dict[str, Any]) -> None:
    original, detector = oracle.build(options), build("go", options)
    for text in (*TEXTS, *hostile_texts(40)):
        found = original.detect(text)
        assert_same_detections(found, detector.detect(text), text)
        want = masked(original, text)
        if isinstance(want, str):
            assert detector.redact(text) == want
            again, detections = detector.process(text)
            assert again == want
            original.mask(text, found)
            assert detections == found
        else:
            with pytest.raises(want):
                detector.redact(text)


def test_many_texts(options: dict[str, Any]) -> None:
    original, detector = oracle.build(options), build("go", options)
    texts = [*TEXTS, *hostile_texts(40)]
    texts = [text for text in texts if isinstance(masked(original, text), str)]
    for threads in (1, None):
        found = detector.detect_many(texts, threads)
        for text, one in zip(texts, found, strict=True):
            assert_same_detections(original.detect(text), one, text)
        assert detector.redact_many(texts, threads) == [
            masked(original, text) for text in texts
        ]


def test_many_texts_on_several_threads(options: dict[str, Any]) -> None:
    detector = build("go", options)
    texts = [text for text in TEXTS if "\ud800" not in text]
    times = 1 + 3 * SHARE // sum(map(len, texts))  # enough for three goroutines
    want = [detector.detect(text) for text in texts]
    assert detector.detect_many(texts * times, 3) == want * times


def untyped(detections: Any) -> list[Any]:
    """The detections in order, without the type that masking adds."""
    return [
        (kind, [{**item, "type": None} for item in items])
        for kind, items in detections.items()
    ]


def test_nested(options: dict[str, Any]) -> None:
    texts = [text for text in TEXTS if "\ud800" not in text]
    data = {"a": texts, "b": {"c": texts[3], "n": 1, "d": ["", texts[-2]]}}
    inside = ['["\\u0431"]', '{"a": {"b": "\\u0436 \u0431"}}', '["\\u00e9"]']
    parts = [data, data["b"], [["", texts[0]]], {"x": "\u0436 \xe9 k"}, inside]
    for part in (*parts, *([one] for one in inside)):
        want = Walked(oracle.build(options), part, "")
        modified, masked_data, found = build("go", options).process_nested(part)
        assert (modified, masked_data) == (want.modified, want.data)
        assert untyped(found) == untyped(want.merged)


@pytest.mark.parametrize("name", NATIVE)
def test_all_of_it_is_native(name: str) -> None:
    detector = build("go", NATIVE[name])
    engines = {info.field: info.engine for info in detector.explain()}
    given = {
        field: engine for field, engine in engines.items() if "_patterns[" in field
    }
    assert given
    assert set(given.values()) == {"re2"}
    assert isinstance(detector.__dict__["detect"].__self__, type(detector._bound))
    assert detector._bound is not None


@pytest.mark.parametrize("name", MIXED)
def test_one_pattern_alone_is_not(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "piigo"):
        detector = build("go", MIXED[name])
    detector.detect("aa-11")
    slow = [info for info in detector.explain() if info.engine == "re"]
    others = [info for info in detector.explain() if info.engine != "re"]
    assert slow
    assert all(info.reason for info in slow)
    assert any(info.engine == "re2" for info in others)
    assert [record.args for record in caplog.records] == [
        (info.field, info.reason) for info in slow
    ]


def test_explain_names_what_was_added() -> None:
    detector = build("go", custom(r"\d", whitelist=("a",), kinds=("ssn",)))
    before = [info for info in detector.explain() if info.origin != "built-in"]
    assert [(info.type, info.origin, info.field, info.engine) for info in before] == [
        (PIIType.SSN, "config", "custom_patterns[0]", "re2"),
        (None, "config", "whitelist_patterns[0]", "re2"),
    ]
    detector.patterns[PIIType.EMAIL].append((re.compile("x"), MaskingStrategy.REDACT))
    detector.whitelist_patterns.append(re.compile("y"))
    after = [info for info in detector.explain() if info.origin == "program"]
    assert [(info.type, info.engine, info.field) for info in after] == [
        (PIIType.EMAIL, "re", ""),
        (None, "re", ""),
    ]


def test_what_only_the_package_calls_checks_its_arguments() -> None:
    engine = build("go", custom("x"))._bound
    with pytest.raises(TypeError, match="takes text and spans"):
        engine.unlisted("x")
    with pytest.raises(TypeError, match="takes text and unlisted"):
        engine.matches("x")
    with pytest.raises(TypeError, match="text must be str"):
        engine.matches(b"x", True)


def test_threads_at_once(options: dict[str, Any]) -> None:
    detector = build("go", options)
    texts = [*TEXTS, *(text * 200 for text in TEXTS)]
    want = [detector.detect(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            assert list(pool.map(detector.detect, texts)) == want


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("name", ["letters beyond ASCII", "look-behind", "words"])
def test_forked_child(name: str) -> None:
    detector = build("go", ALL[name])
    taken = detector.detect
    want = [taken(text) for text in TEXTS]
    child = os.fork()
    if child == 0:
        # Only the status can tell: pytest must not go on here.
        status = 1
        try:
            made = build("go", ALL[name])
            same = [taken(text) for text in TEXTS] == want
            same &= [made.detect(text) for text in TEXTS] == want
            status = 0 if same else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
