"""Names, tags, metadata, notices and bills of materials of the wheels."""

import ast
import email
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

import archives
from conftest import DIST, NATIVE, PURE_TAG, ROOT, native_wheel, wheel_of
from targets import AARCH64, GLIBC, WINDOWS, X86_64, Target

NAME = "sboms/piigo.cdx.json"


def _files(wheel: Path) -> dict[str, bytes]:
    """The files by name, with .dist-info for the folder of the metadata."""
    files = archives.read_wheel(wheel)
    return {re.sub(r"^piigo-[^/]*\.dist-info/", "", n): c for n, c in files.items()}


def _all_wheels() -> list[Path]:
    native = [native_wheel(target, version) for target, version in NATIVE]
    return [*native, wheel_of(PURE_TAG)]


def _version() -> str:
    source = (ROOT / "bindings/python/piigo/_version.py").read_text()
    (value,) = [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
    ]
    return str(ast.literal_eval(value))


def _best(python: tuple[int, int], abi: str, platforms: list[str]) -> str:
    """The wheel that pip prefers for an interpreter."""
    supported = [
        *cpython_tags(python, [abi], platforms),
        *compatible_tags(python, f"cp{python[0]}{python[1]}", platforms),
    ]
    return _first(supported)


def _first(supported: list[Tag]) -> str:
    for tag in supported:
        for wheel in DIST.glob("*.whl"):
            if tag in parse_wheel_filename(wheel.name)[3]:
                return wheel.name
    return "none"


def test_nothing_else_is_in_the_folder() -> None:
    expected = {wheel.name for wheel in _all_wheels()}
    assert {wheel.name for wheel in DIST.glob("*.whl")} == expected
    assert len(expected) == len(NATIVE) + 1


def test_the_version_has_one_source(sdist: Path) -> None:
    version = _version()
    assert sdist.name == f"piigo-{version}.tar.gz"
    for wheel in _all_wheels():
        metadata = email.message_from_bytes(_files(wheel)["METADATA"])
        assert (metadata["Name"], metadata["Version"]) == ("piigo", version)
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None
    assert newest[1] in {version, "Unreleased"}


@pytest.mark.parametrize("wheel", _all_wheels(), ids=lambda wheel: wheel.name)
def test_tags_say_what_the_name_says(wheel: Path) -> None:
    described = email.message_from_bytes(_files(wheel)["WHEEL"])
    tags = parse_wheel_filename(wheel.name)[3]
    assert set(described.get_all("Tag", [])) == set(map(str, tags))
    pure = "true" if PURE_TAG in wheel.name else "false"
    assert described["Root-Is-Purelib"] == pure


def test_python_files_are_the_same_in_all_wheels() -> None:
    pure = _files(wheel_of(PURE_TAG))
    python = {n: c for n, c in pure.items() if n.startswith("piigo/")}
    for target, version in NATIVE:
        native = _files(native_wheel(target, version))
        added = {n for n in native if n.startswith("piigo/")} - set(python)
        assert python.items() <= native.items()
        names = ("__init__.py", "go.py", "native.py", f"_piigo{target.suffix(version)}")
        assert added == {f"piigo/_native/{name}" for name in names}


@pytest.mark.parametrize("wheel", _all_wheels(), ids=lambda wheel: wheel.name)
def test_no_path_of_the_build_machine_is_in_a_wheel(wheel: Path) -> None:
    for name, content in _files(wheel).items():
        assert str(ROOT).encode() not in content, name
        assert f"{tempfile.gettempdir()}/tmp".encode() not in content, name
        assert str(Path.home() / "go").encode() not in content, name


@pytest.mark.parametrize(("target", "version"), NATIVE)
def test_pip_prefers_the_native_wheel(target: Target, version: str) -> None:
    major, minor = map(int, version.split("."))
    python = f"cp{major}{minor}"
    platform = WINDOWS.tag
    if target != WINDOWS:
        platform = f"manylinux_{GLIBC.replace('.', '_')}_{target.name.split('-')[0]}"
    best = _best((major, minor), python, [platform])
    assert best == native_wheel(target, version).name


@pytest.mark.parametrize(
    ("python", "abi", "platform"),
    [
        pytest.param((3, 14), "cp314t", "manylinux_2_17_x86_64", id="free-threaded"),
        pytest.param((3, 13), "cp313t", "win_amd64", id="free-threaded, Windows"),
        pytest.param((3, 12), "cp312", "musllinux_1_2_x86_64", id="musl"),
        pytest.param((3, 13), "cp313", "linux_riscv64", id="another machine"),
        pytest.param((3, 14), "cp314", "win_arm64", id="Windows on aarch64"),
        pytest.param((3, 11), "pypy311_pp73", "manylinux_2_17_x86_64", id="PyPy"),
    ],
)
def test_pip_takes_the_pure_wheel_elsewhere(
    python: tuple[int, int], abi: str, platform: str
) -> None:
    assert _best(python, abi, [platform]) == wheel_of(PURE_TAG).name


@pytest.mark.parametrize("wheel", _all_wheels(), ids=lambda wheel: wheel.name)
def test_licences_and_notices_are_in_each_wheel(wheel: Path) -> None:
    files = _files(wheel)
    notices = "THIRD_PARTY_NOTICES.txt"
    for name in ("LICENSE", notices):
        assert files[f"licenses/{name}"] == (ROOT / name).read_bytes()
    bill = json.loads(files[NAME])
    parts = {part["name"] for part in bill["components"]}
    text = files[f"licenses/{notices}"].decode()
    for part in parts - {"github.com/piigo/piigo", "std"}:
        assert part in text
    for part in bill["components"]:
        assert part["licenses"][0]["license"]["id"] in {
            "Apache-2.0",
            "BSD-3-Clause",
            "MIT",
        }


@pytest.mark.parametrize("wheel", _all_wheels(), ids=lambda wheel: wheel.name)
def test_the_bill_of_materials_is_valid(wheel: Path) -> None:
    bill = _files(wheel)[NAME].decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
    package = json.loads(bill)["metadata"]["component"]
    assert package["purl"] == f"pkg:pypi/piigo@{_version()}"


@pytest.mark.parametrize("target", [X86_64, AARCH64, WINDOWS])
def test_the_bill_lists_what_is_linked(target: Target, tmp_path: Path) -> None:
    files = _files(native_wheel(target, "3.12"))
    module = tmp_path / "module"
    module.write_bytes(files[f"piigo/_native/_piigo{target.suffix('3.12')}"])
    module.chmod(0o755)
    said = subprocess.run(
        ["go", "version", "-m", str(module)], capture_output=True, text=True, check=True
    ).stdout
    linked = set(re.findall(r"^\tdep\t(\S+)\t(\S+)", said, re.MULTILINE))
    assert len(linked) >= 3
    listed = {(p["name"], p["version"]) for p in json.loads(files[NAME])["components"]}
    others = {name for name, _ in listed - linked}
    assert linked <= listed
    assert others == {"github.com/piigo/piigo", "std", "zig"}


def test_notices_are_current() -> None:
    command = [sys.executable, "packaging/notices.py", "--check"]
    subprocess.run(command, cwd=ROOT, check=True)


def test_all_go_sources_are_in_the_source_distribution(sdist: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "piigo", "bindings", "go.mod", "go.sum", "setup.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert len(tracked) > 100
    assert set(tracked) <= names
