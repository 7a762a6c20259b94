"""Masking and scanning in pieces gives what the whole text gives."""

import random

import pytest

from piigo import Config, Detector
from piigo._cli_text import TextMasker, TextScanner
from piigo._stream import CutFinder, pieces
from tests_py import generate
from tests_py.backends import build
from tests_py.seed import rng
from tests_py.unit.test_stream import blocks


def decodable(random_: random.Random) -> str:
    """A random text such as decoded bytes can give."""
    content = generate.text(random_).encode("utf-8", "surrogatepass")
    return content.decode("utf-8", "surrogateescape")


def mask_in(parts: list[tuple[str, bool]], detector: Detector) -> tuple[bool, str]:
    """Whether anything was found in the pieces, and they masked and joined."""

    def mask_text(text: str) -> tuple[bool, str]:
        masked = detector.redact(text)
        return masked is not text, masked

    masker = TextMasker(mask_text, detector.config.redaction_text)
    done = [masker.mask(*part) for part in parts]
    return any(found for found, _ in done), "".join(text for _, text in done)


@pytest.mark.parametrize("redaction", ["[REDACTED]", "", "\0", "a@b.cc"])
def test_mask(redaction: str, backend: str) -> None:
    config = Config(redaction_text=redaction)
    detector, finder = build(backend, config), CutFinder(config, backend)
    random_ = rng("text", redaction)
    for _ in range(200):
        text = ", ".join(decodable(random_) for _ in range(4))
        parts = list(pieces(blocks(text, random_, 50), finder.find))
        want = (bool(detector.detect(text)), detector.redact(text))
        assert mask_in(parts, detector) == want, text


OVERLAPPING = "DOB: 10/10/2000 dl: 123456789, "
"""Of whose findings some take along what follows the text, when they are masked."""


@pytest.mark.parametrize("gap", ["", "\0" * 3, "x" * 200, "\0\udc80"])
@pytest.mark.parametrize("redaction", ["", "\0", "[REDACTED]"])
def test_what_is_lost_behind_a_piece(redaction: str, gap: str, backend: str) -> None:
    detector = build(backend, Config(redaction_text=redaction))
    unit = "mrn: 123456789012,"
    parts = [(unit * 3, False), (gap + ",", False), (OVERLAPPING, False), (unit, True)]
    text = "".join(part for part, _ in parts)
    assert mask_in(parts, detector) == (True, detector.redact(text))


def test_more_is_lost_than_the_padding_has(backend: str) -> None:
    detector = build(backend, Config(redaction_text=""))
    long = f"api_key: {'-'.join(['123456789'] * 60)},"
    parts = [(long, False), ("a" * 40 + ",", False), ("b" * 900, True)]
    whole = "".join(part for part, _ in parts)
    assert len(long) - len(detector.redact(long + "x" * 999).rstrip("x")) > 64
    assert mask_in(parts, detector) == (True, detector.redact(whole))


@pytest.mark.parametrize("as_json", [False, True])
def test_scan(as_json: bool, backend: str) -> None:
    detector, finder = build(backend), CutFinder(Config(), backend)
    random_ = rng("text", "scan")
    for _ in range(200):
        text = ",\n".join(decodable(random_) for _ in range(4))
        whole = TextScanner("f", detector.find, as_json, None).scan(text)
        scanner = TextScanner("f", detector.find, as_json, None)
        parts = pieces(blocks(text, random_, 50), finder.find)
        done = [scanner.scan(piece) for piece, _ in parts]
        assert any(found for found, _ in done) == whole[0]
        assert "".join(lines for _, lines in done) == whole[1]
