"""Other filters and engines, each as it is meant to be used."""

import importlib
import logging
import re
import warnings
from collections.abc import Callable
from typing import Any, Final

from benchmarks.contenders import Contender, probe
from tests_py import oracle

# The recognisers of presidio for the types that piigo looks for.
PRESIDIO: Final = (
    "CreditCardRecognizer",
    "DateRecognizer",
    "EmailRecognizer",
    "IbanRecognizer",
    "IpRecognizer",
    "MedicalLicenseRecognizer",
    "UsBankRecognizer",
    "UsLicenseRecognizer",
    "UsPassportRecognizer",
    "UsSsnRecognizer",
)


def _peer(
    name: str,
    found: Callable[[str, Any], list[str]],
    detect: Callable[[str], Any] | None = None,
    redact: Callable[[str], str] | None = None,
) -> Contender:
    return Contender(name, detect, redact, None, None, found)


def _spans(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def _patterns() -> list[re.Pattern[str]]:
    return [p for each in oracle.build().patterns.values() for p, _ in each]


def build_re2() -> Contender:
    """The original's patterns on RE2, one after the other; overlaps are kept."""
    re2 = importlib.import_module("re2")
    patterns = [re2.compile(f"(?i){pattern.pattern}") for pattern in _patterns()]

    def detect(text: str) -> list[tuple[int, int]]:
        return [hit.span() for each in patterns for hit in each.finditer(text)]

    return _peer("google-re2", _spans, detect)


def build_hyperscan() -> Contender:
    """The original's patterns in one Hyperscan database; overlaps are kept."""
    hyperscan = importlib.import_module("hyperscan")
    database = hyperscan.Database()
    expressions = [pattern.pattern.encode() for pattern in _patterns()]
    flags = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SOM_LEFTMOST
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        flags=[flags] * len(expressions),
    )

    def detect(text: str) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []

        def hit(_id: int, start: int, end: int, _flags: int, _context: Any) -> None:
            spans.append((start, end))

        database.scan(text.encode(), match_event_handler=hit)
        return spans

    def found(text: str, spans: list[tuple[int, int]]) -> list[str]:
        content = text.encode()
        return [content[start:end].decode(errors="ignore") for start, end in spans]

    return _peer("hyperscan", found, detect)


def build_presidio() -> Contender:
    """Presidio's pattern recognisers, without the language model it can use."""
    # The domain check would download a list of suffixes at its first use.
    tldextract: Any = importlib.import_module("tldextract")
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    module = importlib.import_module("presidio_analyzer.predefined_recognizers")
    recognisers = [getattr(module, name)() for name in PRESIDIO]

    def detect(text: str) -> list[tuple[int, int]]:
        return [
            (hit.start, hit.end)
            for each in recognisers
            for hit in each.analyze(text, each.supported_entities, None)
        ]

    return _peer("presidio-analyzer", _spans, detect)


def build_datafog() -> Contender:
    """Datafog's regular expressions."""
    datafog = importlib.import_module("datafog")

    def found(_text: str, result: Any) -> list[str]:
        return [entity.text for entity in result.entities]

    def detect(text: str) -> Any:
        return datafog.scan(text, engine="regex")

    def redact(text: str) -> str:
        masked: str = datafog.redact(text, engine="regex").redacted_text
        return masked

    return _peer("datafog", found, detect, redact)


def build_scrubadub() -> Contender:
    """Scrubadub with its default detectors."""
    scrubadub = importlib.import_module("scrubadub")
    scrubber = scrubadub.Scrubber()

    def found(_text: str, filth: list[Any]) -> list[str]:
        return [each.text for each in filth]

    return _peer(
        "scrubadub", found, lambda text: list(scrubber.iter_filth(text)), scrubber.clean
    )


def build_fastscrub() -> Contender:
    """Fastscrub, which masks only."""
    fastscrub = importlib.import_module("fastscrub")
    return _peer("fastscrub", lambda _text, _result: [], redact=fastscrub.scrub)


def build_piicleaner() -> Contender:
    """Piicleaner with its default cleaners."""
    cleaner = importlib.import_module("piicleaner").Cleaner()

    def found(_text: str, hits: list[Any]) -> list[str]:
        return [hit["text"] for hit in hits]

    def redact(text: str) -> str:
        masked: str = cleaner.clean_pii(text, "redact")
        return masked

    return _peer("piicleaner", found, cleaner.detect_pii, redact)


def build_peers() -> list[Contender]:
    """All of them, each found to work."""
    warnings.simplefilter("ignore")
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    peers = [
        build_re2(),
        build_hyperscan(),
        build_presidio(),
        build_datafog(),
        build_scrubadub(),
        build_fastscrub(),
        build_piicleaner(),
    ]
    for peer in peers:
        probe(peer)
    return peers
