"""The distributions under test: those that "make wheels" has put into dist."""

from pathlib import Path

import pytest

from targets import TARGETS, VERSIONS, Target

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"

NATIVE = [(target, version) for target in TARGETS for version in VERSIONS]
PURE_TAG = "py3-none-any"


def wheel_of(tag: str) -> Path:
    """The one wheel of this tag, or an AssertionError."""
    (wheel,) = DIST.glob(f"piigo-*-{tag}.whl")
    return wheel


def native_wheel(target: Target, version: str) -> Path:
    """The wheel for a machine and a version of Python."""
    return wheel_of(target.wheel_tag(version))


@pytest.fixture
def sdist() -> Path:
    """The source distribution."""
    (path,) = DIST.glob("piigo-*.tar.gz")
    return path
