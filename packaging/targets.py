"""The wheels there are: platforms and versions of Python."""

from __future__ import annotations

import sys
from dataclasses import dataclass

VERSIONS = ("3.11", "3.12", "3.13", "3.14")

# The oldest C library that the wheels for Linux run on; manylinux2014.
GLIBC = "2.17"


@dataclass(frozen=True)
class Target:
    """A kind of machine that wheels are built for.

    `name` is what Python calls the machine in the names of extension modules, `tag`
    what pip calls it, `zig` and (`goos`, `goarch`) what the compilers call it, and
    `artefact` what the published interpreters call it.
    """

    name: str
    tag: str
    zig: str
    goos: str
    goarch: str
    artefact: str

    @property
    def windows(self) -> bool:
        """Whether extension modules link Python's library and end with .pyd."""
        return self.goos == "windows"

    def suffix(self, version: str) -> str:
        """Return the suffix of extension modules for a version of Python."""
        digits = version.replace(".", "")
        if self.windows:
            return f".cp{digits}-{self.name}.pyd"
        return f".cpython-{digits}-{self.name}.so"

    def wheel_tag(self, version: str) -> str:
        """Return the last three parts of the wheel's name."""
        python = f"cp{version.replace('.', '')}"
        return f"{python}-{python}-{self.tag}"

    def compiler(self) -> str:
        """Return the command of the C compiler, for the Go tool."""
        return f"{sys.executable} -m ziglang cc -target {self.zig}"


def _linux(machine: str, goarch: str, artefact: str) -> Target:
    tag = f"manylinux_{GLIBC.replace('.', '_')}_{machine}.manylinux2014_{machine}"
    zig = f"{machine}-linux-gnu.{GLIBC}"
    return Target(f"{machine}-linux-gnu", tag, zig, "linux", goarch, artefact)


X86_64 = _linux("x86_64", "amd64", "linux-x86_64")
AARCH64 = _linux("aarch64", "arm64", "linux-arm64")
WINDOWS = Target(
    name="win_amd64",
    tag="win_amd64",
    zig="x86_64-windows-gnu",
    goos="windows",
    goarch="amd64",
    artefact="windows-x86_64",
)

TARGETS = (X86_64, AARCH64, WINDOWS)
