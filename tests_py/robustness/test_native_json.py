"""JSON in strings is answered by the native walk."""

import contextlib
import json
import random
import sys
import time
from typing import Any

import pytest

from piigo import LimitError
from piigo._nested import NestedWalk
from tests_py.backends import build, json_forms
from tests_py.compare import noted
from tests_py.generate_json import JsonMaker
from tests_py.pii import SHAPES
from tests_py.robustness.samples import custom
from tests_py.robustness.test_short_texts import NUMBERS, PIECES, SAMPLES
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


def _padded(maker: JsonMaker, rng: random.Random) -> str:
    """A JSON text, or nearly one, some with others in strings and long strings."""
    text = maker.text()
    for _ in range(rng.randrange(3)):
        padding = rng.choice(("x", " ", "\\", '"', "\n")) * rng.randrange(130)
        text = json.dumps([padding, text, padding])
    if rng.random() < 0.2:
        text = text[: rng.randrange(len(text) + 1)]
    return text


def test_all_forms_of_the_look() -> None:
    """They say the same of JSON, nearly JSON and JSON in JSON."""
    random = rng("forms of the look at JSON")
    maker = JsonMaker(random)
    native = build("go")
    texts = [_padded(maker, random) for _ in range(10_000)]
    found = [list(map(native._engine.skimmed, texts)) for _ in json_forms(native)]
    for text, *same in zip(texts, *found, strict=True):
        assert same == same[:1] * len(same), repr(text)
    assert 3_000 < sum(len(of) > 1 for of in found[0]) < 9_500


def test_all_forms_of_writing() -> None:
    """They write the same where PII is masked."""
    random = rng("forms of writing JSON")
    maker = JsonMaker(random)
    native, plain = build("go"), build("python")
    expected = []
    for _ in range(3_000):
        parts = ['"mail a@b.cd"', *(_padded(maker, random) for _ in range(3))]
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


def test_what_is_told_by_the_text_around() -> None:
    """Nothing is found in such a text if nothing may begin in its source."""
    random = rng("texts that are told")
    native = build("go")
    engine = native._engine
    pieces = (*PIECES, *PIECES, *NUMBERS, *('"', "\\", "so it is ") * 30)
    quiet = 0
    for _ in range(20_000):
        text = "".join(random.choices(pieces, k=random.randrange(1, 60)))
        text = json.dumps([text, '"'], ensure_ascii=False)
        if not text.isascii():
            continue
        for _ in range(random.randrange(1, 3)):
            text = json.dumps([text])
        if engine.quiet(text, 0) != len(text):
            continue
        for told, classes in engine.skimmed(text)[1:]:
            if told:
                found = native.detect_many([classes.decode("ascii")])
                assert found == [{}], repr(text)
                quiet += 1
    assert quiet > 1_000


BLANKS = "\b\f\n\r\t"


def _with_blanks(random: random.Random) -> str:
    """Calm text with a few blanks that JSON escapes, and something beside one."""
    parts = random.choices(("so it is ", "as it was, ", '"', '\\"', "z" * 30), k=12)
    for _ in range(random.randrange(1, 4)):
        what = random.choice((*SAMPLES, *PIECES, *NUMBERS))
        beside = random.choice(BLANKS), random.choice((*BLANKS, "", "", "x", " "))
        parts.insert(random.randrange(len(parts)), what.join(random.sample(beside, 2)))
    return "".join(parts)


def test_json_that_is_looked_at_later() -> None:
    """Nothing is found in it if the look sees nothing where it is looked at."""
    random = rng("JSON that is looked at later")
    native = build("go")
    engine = native._engine
    later = quiet = answered = 0
    for _ in range(40_000):
        text = _with_blanks(random)
        for _ in range(random.choice((1, 2, 2, 3, 7))):
            text = json.dumps([text, '"'], ensure_ascii=False)
        if not text.isascii():
            continue
        looked_at = engine.later(text)
        later += looked_at is not None
        if looked_at and engine.quiet(text, 0) == len(text):
            quiet += 1
            around = b"\xff".join(classes for _, classes in looked_at[1:])
            parts = [part.decode("ascii") for part in around.split(b"\xff")]
            if all(engine.quiet(part, 0) == len(part) for part in parts):
                strings = engine.skimmed(text)[1:]
                inside = [classes.decode("ascii") for _, classes in strings]
                assert native.detect_many(inside) == [{}] * len(inside), repr(text)
                answered += 1
    assert later > 20_000
    assert quiet > 2 * answered > 2_000


FAR = "so it is, " * 13
BACKSLASHES = "\\" * 62
AROUND_BLANKS: dict[str, list[str] | None] = {
    '["a"]': [],
    r'["1\n2"]': ['["1\n\n2"]'],
    r'["1\\t2\"\\\"\r"]': ['["1\t\t\t2\\"\\\\\\"\r\r"]'],
    rf'["a\n{FAR[:100]}\nb"]': [f'["a\n\n{FAR[:100]}\n\nb"]'],
    rf'["{FAR}\n{FAR}\f"]': [f'{FAR[-63:]}\n\n{FAR[:63]}\xff{FAR[-63:]}\f\f"]'],
    f'["{BACKSLASHES}n"]': ['["' + "\n" * 63 + '"]'],
    '["' + r"\n" * 8 + '"]': ['["' + "\n" * 16 + '"]'],
    '["' + r"\n" * 9 + '"]': None,
    rf'["{BACKSLASHES}\\n"]': None,
    r'["\u000a"]': None,
    r'["\/"]': None,
    '["a\\': None,
}


@pytest.mark.parametrize("text", AROUND_BLANKS)
def test_what_is_looked_at_around_blanks(text: str) -> None:
    """With blanks in the place of the escapes; None: the text is not such a one."""
    native = build("go")
    around = AROUND_BLANKS[text]
    wanted = None
    if around is not None:
        wanted = [(0, part.encode("latin-1")) for part in (text, *around)]
    for _ in json_forms(native):
        assert native._engine.later(text) == wanted


def test_json_in_data_as_deep_as_it_may_be() -> None:
    for depth in (1, 2):
        detectors = [build(name, {"max_depth": depth}) for name in ("go", "python")]
        for text in (r'"\n10.1.2.3"', r'["\n10.1.2.3"]', r'"\"10.1.2.3\""'):
            answers = []
            for detector in detectors:
                try:
                    answers.append(repr(detector.process_nested([text])))
                except LimitError as error:
                    answers.append(str(error))
            assert answers[0] == answers[1], text


@pytest.mark.parametrize("levels", [1, 2, 6, 7])
@pytest.mark.parametrize("blank", BLANKS)
def test_what_begins_beside_a_blank(blank: str, levels: int) -> None:
    """Each sample behind a blank, before one, and between two."""
    native, plain = build("go"), build("python")
    calm = "so it is, "
    found = 0
    for sample in SAMPLES:
        behind = f"{blank}{sample}"
        for part in (behind, f"{sample}{blank}", f"{behind}{blank}x"):
            text = f"{calm * 12}{part}{calm * 12}"
            for _ in range(levels):
                text = json.dumps([text, "so"])
            answer = native.process_nested([text])
            assert answer == plain.process_nested([text]), part
            found += answer[0]
    assert found > 2 * len(SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES)
def test_strings_behind_what_is_told(sample: str) -> None:
    """The look goes on behind what it passes."""
    native, plain = build("go"), build("python")
    calm = "so it is, " * 7
    for told in ("", calm):
        for place in range(70):
            behind = calm[:place] + sample
            data = [json.dumps([told + '"']), behind, calm * 2, behind]
            assert native.process_nested(data) == plain.process_nested(data), data


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
            answers = []
            for detector in detectors:
                try:
                    answers.append(repr(detector.process_nested([text])))
                except LimitError as error:
                    answers.append(str(error))
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
