"""What pyproject.toml cannot say: whether and how the native module is built.

Where it cannot be built, the pure package is, which gives the same answers. In the
environment, PIIGO_REQUIRE_NATIVE=1 makes that an error, and PIIGO_PURE=1 asks for
the pure package.
"""

import os
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

sys.path.insert(0, str(Path(__file__).parent / "bindings"))

import build_native

NATIVE = Extension("piigo._native._piigo", sources=[])


class BuildNative(build_ext):
    """Puts the native module and gopy's classes into the package."""

    def build_extension(self, ext: Extension) -> None:
        """Build with Go into the folder of the extension, or stop with a message."""
        try:
            build_native.build(Path(self.get_ext_fullpath(ext.name)).parent)
        except build_native.BuildError as error:
            sys.exit(
                f"piigo: the native module was not built: {error}\n"
                "Set PIIGO_PURE=1 to install the pure-Python package instead."
            )


def extensions() -> list[Extension]:
    """Return what to build; exit with a message where a wish cannot be met."""
    pure, native = (
        os.environ.get(name, "") not in {"", "0"}
        for name in ("PIIGO_PURE", "PIIGO_REQUIRE_NATIVE")
    )
    if pure and native:
        sys.exit("piigo: unset either PIIGO_PURE or PIIGO_REQUIRE_NATIVE")
    obstacle = "PIIGO_PURE is set" if pure else build_native.obstacle()
    if obstacle is None:
        return [NATIVE]
    if not {"bdist_wheel", "editable_wheel"}.isdisjoint(sys.argv):
        if native:
            sys.exit(f"piigo: PIIGO_REQUIRE_NATIVE is set, but {obstacle}")
        print(
            f"piigo: building the pure-Python package, as {obstacle}.\n"
            "piigo: it gives the same answers, but slower. For the native module, "
            "remove that\npiigo: obstacle and install again with "
            "--force-reinstall --no-cache-dir.",
            file=sys.stderr,
        )
    return []


setup(ext_modules=extensions(), cmdclass={"build_ext": BuildNative})
