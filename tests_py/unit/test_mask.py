"""What replaces a value, and splicing against literal slicing."""

import hashlib
import re
import traceback
from typing import Any

import pytest

from piigo._config import Config
from piigo._mask import apply_mask, mask, splice
from piigo._types import MaskingStrategy, PIIType
from tests_py.seed import rng

S, P = MaskingStrategy, PIIType

MASKS: list[tuple[str, object, object, str]] = [
    ("123-45-6789", P.SSN, S.PARTIAL, "***-**-6789"),
    ("123", P.SSN, S.PARTIAL, "#"),
    ("4111 1111 1111 1234", P.CREDIT_CARD, S.PARTIAL, "****-****-****-1234"),
    ("12", P.CREDIT_CARD, S.PARTIAL, "#"),
    ("5551234567", P.PHONE, S.PARTIAL, "***-***-4567"),
    ("45", P.PHONE, S.PARTIAL, "#"),
    ("john@x.org", P.EMAIL, S.PARTIAL, "j***n@x.org"),
    ("jo@x.org", P.EMAIL, S.PARTIAL, "***@x.org"),
    ("a@b@c", P.EMAIL, S.PARTIAL, "#"),
    ("no mailbox", P.EMAIL, S.PARTIAL, "#"),
    ("GB29NWBK", P.BANK_ACCOUNT, S.PARTIAL, "G******K"),
    ("GB", P.BANK_ACCOUNT, S.PARTIAL, "#"),
    ("1234", "ssn", "partial", "***-**-1234"),
    ("1234", None, "partial", "1**4"),
    ("anything", P.SSN, S.REDACT, "#"),
    ("anything", P.SSN, S.REMOVE, ""),
    ("anything", P.SSN, "no such strategy", "#"),
    ("anything", P.SSN, None, "#"),
    ("é", P.SSN, S.HASH, f"[HASH:{hashlib.sha256('é'.encode()).hexdigest()[:8]}]"),
]


@pytest.mark.parametrize(("value", "pii_type", "strategy", "want"), MASKS)
def test_apply_mask(value: str, pii_type: object, strategy: object, want: str) -> None:
    assert apply_mask(value, pii_type, strategy, "#") == want


def test_tokens_differ() -> None:
    tokens = {apply_mask("x", P.SSN, S.TOKENIZE, "#") for _ in range(20)}
    assert len(tokens) == 20
    assert all(re.fullmatch(r"\[TOKEN:[0-9a-f]{8}\]", token) for token in tokens)


def test_error_for_a_lone_surrogate_hides_the_value() -> None:
    value = "secret\ud800\udfffword"
    with pytest.raises(UnicodeEncodeError) as raised:
        apply_mask(value, P.CUSTOM, S.HASH, "#")
    with pytest.raises(UnicodeEncodeError) as original:
        value.encode()
    error = raised.value
    assert str(error) == str(original.value)
    told = repr(error) + error.object + "".join(traceback.format_exception(error))
    assert "secret" not in told
    assert "word" not in told


def splice_literally(text: Any, pieces: list[tuple[dict[str, Any], Any]]) -> Any:
    for item, new in pieces:
        text = text[: item["start"]] + new + text[item["end"] :]
    return text


def outcome(function: Any, *arguments: Any) -> object:
    try:
        return function(*arguments)
    except Exception as error:
        return type(error)


class Text(str):
    """A subclass, which goes through slicing."""


class Index:
    """Something that slicing takes for an offset, without being an int."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


def test_splice_of_falling_offsets() -> None:
    random = rng("splice")
    for _ in range(20_000):
        text = "".join(random.choices("abcdef", k=random.randrange(12)))
        spans = [sorted(random.choices(range(14), k=2)) for _ in range(4)]
        spans = sorted(spans, key=lambda span: span[0], reverse=True)
        pieces: list[tuple[dict[str, Any], str]] = [
            ({"start": start, "end": end}, random.choice(["", "1", "234", "567890"]))
            for start, end in spans
        ]
        assert splice(text, pieces) == splice_literally(text, pieces), (text, pieces)


def test_splice_of_any_offsets() -> None:
    random = rng("splice", "odd")
    odd: list[Any] = [-3, -1, 0, 1, 2, 5, 8, 100, True, Index(2), Index(-1), None, 1.5]
    for _ in range(20_000):
        text: Any = "".join(random.choices("abcdef", k=random.randrange(12)))
        text = Text(text) if random.random() < 0.2 else text
        pieces: list[tuple[dict[str, Any], Any]] = []
        for _ in range(random.randrange(1, 5)):
            item = {"start": random.choice(odd), "end": random.choice(odd)}
            if random.random() < 0.05:
                del item[random.choice(["start", "end"])]
            new = random.choice(["", "12", "345678", Text("9"), None])
            pieces.append((item, new))
        want = outcome(splice_literally, text, pieces)
        assert outcome(splice, text, pieces) == want, (text, pieces)


@pytest.mark.parametrize("step", [0, 1])
def test_overlapping_splices_take_linear_time(step: int) -> None:
    size = 200_000
    text = "x" * (4 * size)
    starts = range(size, 0, -1)
    pieces = [
        ({"start": s, "end": s + (size - s) * step + 12}, "[TEN CHARS]") for s in starts
    ]
    assert splice(text, pieces).startswith("x[TEN CHARS]")


def test_mask_tells_every_item_its_type_before_it_sorts() -> None:
    broken: dict[str, Any] = {"value": "x", "end": 1}
    whole: dict[str, Any] = {"value": "y", "start": 0, "end": 1}
    with pytest.raises(KeyError):
        mask("xy", {"ssn": [broken], P.EMAIL: [whole]}, Config())
    assert broken["type"] == "ssn"
    assert whole["type"] is P.EMAIL


def test_mask_keeps_the_order_of_equal_starts() -> None:
    found = {
        P.SSN: [{"value": "ab", "start": 0, "end": 2, "mask_strategy": "redact"}],
        P.CUSTOM: [{"value": "a", "start": 0, "end": 1, "mask_strategy": "remove"}],
    }
    assert mask("abc", found, Config(redaction_text="<>")) == ">c"


def test_mask_reads_the_options_as_they_are_now() -> None:
    config = Config(redaction_text="<1>")
    found = {"ssn": [{"value": "a", "start": 0, "end": 1}]}
    assert mask("ab", found, config) == "<1>b"
    config.redaction_text = "<2>"
    assert mask("ab", found, config) == "<2>b"
    config.default_mask_strategy = MaskingStrategy.REMOVE
    assert mask("ab", found, config) == "b"


def test_nothing_to_mask_gives_the_very_text() -> None:
    text = Text("abc")
    assert mask(text, {}, Config()) is text
    assert mask(text, {"ssn": []}, Config()) is text
