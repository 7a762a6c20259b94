"""Characters are classified in blocks of 32: each place in a block, each width."""

import pytest

from tests_py.backends import build

# Letters, digits, spaces and signs outside of ASCII.
CHARACTERS = "é²\xa0¿ÿя٣\u2003→ſ\u212a\ud800𝒜𝟘😀\U0010ffff"


@pytest.mark.parametrize("last", "ÿя😀")
def test_every_place(last: str) -> None:
    """One character at each place beside items, in a string as wide as the last."""
    native, python = build("go"), build("python")
    for character in (each for each in CHARACTERS if each <= last):
        for place in range(70):
            ones = "1" * (place % 40)
            for text in (
                f"{ones:x>{place}}{character}123-45-6789 {'a' * 40}{last}",
                f"{'a' * place}4111-1111{character}1111-1111 {'b' * 40}{last}",
            ):
                assert native.detect(text) == python.detect(text), ascii(text)
