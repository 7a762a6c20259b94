"""Builds the native module: gopy's generated bindings plus the boundary.

`python bindings/build_native.py TARGET_DIR` puts the extension module and gopy's
Python classes into TARGET_DIR, for the interpreter that runs it; `build` takes a
Platform to build for others. It needs Go, a C compiler and pybindgen; gopy and
goimports are tools of the project's go.mod.

The steps are those of `gopy build`, with these differences: the files of
bindings/boundary are built into the same package and registered by the module's
init; the compiler flags are ours (gopy's -Ofast would make the whole process
flush denormal numbers to zero) and Go is compiled by the profile in native.pgo;
nothing is linked to libpython except on Windows.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOUNDARY = ROOT / "bindings" / "boundary"
PACKAGE = "github.com/piigo/piigo/bindings/native"

# Of the Go benchmarks, made by take_profile.py; the compiler optimises by it.
PROFILE = ROOT / "bindings" / "native.pgo"

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


@dataclass(frozen=True)
class Platform:
    """What a module is built for: an interpreter, and tools for its machine.

    `include` holds the interpreter's headers; `suffix` is that of its extension
    modules; `link_flags` go to the linker. `environment` names what the Go tool is to
    use instead of this machine's: CC, GOOS, GOARCH.
    """

    include: Path
    suffix: str
    link_flags: str
    environment: dict[str, str]


def this_platform() -> Platform:
    """Return the platform of the running interpreter."""
    include = Path(sysconfig.get_path("include"))
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    environment: dict[str, str] = {}
    if sys.platform == "darwin":
        # The interpreter, not the machine, says which processor is wanted.
        processor = sysconfig.get_platform().rpartition("-")[2]
        architecture = {"x86_64": "amd64", "arm64": "arm64"}.get(processor)
        environment = {"GOARCH": architecture} if architecture else {}
    return Platform(include, suffix, link_flags(), environment)


def build(target: Path, platform: Platform | None = None) -> Path:
    """Build for a platform (None: this one); return the extension module's path.

    Raises BuildError when a tool is missing or fails.
    """
    work = generated()
    module = compile_module(work, platform or this_platform())
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


def obstacle() -> str | None:
    """Say why the native module cannot be built here, or return None."""
    if sys.implementation.name != "cpython":
        return f"{sys.implementation.name} cannot load it; CPython can"
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "it needs the GIL, which this free-threaded Python lacks"
    if "musl" in (sysconfig.get_config_var("EXT_SUFFIX") or ""):
        return "shared libraries of Go cannot be loaded on musl (golang/go 54805)"
    if shutil.which("go") is None:
        return "Go is not on PATH; install Go (go.mod names the version)"
    compiler = output(["go", "env", "CC"], ROOT).split()
    if not compiler or shutil.which(compiler[0]) is None:
        return "there is no C compiler; install one, such as gcc, or set CC"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "Python.h is missing; install Python's headers, such as python3-dev"
    return None


@functools.cache
def generated() -> Path:
    """Return a folder of this tree with fresh sources, which fit every platform."""
    # The name is in the module; the same for all keeps builds reproducible.
    work = ROOT / ".build" / "native"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    generate(work)
    return work


def generate(work: Path) -> None:
    """Write gopy's sources, and the C file that pybindgen makes of them, to work."""
    tool = ["go", "tool"]
    gopy = [*tool, "gopy", "gen", f"-output={work}", f"-name={NAME}", "-no-make"]
    run([*gopy, f"-vm={sys.executable}", PACKAGE], cwd=ROOT)
    run([*tool, "goimports", "-w", str(work / f"{NAME}.go")], cwd=ROOT)

    for name in ("go.py", "native.py", f"{NAME}.go", "build.py"):
        file = work / name
        file.write_text(settle(file.read_text()))
    # gopy's classes change the working directory while they are imported, which
    # other threads would notice and which fails where it does not exist any more.
    for name in ("go.py", "native.py"):
        strip(work / name, r"^(cwd = os\.getcwd|os\.chdir|currentdir = ).*\n")
    # gopy names the folders, headers and libraries of this machine.
    for name in ("go.py", "native.py", f"{NAME}.go"):
        strip(work / name, r"^(# )?gopy gen .*\n")
    strip(work / f"{NAME}.go", r"^#cgo (CFLAGS|LDFLAGS):.*\n")
    # A long has 32 bits on Windows, a Py_ssize_t has not.
    go_file = work / f"{NAME}.go"
    go_file.write_text(
        go_file.read_text().replace("C.long(size)", "C.Py_ssize_t(size)")
    )
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
    # The Go tool takes a profile of this name without being told.
    shutil.copy2(PROFILE, work / "default.pgo")


# Where the pieces begin that gopy writes in the order of a Go map, another each time.
STRUCT = r"^(?=# Python type for struct |// --- wrapping struct: )"
CONSTRUCTOR = r"^(?=//export |def )"
CALLS = ("mod.add_function(", "add_checked_function(mod", "add_checked_string")


def settle(text: str) -> str:
    """Put the pieces of gopy's sources into an order that is always the same."""
    for heading, piece in (("Structs", STRUCT), ("Constructors", CONSTRUCTOR)):
        section = re.search(rf"(?ms)^\S+ ---- {heading} ---\n(.*?)(?=^\S+ ---- )", text)
        if section is not None:
            first, *pieces = re.split(f"(?m){piece}", section[1])
            spaced = sorted(piece.rstrip("\n") + "\n\n" for piece in pieces)
            whole = "".join([first, *spaced])
            text = text[: section.start(1)] + whole + text[section.end(1) :]
    lines = text.splitlines(keepends=True)
    calls = sorted(line for line in lines if line.startswith(CALLS))
    following = iter(calls)
    return "".join(
        next(following) if line.startswith(CALLS) else line for line in lines
    )


def strip(file: Path, lines: str) -> None:
    """Remove the lines that match; raise BuildError if there are none."""
    text, count = re.subn(f"(?m){lines}", "", file.read_text())
    if count == 0:
        raise BuildError(f"gopy's {file.name} has an unknown form; see bindings/")
    file.write_text(text)


def compile_module(work: Path, platform: Platform) -> Path:
    """Compile the sources in work; return the path of the extension module."""
    module = work / f"_{NAME}{platform.suffix}"
    # Functions begin at a cache line: else a call's time changes by up to 6 % with the
    # code that stands before.
    options = "-O2 -g0 -falign-functions=64 -fno-strict-aliasing -Wno-unused-result"
    flags = {
        "CGO_ENABLED": "1",
        "CGO_CFLAGS": f"-I{platform.include} {options}",
        "CGO_LDFLAGS": platform.link_flags,
    }
    run(
        [
            *("go", "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false"),
            *("-tags=piigo_boundary", "-ldflags=-s -w -buildid="),
            *("-o", str(module), "."),
        ],
        cwd=work,
        env=os.environ | flags | platform.environment,
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
    output(command, cwd, env)


def output(command: list[str], cwd: Path, env: dict[str, str] | None = None) -> str:
    """Return what a command prints; raise BuildError if it fails or is missing."""
    try:
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    except OSError as error:
        raise BuildError(f"{command[0]} cannot be run: {error}") from error
    if done.returncode != 0:
        raise BuildError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    try:
        print(build(Path(sys.argv[1]).resolve()))
    except BuildError as error:
        sys.exit(f"build_native: {error}")
