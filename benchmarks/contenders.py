"""What is measured: the original, both backends of piigo, and the Rust filter."""

import copy
import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.texts import EMAIL
from piigo import Detector
from tests_py import oracle

ORACLE: Final = "oracle"
PYTHON: Final = "piigo-python"
GO: Final = "piigo-go"
RUST: Final = "cpex-pii-filter"

Call = Callable[[Any], Any]
Options = Mapping[str, Any]


@dataclass(frozen=True)
class Contender:
    """One implementation; a method that it does not have is None.

    `found` gives the values in the result of `detect`. `copies` says that
    `process_nested` changes the data it is given, so that each call needs a copy.
    """

    name: str
    detect: Call | None
    redact: Call | None
    process: Call | None
    process_nested: Call | None
    found: Callable[[str, Any], list[str]]
    mask: Callable[[str, Any], str] | None = None
    copies: bool = False

    def method(self, name: str) -> Call | None:
        """The method of this name, or None."""
        method: Call | None = getattr(self, name)
        return method


def _found(_text: str, detections: Mapping[Any, list[dict[str, Any]]]) -> list[str]:
    return [item["value"] for items in detections.values() for item in items]


def build_oracle(options: Options | None = None) -> Contender:
    """The original; its `process_nested` returns what piigo's does, less the hits."""
    detector = oracle.build(dict(options or {}))
    plugin = oracle.nested(detector)

    def process(text: str) -> tuple[str, Any]:
        detections = detector.detect(text)
        return detector.mask(text, detections), detections

    def process_nested(data: Any) -> tuple[bool, Any]:
        modified, _ = plugin._process_nested_data_for_pii(data, "", {})
        return modified, data

    return Contender(
        name=ORACLE,
        detect=detector.detect,
        redact=lambda text: detector.mask(text, detector.detect(text)),
        process=process,
        process_nested=process_nested,
        found=_found,
        mask=detector.mask,
        copies=True,
    )


def build_piigo(backend: str, options: Options | None = None) -> Contender:
    """A piigo detector that runs on the backend."""
    detector = Detector(dict(options or {}), backend=backend)
    return Contender(
        name=f"piigo-{backend}",
        detect=detector.detect,
        redact=detector.redact,
        process=detector.process,
        process_nested=detector.process_nested,
        found=_found,
        mask=detector.mask,
    )


def rust_class() -> Any:
    """The class of the Rust detector."""
    return importlib.import_module("cpex_pii_filter.pii_filter_rust").PIIDetectorRust


def build_rust(options: Options | None = None) -> Contender:
    """The Rust filter, with limits that no text and no data here reaches."""
    limits = {"max_text_bytes": 100 << 20, "max_collection_items": 10_000}
    detector = rust_class()({**limits, **(options or {})})

    def process(text: str) -> tuple[str, Any]:
        detections = detector.detect(text)
        return detector.mask(text, detections), detections

    return Contender(
        name=RUST,
        detect=detector.detect,
        redact=lambda text: detector.mask(text, detector.detect(text)),
        process=process,
        process_nested=lambda data: detector.process_nested(data, ""),
        found=_found,
        mask=detector.mask,
    )


BUILDERS: Final[dict[str, Callable[[Options | None], Contender]]] = {
    ORACLE: build_oracle,
    PYTHON: lambda options: build_piigo("python", options),
    GO: lambda options: build_piigo("go", options),
    RUST: build_rust,
}


def build_main(options: Options | None = None) -> list[Contender]:
    """The four that have the whole surface, each with these options."""
    return [build(options) for build in BUILDERS.values()]


def arguments(contender: Contender, data: Any) -> Callable[[], Any]:
    """What gives `process_nested` its data: a copy for each call where it needs one."""
    if contender.copies:
        return lambda: copy.deepcopy(data)
    return lambda: data


def probe(contender: Contender) -> None:
    """Raise RuntimeError unless the contender finds an e-mail address in a sentence."""
    text = f"please write to {EMAIL} for a copy"
    if contender.detect and EMAIL not in contender.found(text, contender.detect(text)):
        raise RuntimeError(f"{contender.name} does not detect")
    if contender.redact and EMAIL in contender.redact(text):
        raise RuntimeError(f"{contender.name} does not mask")
