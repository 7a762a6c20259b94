"""What pyproject.toml cannot say: how the native module is built."""

import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

sys.path.insert(0, str(Path(__file__).parent / "bindings"))

import build_native


class BuildNative(build_ext):
    """Puts the native module and gopy's classes into the package."""

    def build_extension(self, ext: Extension) -> None:
        """Build with Go into the folder of the extension."""
        build_native.build(Path(self.get_ext_fullpath(ext.name)).parent)


setup(
    ext_modules=[Extension("piigo._native._piigo", sources=[])],
    cmdclass={"build_ext": BuildNative},
)
