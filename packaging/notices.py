"""Writes THIRD_PARTY_NOTICES.txt: the licences of what native wheels contain.

`python packaging/notices.py` writes it, `--check` fails when it is not current. The
texts are those that the Go modules, Go and zig come with, and those in licences/.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTICES = ROOT / "THIRD_PARTY_NOTICES.txt"
TEXTS = Path(__file__).with_name("licences")

# What the native module is linked from, by the name of the Go module.
LICENCES = {
    "github.com/go-python/gopy": "BSD-3-Clause",
    "github.com/wasilibs/go-re2": "MIT",
    "golang.org/x/sys": "BSD-3-Clause",
    "std": "BSD-3-Clause",
}

INTRODUCTION = """\
piigo's native wheels contain code of the projects below, under their licences. The
pure wheel contains none of it.
"""


def sections() -> list[tuple[str, str]]:
    """Return what each text is for, and the text."""
    return [
        ("gopy (github.com/go-python/gopy)", _module("github.com/go-python/gopy")),
        ("go-re2 (github.com/wasilibs/go-re2)", _module("github.com/wasilibs/go-re2")),
        ("RE2, which go-re2 contains", _own("re2.txt")),
        ("cre2, which go-re2 contains", _module(*_CRE2)),
        ("Abseil, which go-re2 contains", _own("abseil.txt")),
        ("LLVM's C++ library, which go-re2 contains", _zig("lib/libcxx/LICENSE.TXT")),
        ("musl, which go-re2 contains", _zig("lib/libc/musl/COPYRIGHT")),
        ("golang.org/x/sys", _module("golang.org/x/sys")),
        ("Go's runtime and standard library", _file(_go("env", "GOROOT"), "LICENSE")),
        ("zig's start-up and compiler support code", _zig("LICENSE")),
        ("MinGW-w64's, in wheels for Windows", _zig("lib/libc/mingw/COPYING")),
    ]


_CRE2 = ("github.com/wasilibs/go-re2", "internal/cre2/NOTICE.txt")


def render() -> str:
    """Return the content of the file."""
    parts = [INTRODUCTION]
    for title, text in sections():
        rule = "=" * 80
        lines = [line.rstrip() for line in text.strip().splitlines()]
        parts.append("\n".join((rule, title, rule, "", *lines, "")))
    return "\n".join(parts)


def _module(name: str, file: str = "LICENSE") -> str:
    module = json.loads(_go("list", "-m", "-json", name))
    return _file(module["Dir"], file)


def _go(*arguments: str) -> str:
    command = ["go", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _file(folder: str, name: str) -> str:
    return (Path(folder) / name).read_text(encoding="utf-8")


def _own(name: str) -> str:
    return (TEXTS / name).read_text(encoding="utf-8")


def _zig(name: str) -> str:
    path = distribution("ziglang").locate_file(f"ziglang/{name}")
    return Path(str(path)).read_text(encoding="utf-8")


def main(check: bool) -> int:
    """Write the file or check it; return the exit status."""
    if not check:
        NOTICES.write_text(render(), encoding="utf-8")
    elif NOTICES.read_text(encoding="utf-8") != render():
        print('THIRD_PARTY_NOTICES.txt is not current: run "make notices"')
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
