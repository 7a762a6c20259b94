"""Every code point before, after and inside a match of every built-in pattern.

The texts are built to hold few hits for each code point: one that is no word
character stands between two samples, so that it is after one and before the next.
Inside, a code point takes the place of each kind of element; one of a page (256 code
points) without assigned characters takes the place of one kind, drawn by the seed.
These pages, which hold three quarters of all code points, all of one kind, are shared
out between the supported versions of Python: each looks at every third of them.
"""

import functools
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests_py import oracle
from tests_py.backends import BACKENDS, build
from tests_py.seed import rng

UNUSED = ("Cn", "Co", "Cs")
GAP = ";"
PER_TEXT = 24
PARTS = 4


class Sample(NamedTuple):
    """A match of one pattern, and an index for each kind of element in it.

    The match is a shortest one, so that hardly a hit is left where a character does
    not fit. `around` says whether the characters beside it are tried, too.
    """

    name: str
    flag: str
    text: str
    elements: tuple[int, ...]
    around: bool = True


SAMPLES = (
    Sample("ssn with hyphens", "ssn", "123-45-6789", (0, 3, 10)),
    Sample("ssn", "ssn", "123456789", (0, 4), False),
    Sample("card", "credit_card", "4111-1111 1111-1111", (0, 4, 9, 18)),
    Sample("email", "email", "ab@c.de", (1, 2, 3, 4, 5, 6)),
    Sample("US phone", "phone", "1-(055)-023-0567", (1, 2, 3, 6, 11)),
    Sample("international phone", "phone", "+10", (1, 2)),
    Sample("IPv4", "ip_address", "1.249.255.1", (0, 1, 2, 3, 4, 8)),
    Sample("IPv6", "ip_address", "1:2:3:4:5:6:7:a", (0, 1, 14)),
    Sample("date with a label", "date_of_birth", "DOB: 1/2/90", (0, 3, 5, 6, 10)),
    Sample("long label", "date_of_birth", "Date of Birth:1/2/90", (4, 9), False),
    Sample("date", "date_of_birth", "12/31/1999", (0, 1, 2, 3, 4, 6, 9)),
    Sample("passport", "passport", "A123456", (0, 1, 6)),
    Sample("license", "driver_license", "DL: AB123", (0, 1, 2, 4, 8)),
    Sample("long license", "driver_license", "Driver's License:A1234", (6, 8), False),
    Sample("short license", "driver_license", "License#A1234", (1, 3, 5, 7), False),
    Sample("account", "bank_account", "12345678", (0, 7)),
    Sample("IBAN", "bank_account", "GB82WEST1234567", (0, 2, 4, 8, 14)),
    Sample("record", "medical_record", "MRN:AB1234", (0, 2, 3, 4, 9)),
    Sample("long record", "medical_record", "Medical Record#A12345", (3, 7), False),
    Sample("access key", "aws_key", "AKIAIOSFODNN7EXAMPLE", (0, 1, 2, 4, 19)),
    Sample("secret", "aws_key", "a/" + "b" * 38, (1, 20, 39)),
    Sample("api key", "api_key", "api_key:abcdefghij0123456789", (0, 3, 5, 7, 8, 27)),
    Sample("quotes", "api_key", "apikey:'" + "0" * 20 + "'x", (7, 28), False),
    Sample(
        "access token",
        "api_key",
        "access-token abcdefghij0123456789",
        (3, 6, 9),
        False,
    ),
)

FLAG_NAMES = {"aws_key": "detect_aws_keys", "api_key": "detect_api_keys"}
FLAGS = {
    sample.flag: FLAG_NAMES.get(sample.flag, f"detect_{sample.flag}")
    for sample in SAMPLES
}


def _only(flag: str) -> dict[str, Any]:
    return {name: other == flag for other, name in FLAGS.items()}


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _has_characters(page: int) -> bool:
    code_points = range(page << 8, (page + 1) << 8)
    return any(unicodedata.category(chr(code)) not in UNUSED for code in code_points)


PAGES = frozenset(filter(_has_characters, range((sys.maxunicode + 1) >> 8)))


def _is_looked_at(page: int) -> bool:
    return page in PAGES or page % 3 == sys.version_info.minor % 3


@functools.cache
def _code_points(part: int) -> list[tuple[bool, str]]:
    """The code points of one part in groups of one kind, and whether they have a page
    with assigned characters.
    """
    return [(assigned, "".join(group)) for assigned, group in _groups(part)]


def _groups(part: int) -> Iterator[tuple[bool, list[str]]]:
    groups: dict[tuple[bool, bool], list[str]] = {}
    for code_point in range(part, sys.maxunicode + 1, PARTS):
        char = chr(code_point)
        if not _is_looked_at(code_point >> 8):
            continue
        assigned = code_point >> 8 in PAGES
        group = groups.setdefault((assigned, _is_word(char)), [])
        group.append(char)
        if len(group) == PER_TEXT:
            yield assigned, group.copy()
            group.clear()
    for (assigned, _), group in groups.items():
        if group:
            yield assigned, group


def _around(sample: Sample, chars: str) -> str:
    """Every character once after the sample and once before it."""
    text = sample.text
    if _is_word(chars[0]):
        return GAP.join(f"{text}{char}{GAP}{char}{text}" for char in chars)
    return text + text.join(chars) + text


def _inside(text: str, at: int, chars: str) -> str:
    """Every character once in place of the one at an index."""
    head, tail = text[:at], text[at + 1 :] + GAP
    return head + (tail + head).join(chars) + tail


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.name))
def test_every_code_point(sample: Sample, part: int) -> None:
    options = _only(sample.flag)
    original = oracle.build(options)
    detectors = [build(name, options) for name in BACKENDS]
    random = rng("code points", sample.name, part)
    for assigned, chars in _code_points(part):
        elements = sample.elements if assigned else [random.choice(sample.elements)]
        texts = [_inside(sample.text, at, chars) for at in elements]
        if sample.around:
            texts.append(_around(sample, chars))
        for text in texts:
            want = original.detect(text)
            for detector in detectors:
                if detector.detect(text) != want:
                    _fail(original, detector, text)


def _fail(original: Any, detector: Any, text: str) -> None:
    """Name the backend; the text is of this test's own making."""
    want, got = original.detect(text), detector.detect(text)
    pytest.fail(f"{detector.backend}: {text!r}\nwant {want!r}\ngot {got!r}")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.name))
def test_sample_is_a_hit(sample: Sample) -> None:
    found = oracle.build(_only(sample.flag)).detect(sample.text)
    starts = {hit["start"] for hits in found.values() for hit in hits}
    assert starts == {1 if sample.text.startswith("+") else 0}
