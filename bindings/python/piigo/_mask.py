"""Masking: what replaces a value, and how the replacements enter the text."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any, TypeAlias

from piigo._config import option
from piigo._types import MaskingStrategy, PIIType


def apply_mask(value: str, pii_type: object, strategy: object, redaction: str) -> str:
    """Return what replaces `value` under `strategy` (a member or its string).

    An unknown strategy redacts. Raises UnicodeEncodeError when a value with a lone
    surrogate is to be hashed; the error's text holds no other character of the value.
    """
    if strategy == MaskingStrategy.REDACT:
        return redaction
    if strategy == MaskingStrategy.PARTIAL:
        return _partial(value, pii_type, redaction)
    if strategy == MaskingStrategy.HASH:
        return f"[HASH:{hashlib.sha256(_encoded(value)).hexdigest()[:8]}]"
    if strategy == MaskingStrategy.TOKENIZE:
        return f"[TOKEN:{uuid.uuid4().hex[:8]}]"
    if strategy == MaskingStrategy.REMOVE:
        return ""
    return redaction


_LAST_FOUR = (
    (PIIType.SSN, "***-**-"),
    (PIIType.CREDIT_CARD, "****-****-****-"),
    (PIIType.PHONE, "***-***-"),
)


def _partial(value: str, pii_type: object, redaction: str) -> str:
    for known, prefix in _LAST_FOUR:
        if pii_type == known:
            return f"{prefix}{value[-4:]}" if len(value) >= 4 else redaction
    if pii_type == PIIType.EMAIL:
        return _partial_email(value, redaction)
    if len(value) > 2:
        return f"{value[0]}{'*' * (len(value) - 2)}{value[-1]}"
    return redaction


def _partial_email(value: str, redaction: str) -> str:
    parts = value.split("@")
    if len(parts) != 2:
        return redaction
    name, domain = parts
    if len(name) > 2:
        return f"{name[0]}***{name[-1]}@{domain}"
    return f"***@{domain}"


def _encoded(value: str) -> bytes:
    try:
        return value.encode()
    except UnicodeEncodeError as error:
        lone, start, end = value[error.start : error.end], error.start, error.end
        reason = error.reason
    # The first error holds the value. This one, raised outside the handler so that
    # it does not chain to the first, holds the lone surrogates alone.
    raise UnicodeEncodeError("utf-8", "*" * start + lone, start, end, reason)


Apply: TypeAlias = Callable[[str, object, object], str]


def mask(text: str, detections: Any, config: object, apply: Apply | None = None) -> str:
    """Return `text` with every detection masked, later starts first.

    `detections` maps a type to dictionaries with `value`, `start`, `end` (code points)
    and perhaps `mask_strategy`, as `detect` gives them or as a caller made them; each
    dictionary gets a `type`. Spans of different types may overlap: each one is cut out
    of what the earlier ones left. `config` is read at this moment. `apply(value, type,
    strategy)` takes the place of `apply_mask` where a caller has a rule of its own.
    """
    if not detections:
        return text
    items = []
    for pii_type, found in detections.items():
        for item in found:
            item["type"] = pii_type
            items.append(item)
    items.sort(key=itemgetter("start"), reverse=True)
    default = option(config, "default_mask_strategy")
    redaction = option(config, "redaction_text")
    if apply is None:
        apply = partial(apply_mask, redaction=redaction)
    return splice(
        text,
        (
            (
                item,
                apply(item["value"], item["type"], item.get("mask_strategy", default)),
            )
            for item in items
        ),
    )


def splice(text: str, pieces: Iterable[tuple[Mapping[str, Any], str]]) -> str:
    """Replace in turn `start` to `end` of each piece's mapping by its string.

    The offsets are those of the text as the pieces before left it. Plain offsets that
    never rise cost time linear in the text; any others are sliced literally, which
    gives the same result, and the exceptions of slicing.
    """
    work = _Splicer(text)
    for item, replacement in pieces:
        start = item["start"]
        if type(start) is int and 0 <= start <= work.cut and type(replacement) is str:
            end = item["end"]
            if type(end) is int and start <= end and work.plain:
                work.replace(start, end, replacement)
                continue
        current = work.text()
        work = _Splicer(current[:start] + replacement + current[item["end"] :])
    return work.text()


class _Splicer:
    """A text being edited from its end towards its beginning.

    The current text is `base` up to `cut`, then the tail: a stack of (string, from,
    to), topmost first. Popping from the tail drops what a later span covers.
    """

    __slots__ = ("base", "cut", "plain", "tail")

    def __init__(self, base: str) -> None:
        self.base = base
        self.plain = type(base) is str
        self.cut = len(base)
        self.tail: list[tuple[str, int, int]] = []

    def replace(self, start: int, end: int, replacement: str) -> None:
        """Put `replacement` in place of the current text's `start` to `end`.

        Needs 0 <= start <= cut and start <= end; an end beyond the text is its end.
        """
        if end < self.cut:
            self.tail.append((self.base, end, self.cut))
        else:
            self._drop(end - self.cut)
        self.tail.append((replacement, 0, len(replacement)))
        self.cut = start

    def _drop(self, count: int) -> None:
        while count and self.tail:
            piece, low, high = self.tail.pop()
            if high - low > count:
                self.tail.append((piece, low + count, high))
                return
            count -= high - low

    def text(self) -> str:
        """Return the current text; the very base when nothing was replaced."""
        if not self.tail and self.cut == len(self.base):
            return self.base
        parts = [self.base[: self.cut]]
        parts.extend(piece[low:high] for piece, low, high in reversed(self.tail))
        return "".join(parts)
