"""Every code point against single characters and classes, alone and under flags."""

import re
import sys

import pytest

from tests_py.backends import build
from tests_py.patterns.patterns_table import SETS
from tests_py.patterns.test_matches import custom, engine_of

EVERY = "".join(map(chr, range(sys.maxunicode + 1)))
ASKED = (r"\d", r"\w", r"\s", ".", "[a-z]", "[^a-z]", "k", "s", "i", "é", "[à-ü]")


@pytest.mark.parametrize("chars", dict.fromkeys((*ASKED, *SETS)))
def test_members(chars: str) -> None:
    """The runs of members in a text of all code points tell which these are."""
    pattern = f"(?:{chars})+"
    detector = build("go", custom(pattern))
    assert engine_of(detector) == ("re2", None)
    found = detector.detect(EVERY).values()
    got = [(item["start"], item["end"]) for items in found for item in items]
    want = [match.span() for match in re.finditer(pattern, EVERY, re.IGNORECASE)]
    assert got == want
    assert want
