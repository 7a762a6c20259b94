"""Reading a file of JSON or YAML, in which no key may be repeated.

Both parsers take a repeated key's last value, so that an option set above it would be
void without a word.
"""

import importlib
import json
from pathlib import Path
from typing import Any

from piigo._options import shown_name


class _RepeatedKeyError(Exception):
    """A mapping has a key twice."""

    def __init__(self, key: str) -> None:
        shown = shown_name(key)
        super().__init__(f"has the key {shown} twice in one mapping; leave one")


def parse_file(file: Path) -> Any:
    """Return what the file holds, which is JSON or, where PyYAML is installed, YAML.

    A file named .json is JSON. Raises ValueError, in one line.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{file}: is not UTF-8") from None
    except OSError as error:
        raise ValueError(f"{file}: {error.strerror}") from None
    try:
        return _parse(file, text)
    except _RepeatedKeyError as error:
        raise ValueError(f"{file}: {error}") from None


def _parse(file: Path, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        if file.suffix == ".json":
            raise ValueError(f"{file}: is not valid JSON{_place(error)}") from None
    try:
        yaml = importlib.import_module("yaml")
    except ImportError:
        raise ValueError(
            f"{file}: is not valid JSON; to read YAML, install piigo[yaml]"
        ) from None
    try:
        return _load_yaml(yaml, text)
    except _RepeatedKeyError:
        raise
    except Exception as error:
        # PyYAML raises anything, a KeyError say, for a value that is none of its tag's.
        raise ValueError(f"{file}: is not valid YAML{_place(error)}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise _RepeatedKeyError(key)
        made[key] = value
    return made


def _load_yaml(yaml: Any, text: str) -> Any:
    """Do what `yaml.safe_load` does, with a look at the keys as they are written."""
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None
        _check_keys(yaml, root)
        return loader.construct_document(root)
    finally:
        loader.dispose()


def _check_keys(yaml: Any, root: Any) -> None:
    pending = [root]
    # By aliases a node can be in several others, and in itself.
    met = set()
    while pending:
        node = pending.pop()
        if id(node) in met or isinstance(node, yaml.ScalarNode):
            continue
        met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            pending += node.value
            continue
        keys = set()
        for key, value in node.value:
            pending += (key, value)
            if isinstance(key, yaml.ScalarNode):
                if (key.tag, key.value) in keys:
                    raise _RepeatedKeyError(key.value)
                keys.add((key.tag, key.value))


def _place(error: Exception) -> str:
    """Return where in a file an error of `json` or `yaml` is, if it tells."""
    if isinstance(error, json.JSONDecodeError):
        return f" at line {error.lineno}"
    mark = getattr(error, "problem_mark", None)
    return "" if mark is None else f" at line {mark.line + 1}"
