"""What `redact` allocates for a text in which nothing is found: nothing."""

import gc
import sys

import pytest

from tests_py.backends import build

CALLS = 2_000


@pytest.mark.parametrize("size", [10, 1_000, 100_000])
def test_clean_text(size: int) -> None:
    redact = build("go").redact
    text = ("The committee met again on Tuesday. " * (size // 36 + 1))[:size]
    assert redact(text) is text
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(CALLS):
        redact(text)
    # The loop itself may hold a few blocks; a block a call would be CALLS.
    assert sys.getallocatedblocks() - before < 10
