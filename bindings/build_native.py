"""Builds the native module: gopy's generated bindings plus the boundary.

`python bindings/build_native.py TARGET_DIR` puts the extension module and gopy's
Python classes into TARGET_DIR, for the interpreter that runs it. It needs Go, a C
compiler and pybindgen; gopy and goimports are tools of the project's go.mod.

The steps are those of `gopy build`, with these differences: the files of
bindings/boundary are built into the same package and registered by the module's
init; the compiler flags are ours (gopy's -Ofast would make the whole process
flush denormal numbers to zero); nothing is linked to libpython except on Windows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOUNDARY = ROOT / "bindings" / "boundary"
PACKAGE = "github.com/piigo/piigo/bindings/native"

# The name of gopy's package; the extension module is _piigo.
NAME = "piigo"

INIT = f"""
mod.after_init.write_code(
    'extern int piigo_add_boundary(PyObject *module);\\n'
    'if (piigo_add_boundary(m) < 0) return NULL;'
)
mod.generate(open('{NAME}.c', 'w'))
"""


class BuildError(Exception):
    """The native module cannot be built; the message says what to do."""


def build(target: Path) -> Path:
    """Build for the running interpreter and return the extension module's path."""
    require_go()
    work = ROOT / ".build" / f"native-{sys.implementation.cache_tag}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    generate(work)
    module = compile_module(work)
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*"):
        if old.suffix in {".py", ".so", ".pyd"}:
            old.unlink()
    for file in (work / "go.py", work / "native.py", module):
        shutil.copy2(file, target / file.name)
    (target / "__init__.py").write_text(
        '"""Made by the build: what gopy generates, and the extension module."""\n'
    )
    return target / module.name


def require_go() -> None:
    """Raise BuildError unless a Go toolchain can be run."""
    if shutil.which("go") is None:
        raise BuildError("Go is not on PATH; install Go (see go.mod for the version)")


def generate(work: Path) -> None:
    """Write gopy's sources, and the C file that pybindgen makes of them, to work."""
    tool = ["go", "tool"]
    gopy = [*tool, "gopy", "gen", f"-output={work}", f"-name={NAME}", "-no-make"]
    run([*gopy, f"-vm={sys.executable}", PACKAGE], cwd=ROOT)
    run([*tool, "goimports", "-w", str(work / f"{NAME}.go")], cwd=ROOT)

    # gopy's classes change the working directory while they are imported, which
    # other threads would notice and which fails where it does not exist any more.
    for name in ("go.py", "native.py"):
        strip(work / name, r"^(cwd = os\.getcwd|os\.chdir|currentdir = ).*\n")
    # gopy names the headers and libraries of this machine.
    strip(work / f"{NAME}.go", r"^#cgo (CFLAGS|LDFLAGS):.*\n")
    script = work / "build.py"
    last = f"mod.generate(open('{NAME}.c', 'w'))\n"
    text = script.read_text()
    if last not in text:
        raise BuildError("gopy's build.py has an unknown form; see bindings/")
    script.write_text(text.replace(last, INIT))
    run([sys.executable, script.name], cwd=work)
    script.unlink()

    # cgo makes the header of the exported functions under this name.
    c_file = work / f"{NAME}.c"
    c_file.write_text(c_file.read_text().replace(f"{NAME}_go.h", "_cgo_export.h"))
    for file in BOUNDARY.iterdir():
        if file.suffix in {".go", ".c", ".h"}:
            shutil.copy2(file, work / file.name)


def strip(file: Path, lines: str) -> None:
    """Remove the lines that match; raise BuildError if there are none."""
    text, count = re.subn(f"(?m){lines}", "", file.read_text())
    if count == 0:
        raise BuildError(f"gopy's {file.name} has an unknown form; see bindings/")
    file.write_text(text)


def compile_module(work: Path) -> Path:
    """Compile the sources in work; return the path of the extension module."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    module = work / f"_{NAME}{suffix}"
    include = sysconfig.get_path("include")
    flags = {
        "CGO_ENABLED": "1",
        "CGO_CFLAGS": f"-I{include} -O2 -g0 -fno-strict-aliasing -Wno-unused-result",
        "CGO_LDFLAGS": link_flags(),
    }
    run(
        [
            *("go", "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false"),
            *("-tags=piigo_boundary", "-ldflags=-s -w -buildid="),
            *("-o", str(module), "."),
        ],
        cwd=work,
        env=os.environ | flags,
    )
    module.with_suffix(".h").unlink(missing_ok=True)
    return module


def link_flags() -> str:
    """Leave Python's symbols to the interpreter that loads the module."""
    if sys.platform == "darwin":
        return "-Wl,-undefined,dynamic_lookup"
    if sys.platform == "win32":
        version = "".join(map(str, sys.version_info[:2]))
        return f"-L{Path(sys.base_prefix) / 'libs'} -lpython{version}"
    return "-Wl,--unresolved-symbols=ignore-all"


def run(command: list[str], cwd: Path, env: dict[str, str] | None = None) -> None:
    """Run a command; raise BuildError with what it printed if it fails."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        raise BuildError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    try:
        print(build(Path(sys.argv[1]).resolve()))
    except BuildError as error:
        sys.exit(f"build_native: {error}")
