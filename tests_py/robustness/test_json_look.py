"""The look at JSON in strings, which tells where there is nothing to be found in it."""

import json
import random

import pytest

from tests_py.backends import build, json_forms
from tests_py.compare import nested_or_limit
from tests_py.generate_json import JsonMaker, padded
from tests_py.robustness.test_short_texts import NUMBERS, PIECES, SAMPLES
from tests_py.seed import rng


def test_all_forms_of_the_look() -> None:
    """They say the same of JSON, nearly JSON and JSON in JSON."""
    random = rng("forms of the look at JSON")
    maker = JsonMaker(random)
    native = build("go")
    texts = [padded(maker, random) for _ in range(10_000)]
    found = [list(map(native._engine.skimmed, texts)) for _ in json_forms(native)]
    for text, *same in zip(texts, *found, strict=True):
        assert same == same[:1] * len(same), repr(text)
    assert 3_000 < sum(len(of) > 1 for of in found[0]) < 9_500


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


def test_json_that_is_looked_at_as_it_stands() -> None:
    """Nothing is found in it if the look sees nothing where it is looked at."""
    random = rng("JSON that is looked at as it stands")
    native = build("go")
    engine = native._engine
    as_it_stands = quiet = answered = 0
    for _ in range(40_000):
        text = _with_blanks(random)
        for _ in range(random.choice((1, 2, 2, 3, 7))):
            text = json.dumps([text, '"'], ensure_ascii=False)
        if not text.isascii():
            continue
        looked_at = engine.around(text)
        as_it_stands += looked_at is not None
        if looked_at and engine.quiet(text, 0) == len(text):
            quiet += 1
            around = b"\xff".join(classes for _, classes in looked_at[1:])
            parts = [part.decode("ascii") for part in around.split(b"\xff")]
            if all(engine.quiet(part, 0) == len(part) for part in parts):
                strings = engine.skimmed(text)[1:]
                inside = [classes.decode("ascii") for _, classes in strings]
                assert native.detect_many(inside) == [{}] * len(inside), repr(text)
                answered += 1
    assert as_it_stands > 20_000
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
        assert native._engine.around(text) == wanted


def test_json_in_data_as_deep_as_it_may_be() -> None:
    for depth in (1, 2):
        detectors = [build(name, {"max_depth": depth}) for name in ("go", "python")]
        for text in (r'"\n10.1.2.3"', r'["\n10.1.2.3"]', r'"\"10.1.2.3\""'):
            answers = [nested_or_limit(detector, [text]) for detector in detectors]
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
