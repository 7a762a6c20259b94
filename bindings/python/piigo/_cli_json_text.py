"""JSON text for the command: read so that nothing of it is lost.

What a parser gives is not enough for that: of pairs with one key it has the last alone.
"""

from typing import Any

from piigo._nested_json import load_json


class _Repeated(str):
    """A key that its object has already: equal to itself alone, so that both stay."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __format__(self, _: str) -> str:
        # What paths are made of: the value is not to be taken for the first key's.
        return f"{str.__str__(self)}#{id(self)}"


def load_document(text: str) -> Any:
    """Return what the JSON text holds, with all pairs; raises as `load_json` does."""
    return load_json(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    made = {}
    for key, value in pairs:
        made[_Repeated(key) if key in made else key] = value
    return made
