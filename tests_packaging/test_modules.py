"""What the native modules need, offer and weigh, read from the wheels."""

import io
import subprocess
import sys
from pathlib import Path

import pefile
import pytest
from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection
from elftools.elf.sections import SymbolTableSection

import archives
import pythons
from conftest import NATIVE, native_wheel
from targets import GLIBC, WINDOWS, X86_64, Target

MEGABYTES = 8
LINUX = [case for case in NATIVE if case[0] != WINDOWS]
MACHINES = {"amd64": "x64", "arm64": "AArch64"}

# What each Windows 10 has; UCRT is reached by names that begin so.
SYSTEM_LIBRARIES = ("api-ms-win-crt-", "kernel32.dll", "ntdll.dll")


def _module(target: Target, version: str) -> bytes:
    files = archives.read_wheel(native_wheel(target, version))
    return files[f"piigo/_native/_piigo{target.suffix(version)}"]


def _symbols(elf: ELFFile) -> tuple[set[str], set[str]]:
    """The names that a library offers and those that it takes from elsewhere."""
    table = elf.get_section_by_name(".dynsym")
    assert isinstance(table, SymbolTableSection)
    offered: set[str] = set()
    taken: set[str] = set()
    for symbol in table.iter_symbols():
        names = taken if symbol["st_shndx"] == "SHN_UNDEF" else offered
        names.add(symbol.name)
    return offered, taken


@pytest.mark.parametrize(("target", "version"), NATIVE)
def test_wheels_are_small(target: Target, version: str) -> None:
    assert native_wheel(target, version).stat().st_size < MEGABYTES * 1e6


@pytest.mark.parametrize(("target", "version"), LINUX)
def test_auditwheel_says_manylinux2014(target: Target, version: str) -> None:
    command = [sys.executable, "-m", "auditwheel", "show"]
    done = subprocess.run(
        [*command, str(native_wheel(target, version))],
        capture_output=True,
        text=True,
        check=True,
    )
    machine = target.name.partition("-")[0]
    said = " ".join(done.stdout.split())
    tag = f"manylinux_{GLIBC.replace('.', '_')}_{machine}"
    assert f'is consistent with the following platform tag: "{tag}"' in said


@pytest.mark.parametrize(("target", "version"), LINUX)
def test_only_the_c_library_is_linked(target: Target, version: str) -> None:
    elf = ELFFile(io.BytesIO(_module(target, version)))
    assert elf.get_machine_arch() == MACHINES[target.goarch]
    dynamic = elf.get_section_by_name(".dynamic")
    assert isinstance(dynamic, DynamicSection)
    needed = {tag.needed for tag in dynamic.iter_tags("DT_NEEDED")}
    assert needed <= {"libc.so.6", "libpthread.so.0", "ld-linux-aarch64.so.1"}
    assert not list(dynamic.iter_tags("DT_RPATH"))
    assert not list(dynamic.iter_tags("DT_RUNPATH"))
    versions = elf.get_section_by_name(".gnu.version_r")
    assert isinstance(versions, GNUVerNeedSection)
    asked = {
        tuple(map(int, entry.name.removeprefix("GLIBC_").split(".")))
        for _, entries in versions.iter_versions()
        for entry in entries
    }
    assert max(asked) <= tuple(map(int, GLIBC.split(".")))


@pytest.mark.parametrize(("target", "version"), LINUX)
def test_python_has_every_symbol_on_linux(target: Target, version: str) -> None:
    offered, taken = _symbols(ELFFile(io.BytesIO(_module(target, version))))
    assert "PyInit__piigo" in offered
    library = pythons.folder(version, X86_64) / f"libpython{version}.so.1.0"
    with library.open("rb") as file:
        in_python, _ = _symbols(ELFFile(file))
    of_python = {name for name in taken if name.startswith(("Py", "_Py"))}
    assert len(of_python) > 50
    assert of_python <= in_python


@pytest.mark.parametrize(("target", "version"), LINUX)
def test_only_the_init_function_is_called_by_python(
    target: Target, version: str
) -> None:
    offered, _ = _symbols(ELFFile(io.BytesIO(_module(target, version))))
    assert {name for name in offered if name.startswith("Py")} == {"PyInit__piigo"}


@pytest.mark.parametrize("version", pythons.RELEASES)
def test_python_has_every_symbol_on_windows(version: str) -> None:
    module = pefile.PE(data=_module(WINDOWS, version))
    exported = {symbol.name for symbol in module.DIRECTORY_ENTRY_EXPORT.symbols}
    assert b"PyInit__piigo" in exported
    python = f"python{version.replace('.', '')}.dll"
    imported = {
        entry.dll.decode().lower(): {symbol.name for symbol in entry.imports}
        for entry in module.DIRECTORY_ENTRY_IMPORT
    }
    of_python = imported.pop(python)
    assert all(name.startswith(SYSTEM_LIBRARIES) for name in imported), imported.keys()
    library = pefile.PE(Path(pythons.folder(version, WINDOWS), python))
    in_python = {symbol.name for symbol in library.DIRECTORY_ENTRY_EXPORT.symbols}
    assert len(of_python) > 50
    assert of_python <= in_python
