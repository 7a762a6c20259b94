"""Whether an answer is right: piigo's as the original's, a peer's by its plain hits."""

from collections.abc import Mapping
from typing import Any

from benchmarks.contenders import GO, ORACLE, PYTHON, Contender
from benchmarks.measure import Check, Verdict, WrongAnswerError
from benchmarks.texts import EMAIL

MISSES = "misses an item"


def plain(detections: Mapping[Any, list[dict[str, Any]]]) -> list[Any]:
    """Detections as lists of plain values, every order kept."""
    return [
        (
            kind.value,
            [[str(getattr(v, "value", v)) for v in hit.values()] for hit in hits],
        )
        for kind, hits in detections.items()
    ]


def _answer(method: str, result: Any) -> Any:
    if method == "detect":
        return plain(result)
    if method == "process":
        return result[0], plain(result[1])
    if method == "process_nested":
        return result[0], repr(result[1])
    return result


def _same(method: str, results: dict[str, Any]) -> None:
    """Raise WrongAnswerError unless the answers of piigo are the original's.

    Where the original would take too long, the backends must agree.
    """
    judge = ORACLE if ORACLE in results else PYTHON
    if judge not in results:
        raise WrongAnswerError(f"{method}: nothing to compare piigo with")
    want = _answer(method, results[judge])
    for name in (PYTHON, GO):
        if name in results and _answer(method, results[name]) != want:
            raise WrongAnswerError(f"{method}: {name} differs from {judge}")


def check_text(method: str, text: str, contenders: list[Contender]) -> Check:
    """A check of a method that takes the text."""

    def verdict(contender: Contender, result: Any) -> Verdict | str:
        detections = result[1] if method == "process" else result
        if method != "detect" and EMAIL in (
            result[0] if method == "process" else result
        ):
            return MISSES
        if method == "redact":
            return Verdict()
        found = contender.found(text, detections)
        return (
            Verdict(len(found)) if found.count(EMAIL) >= text.count(EMAIL) else MISSES
        )

    def check(results: dict[str, Any]) -> dict[str, Verdict | str]:
        if GO in results:
            _same(method, results)
        return {
            each.name: verdict(each, results[each.name])
            for each in contenders
            if each.name in results
        }

    return check


def check_nested(results: dict[str, Any]) -> dict[str, Verdict | str]:
    """A check of `process_nested`."""
    _same("process_nested", results)
    return {
        name: MISSES if EMAIL in repr(result[1]) else Verdict()
        for name, result in results.items()
    }


def check_masks(results: dict[str, str]) -> dict[str, Verdict | str]:
    """A check of `mask` where it is not random."""
    _same("mask", results)
    return check_tokens(results)


def check_tokens(results: dict[str, str]) -> dict[str, Verdict | str]:
    """A check of `mask` where it is random: nothing is left as it was."""
    bad = [name for name, masked in results.items() if EMAIL in masked]
    if {PYTHON, GO} & set(bad):
        raise WrongAnswerError("mask: an item is left unmasked")
    return {name: MISSES if name in bad else Verdict() for name in results}


def check_nothing(results: dict[str, Any]) -> dict[str, Verdict | str]:
    """No check, for what has no answer to compare."""
    return dict.fromkeys(results, Verdict())
