"""The API reference is complete."""

import inspect

import piigo
from tests_repo.documents import ROOT

REFERENCE = (ROOT / "docs/api.md").read_text(encoding="utf-8")


def test_every_public_name_has_its_place() -> None:
    """A name that is exported is in the reference."""
    names = [name for name in piigo.__all__ if not name.startswith("__")]
    missing = [name for name in names if f"piigo.{name}" not in REFERENCE]
    assert missing == []


def test_every_public_method_has_a_docstring() -> None:
    """What the reference is made of is there."""
    for name in piigo.__all__:
        exported = getattr(piigo, name)
        if not inspect.isclass(exported):
            continue
        for attribute, value in vars(exported).items():
            if not attribute.startswith("_") and inspect.isroutine(value):
                assert inspect.getdoc(value), f"{name}.{attribute}"
