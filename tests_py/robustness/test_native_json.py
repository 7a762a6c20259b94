"""JSON in strings is answered by the native walk."""

import contextlib
import json
import sys
import time
from typing import Any

import pytest

from piigo import LimitError
from piigo._nested import NestedWalk
from tests_py.backends import build, json_forms
from tests_py.compare import nested_or_limit, noted
from tests_py.generate_json import JsonMaker, padded
from tests_py.pii import SHAPES
from tests_py.robustness.samples import custom
from tests_py.seed import rng


def test_json_is_answered_natively(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nearly all JSON is, whatever is found in it; what is not has odd keys, say."""
    maker = JsonMaker(rng("native JSON"))
    detector = build("go")
    walks = []

    def walk(*arguments: Any) -> NestedWalk:
        walks.append(arguments)
        return NestedWalk(*arguments)

    monkeypatch.setattr("piigo._detector.NestedWalk", walk)
    found = 0
    for _ in range(1000):
        with contextlib.suppress(LimitError):
            found += detector.process_nested([maker.text()])[0]
    assert found > 300
    assert len(walks) < 150


# Each address or license must be found, though it is one only without the escape
# before it.
PARTS = (
    r'"\n10.1.2.3"',
    r'"\\", "\n10.1.2.3"',
    r'"\"", "x", "\n10.1.2.3"',
    r'"[\"\\n10.1.2.3\"]"',
    r'"a", ["b", "\n10.1.2.3"], "\\n10.1.2.3"',
    '"' + r"\t10.1.2.3 " * 12 + '"',
    json.dumps(json.dumps([*"abcdef", "\n10.1.2.3", "x" * 100])),
    json.dumps(json.dumps(['"\\"' * 5, "x" * 60, '\\\\"\n10.1.2.3', "x" * 100])),
    json.dumps(json.dumps(json.dumps([*"abcdef", "\n10.1.2.3", "x" * 100]))),
    json.dumps('"' * 5 + "\\x\n10.1.2.3" + "x" * 100),
    json.dumps("\n10.1.2.3" + '"' * 5) + ", " + json.dumps('"' * 50),
    r'"\n", "' + "x" * 60 + r'", "\nlicense ABCDEF"',
    r'"\n\n\n\n\n\n\n\n10.1.2.3"',
)


@pytest.mark.parametrize("part", PARTS)
def test_escapes_at_each_place_of_a_block(part: str) -> None:
    native, plain = build("go"), build("python")
    for before in range(2 * 64 + 2):
        for lead in (f'["{"x" * before}", ', "[" + " " * before, "[" + "[], " * before):
            data = [lead + part + "]"]
            assert native.process_nested(data) == plain.process_nested(data)


def test_all_forms_of_writing() -> None:
    """They write the same where PII is masked."""
    random = rng("forms of writing JSON")
    maker = JsonMaker(random)
    native, plain = build("go"), build("python")
    expected = []
    for _ in range(3_000):
        parts = ['"mail a@b.cd"', *(padded(maker, random) for _ in range(3))]
        random.shuffle(parts)
        data = ["[" + ", ".join(parts) + "]"]
        with contextlib.suppress(LimitError):
            expected.append((data, plain.process_nested(data)))
    assert sum(answer[1] != data for data, answer in expected) > 1_500
    for _ in json_forms(native):
        for data, answer in expected:
            assert native.process_nested(data) == answer, data


WRITTEN = (
    *("1", "-1", "-0", "12.50", "1e5", "-1.0E+2", "123456789", "true", "-Infinity"),
    *('"a b"', r'"\/\u0041\n"', r'"\"\\"', '"\u4e2d"', '"\xe9 e1"', "NaN"),
    *("[ ]", "{ \t}", "[1 , 2.0]"),
    *('{"a" :\n1 , "e": -0}', r'"a@b.cd \" \\ \n\u0001"', r'["\"a@b.cd\""]'),
)


@pytest.mark.parametrize("part", WRITTEN)
def test_writing_at_each_place_of_a_block(part: str) -> None:
    native, plain = build("go"), build("python")
    data = [
        f'["a@b.cd", {lead}{part} , {part}, "a@b.cd"{end}]'
        for before in range(66)
        for lead in (f'"{"x" * before}", ', " " * before, "[]," * before)
        for end in ("", "," + "1" * before + "2", " " * before)
    ]
    expected = plain.process_nested(data)
    assert expected[0]
    for _ in json_forms(native):
        assert native.process_nested(data) == expected


def test_a_control_character_in_a_string() -> None:
    """With one, no text is JSON; what an escape says may be one."""
    native, plain = build("go"), build("python")
    for before in range(2 * 64 + 2):
        filler = r"\"\\" * 6 + "x" * before
        for part, is_json in (("\n", False), (r"\n", True), ("\x1f", False)):
            text = f'["a@b.cd",  "{filler}{part} a@b.cd{"y" * 99}"]'
            expected = plain.process_nested([text])
            assert ("  " in expected[1][0]) is not is_json
            for _ in json_forms(native):
                assert native.process_nested([text]) == expected


# What a match could reach over a quote of JSON with, if any could.
LABELS = ("api_key", "api_key:", "access_token: ", "MRN", "DOB: ")
FRAGMENTS = (*LABELS, "a" * 20, "'", ":", " ", "", "x")


def test_strings_beside_those_with_pii() -> None:
    """Only strings beside what is found in the text around them are looked at alone."""
    random = rng("strings beside PII")
    native, plain = build("go"), build("python")

    def string() -> str:
        kind = random.random()
        if kind < 0.2:
            return random.choice(SHAPES).render(random)
        pieces = random.choices(FRAGMENTS, k=random.randint(1, 3))
        if kind < 0.3:
            pieces.append(random.choice(SHAPES).render(random))
            random.shuffle(pieces)
        return "".join(pieces)

    found = 0
    for _ in range(6000):
        items: list[Any] = [string() for _ in range(random.randint(1, 6))]
        if random.random() < 0.5:
            items.append({string(): string() for _ in range(2)})
        separators = random.choice(((",", ":"), (", ", ": ")))
        data = [json.dumps(items, separators=separators, ensure_ascii=False)]
        with noted(data=data):
            answer = native.process_nested(data)
            assert answer == plain.process_nested(data)
        found += answer[0]
    assert found > 2000


@pytest.mark.parametrize("digits", [639, 640, 641])
def test_long_numbers_at_each_place_of_a_block(digits: int) -> None:
    detector = build("go")
    for before in range(64):
        for lead, end in (("[" + " " * before, "]"), ('["' + "x" * before, '"]')):
            data = [lead + "1" * digits + end + " " * 64]
            assert detector.process_nested(data) == (False, data, {})


@pytest.mark.parametrize("options", [{}, custom("x"), {"whitelist_patterns": ["x"]}])
@pytest.mark.parametrize("before", ["", "-", " ", " -", "["])
def test_numbers_over_the_limit(before: str, options: dict[str, Any]) -> None:
    detector = build("go", options)
    with pytest.raises(LimitError, match="integer"):
        detector.process_nested([before + "1" * (sys.get_int_max_str_digits() + 1)])


@pytest.mark.parametrize("depth", range(1, 6))
def test_depth_of_json_in_json(depth: int) -> None:
    """What may be a container in a string counts as one, with and without escapes."""
    detectors = [build(name, {"max_depth": 4}) for name in ("go", "python")]
    for inner in ("[" * depth + "]" * depth, "[" * depth + r"\n" + "]" * depth):
        for text in (f'["{inner}"]', f'[["{inner}"], "{inner}"]', f'["a{inner}"]'):
            answers = [nested_or_limit(detector, [text]) for detector in detectors]
            assert answers[0] == answers[1], text


ENDS = ("1", "1" * 200, f'"{"x[" * 250}"', "\\")


@pytest.mark.parametrize("end", ENDS)
def test_json_in_json_takes_linear_time(end: str) -> None:
    """Each level is read some times, whatever stands at the end of each."""
    detector = build("go")

    def seconds(levels: int) -> float:
        text, size = json.dumps(["a " * 20_000]), 0
        for _ in range(levels):
            text = f"[{json.dumps(text)}, {end}]"
            size += len(text)
        taken = []
        for _ in range(5):
            begin = time.perf_counter()
            detector.process_nested([text])
            taken.append(time.perf_counter() - begin)
        return min(taken) / size

    assert seconds(10) < 8 * seconds(3)


LIKE_JSON = (
    "[mail a@b.cd]",
    " {123-45-6789}\n",
    '["a@b.cd", \u4e2d]',
    '["\U0001f600", a@b.cd]',
    "{'note': 'a@b.cd'}",
    '["a@b.cd"] and ["123-45-6789"]',
    "[" + "a@b.cd, " * 700 + "]",
    '{"a": ' + "1" * 12 + ", 123-45-6789}",
)


@pytest.mark.parametrize("redaction", ["[REDACTED]", "\u4e2d"])
@pytest.mark.parametrize("text", LIKE_JSON)
def test_what_only_looks_like_json(text: str, redaction: str) -> None:
    """It is masked as any text is, also beside JSON."""
    options = {"redaction_text": redaction, "default_mask_strategy": "redact"}
    native, plain = build("go", options), build("python", options)
    for data in ([text], [text, '["a@b.cd"]', text, "a@b.cd"], {"a": {"b": text}}):
        answer = native.process_nested(data)
        assert answer[0]
        assert answer == plain.process_nested(data)


NO_JSON = ("[\\", "{} \\", r"{a} \n 123-45-6789", r'["a"] \ "b"')


@pytest.mark.parametrize("text", NO_JSON)
def test_a_backslash_outside_of_strings(text: str) -> None:
    """Such a text is no JSON, also in JSON."""
    native, plain = build("go"), build("python")
    for data in ([text], [json.dumps([text, "123-45-6789"])]):
        assert native.process_nested(data) == plain.process_nested(data)
