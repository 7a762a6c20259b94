"""`mask`: its text, its side effects and its exceptions, edited detections too."""

import copy
from collections.abc import Sequence
from typing import Any

import pytest

from piigo import Detector
from tests_py import generate, oracle
from tests_py.backends import build
from tests_py.compare import (
    assert_same_mask,
    mask_or_error,
    noted,
    ordered,
    original_mask,
)
from tests_py.corpus import cases, files
from tests_py.differential.random_options import compare_with_random_options
from tests_py.edit_detections import edit
from tests_py.generate_options import (
    FORMS,
    REDACTIONS,
    STRATEGIES,
    TYPES,
    in_form,
    options,
)
from tests_py.seed import rng

CHUNKS = 20
OPTION_SETS = 25
TEXTS_PER_SET = 12


def _items(detections: Any) -> list[Any]:
    return [item for group in detections.values() for item in group]


def _compare(original: Any, detector: Any, text: str, detections: Any) -> None:
    """Compare the masks of one dictionary, and what becomes of its items."""
    bundle = (detections, _reachable(detections))
    want_detections, want_items = copy.deepcopy(bundle)
    got_detections, got_items = copy.deepcopy(bundle)
    want = original_mask(original, text, want_detections)
    got = mask_or_error(detector, text, got_detections)
    with noted(
        backend=detector.backend, text=text, detections=detections, want=want, got=got
    ):
        assert_same_mask(want, got)
        assert [list(item.items()) for item in got_items] == [
            list(item.items()) for item in want_items
        ]


def _reachable(detections: Any) -> list[dict[Any, Any]]:
    """The items of those groups that can be read without being used up."""
    groups = [group for group in detections.values() if type(group) in (list, tuple)]
    return [item for group in groups for item in group if type(item) is dict]


def _compare_what_detect_found(
    original: Any, detectors: Sequence[Detector], text: str
) -> None:
    original_found = original.detect(text)
    for detector in detectors:
        _compare(original, detector, text, original_found)
        _compare(original, detector, text, detector.detect(text))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_detect_found(chunk: int) -> None:
    compare_with_random_options(
        _compare_what_detect_found,
        *("mask", chunk),
        option_sets=OPTION_SETS,
        texts_per_set=TEXTS_PER_SET,
    )


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_edited_detections(chunk: int, backend: str) -> None:
    random = rng("edited", chunk)
    for _ in range(OPTION_SETS):
        plain = options(random) if random.random() < 0.5 else {}
        original = oracle.build(plain)
        detector = build(backend, in_form(random.choice(FORMS), plain))
        for _ in range(TEXTS_PER_SET):
            text = generate.text(random)
            finder = random.choice((original, detector))
            detections = finder.detect(text)
            edit(random, detections)
            other = generate.text(random) if random.random() < 0.1 else text
            _compare(original, detector, other, detections)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("redaction", REDACTIONS)
def test_every_strategy_on_the_corpus(
    strategy: str, redaction: str, backend: str
) -> None:
    plain = {"redaction_text": redaction, "default_mask_strategy": strategy}
    original = oracle.build(plain)
    detector = build(backend, plain)
    for path in files():
        for case in cases(path)[::3]:
            detections = original.detect(case.text)
            for item in _items(detections):
                item["mask_strategy"] = strategy
            _compare(original, detector, case.text, detections)


def test_apply_mask(backend: str) -> None:
    original = oracle.build({"redaction_text": "gone"})
    detector = build(backend, {"redaction_text": "gone"})
    values = ["", "a", "ab", "abc", "abcd", "abcde", "a@b", "abc@b", "@", "a@@b", "\0"]
    values += ["\u212a\ud800", "\U0001f600" * 5, "\ud800\udc00@x", "123-45-6789"]
    strategies = (*STRATEGIES, "nonsense", None, 7)
    for value in values:
        for pii_type in (*TYPES, "nonsense", None, 7):
            for strategy in strategies:
                arguments = (value, pii_type, strategy)
                want = _apply_or_error(original, arguments)
                got = _apply_or_error(detector, arguments)
                if strategy == "tokenize":
                    want, got = want[:7] + want[15:], got[:7] + got[15:]
                assert got == want, arguments


def _apply_or_error(detector: Any, arguments: tuple[Any, ...]) -> Any:
    try:
        return detector._apply_mask(*arguments)
    except Exception as error:
        return type(error)


def test_members_of_both_enumerations(backend: str) -> None:
    module = oracle.load()
    detector = build(backend)
    original = oracle.build()
    for pii_type in module.PIIType:
        for strategy in module.MaskingStrategy:
            if strategy is module.MaskingStrategy.TOKENIZE:
                continue
            arguments = ("abc@def.gh", pii_type, strategy)
            assert detector._apply_mask(*arguments) == original._apply_mask(*arguments)


def test_tokens_differ(backend: str) -> None:
    detector = build(backend, {"custom_patterns": [_tokenized(r"EMP\d")]})
    text = "EMP1 EMP2"
    first, second = detector.mask(text, detector.detect(text)).split(" ")
    again = detector.mask(text, detector.detect(text)).split(" ")
    assert len({first, second, *again}) == 4


def _tokenized(pattern: str) -> dict[str, str]:
    return {
        "type": "custom",
        "pattern": pattern,
        "description": "an employee",
        "mask_strategy": "tokenize",
    }


@pytest.mark.parametrize("empty", [{}, None, [], "", 0])
def test_nothing_detected_returns_the_text_itself(empty: Any, backend: str) -> None:
    text = "call 555-123-4567"
    assert build(backend).mask(text, empty) is text


@pytest.mark.parametrize("wrong", [[1], "x", 5, object(), {"ssn"}])
def test_detections_of_another_type(wrong: Any, backend: str) -> None:
    want = original_mask(oracle.build(), "text", wrong).text
    assert mask_or_error(build(backend), "text", wrong) is want


def test_side_effect_on_the_dictionary(backend: str) -> None:
    detector = build(backend)
    detections = detector.detect("123-45-6789 a@b.cd")
    before = ordered(detections)
    detector.mask("123-45-6789 a@b.cd", detections)
    for (key, items), (_, old_items) in zip(ordered(detections), before, strict=True):
        for item, old in zip(items, old_items, strict=True):
            assert item == [*old, ("type", key)]
