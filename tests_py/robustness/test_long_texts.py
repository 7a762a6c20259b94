"""Long ASCII texts, whose masked form is written into the string that is returned."""

import random
import threading
from typing import Any

import pytest

from piigo import MaskingStrategy
from tests_py import generate
from tests_py.backends import build
from tests_py.robustness.samples import CLEAN, TEXT, custom
from tests_py.seed import rng

FROM = 64 << 10
"""Code points from which on it is so, if no more than one of 256 begins a detection."""

# Its matches reach into those of other types, or hold them; and it masks by less than
# theirs put in.
OVERLAPPING = custom(r"(?:ssn|mail|ip) .{1,30}", mask_strategy="remove")

OPTIONS: dict[str, dict[str, Any]] = {
    **{f"by {each.value}": {"default_mask_strategy": each} for each in MaskingStrategy},
    "overlapping": OVERLAPPING,
    "long redaction": {"redaction_text": "<" + "masked" * 40 + ">"},
    "no redaction text": {"redaction_text": ""},
    "redaction that is not ASCII": {"redaction_text": "\u2588\u2588"},
    "a whitelist": {"whitelist_patterns": ["4111"]},
}
RANDOM = {"by tokenize"}
"""Options with which two calls give two texts."""


def ascii_text(rnd: random.Random, size: int) -> str:
    """Random text of just this size, with items here and there."""
    parts: list[str] = []
    length = 0
    while length < size:
        part = rnd.choice((generate.text(rnd), TEXT)) if rnd.random() < 0.02 else CLEAN
        parts.append(part.encode("ascii", "ignore").decode() + rnd.choice(" \n,"))
        length += len(parts[-1])
    return "".join(parts)[:size]


@pytest.mark.parametrize("options", OPTIONS)
def test_equal_to_the_python_backend(options: str) -> None:
    native, python = (build(each, OPTIONS[options]) for each in ("go", "python"))
    for size in (FROM - 1, FROM, FROM + 1, 2 * FROM):
        text = ascii_text(rng(), size)
        masked, found = python.process(text)
        assert 20 < sum(map(len, found.values())) < size // 256
        ours, ours_found = native.process(text)
        assert ours_found == found
        if options not in RANDOM:
            assert ours == native.redact(text) == masked
            assert native.redact_many([text]) == [masked]
        else:
            assert len(ours) == len(masked)
        assert ours.isascii() == masked.isascii()


@pytest.mark.parametrize("item", ["mail a@b.cd", "123-45-6789", "ssn 123-45-6789"])
def test_one_item(item: str) -> None:
    """At both ends and between, in the whole of a text that is otherwise clean."""
    for options in ({}, OVERLAPPING):
        native, python = (build(each, options) for each in ("go", "python"))
        for text in (
            item + " " + CLEAN * 1200,
            CLEAN * 600 + " " + item + " " + CLEAN * 600,
            CLEAN * 1200 + " " + item,
        ):
            assert len(text) > FROM
            assert native.redact(text) == python.redact(text) != text
            assert native.process(text) == python.process(text)


def test_clean_text_is_the_same_object() -> None:
    text = CLEAN * 1200
    assert build("go").redact(text) is text


def test_by_several_threads() -> None:
    native, python = build("go"), build("python")
    texts = [ascii_text(rng(), FROM + 999 * n) for n in range(4)]
    want = [python.redact(text) for text in texts]
    wrong: list[int] = []

    def work(turn: int) -> None:
        for n in range(turn, turn + 200):
            if native.redact(texts[n % 4]) != want[n % 4]:
                wrong.append(n)

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
