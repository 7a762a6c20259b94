"""Short ASCII texts in which nothing can begin are answered without Go's scan."""

import pytest

from tests_py.backends import build
from tests_py.seed import rng

# What a pattern can begin with or turn on, without a digit where there need not be one.
SAMPLES = (
    "license ABCDEF",
    "dl\tABCDEF",
    "Driver's License: ABCDEF",
    "mrn#ABCDEF",
    "Medical Record ABCDEF",
    "AKIA" + "Q" * 16,
    "api_key: " + "k" * 20,
    "access-token " + "k" * 20,
    "a" * 40,
    "a" + "+/=" * 12 + "+/a",
    "ab:cd:ef:ab:cd:ef:ab:cd",
    "x(555) 123-4567",
    "+15551234567",
    "jane@example.com",
    "born 1/2/1990",
    "A1234567",
)

PIECES = (
    *("license", "lic", "DL", "mrn", "MRN:", "Medical", "Record", "med", "api", "key"),
    *("access", "token", "akia", "born", "birth", "dob", "acc", "li", "d", "Q"),
    *("ABCDEF", "abc", "k" * 19, "a" * 39, "ab:", ":", "#", "_", "-", "(", "/", "'"),
    *(" ", " ", " ", "\t", "\n", "\x1f", "\x00", "\x7f"),
)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_place(sample: str) -> None:
    """Each sample at each place of the blocks that are looked at, and at both ends."""
    native, python = build("go"), build("python")
    assert python.detect(sample)
    for place in range(140):
        before = ("so it is, " * 14)[:place]
        for text in (
            f"{before}{sample}",
            f"{before} {sample}.",
            f"{before} {sample} so",
        ):
            assert native.detect(text) == python.detect(text), repr(text)
            assert native.process(text) == python.process(text), repr(text)
            assert native.redact(text) == python.redact(text), repr(text)
            data = [before, sample, "so"]
            assert native.process_nested(data) == python.process_nested(data), data


def test_random_pieces() -> None:
    """Pieces of labels and of what follows them, in any order."""
    random = rng("short texts")
    native, python = build("go"), build("python")
    found = 0
    for _ in range(20_000):
        text = "".join(random.choices(PIECES, k=random.randrange(1, 24)))
        detections = native.detect(text)
        assert detections == python.detect(text), repr(text)
        found += bool(detections)
    assert 1_000 < found < 19_000
