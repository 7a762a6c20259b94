"""Installing as a user does: a fresh environment, neither Go nor a compiler."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import DIST, wheel_of

TEXT = "Mail jane@example.com"
MASKED = "Mail j***e@example.com"
PROGRAM = f"""
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    import piigo
    said = [piigo.Detector().redact({TEXT!r}) for _ in range(3)]
    assert set(said) == {{{MASKED!r}}}, said
print(piigo.backend(), len(caught), *(warning.message for warning in caught))
"""


class Environment:
    """A virtual environment whose PATH holds nothing but its own programs."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "venv", "--without-pip", str(folder)]
        subprocess.run(command, check=True)
        self.bin = folder / "bin"
        self.place = folder

    def run(
        self, *command: str, text: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment."""
        return subprocess.run(
            [str(self.bin / command[0]), *command[1:]],
            input=text,
            env={"PATH": str(self.bin), "LANG": "C.UTF-8", **variables},
            cwd=self.place,
            capture_output=True,
            text=True,
        )

    def install(self, *what: str) -> None:
        """Install with pip, from local files only."""
        python = str(self.bin / "python")
        command = [sys.executable, "-m", "pip", "--python", python, "install"]
        subprocess.run(
            [*command, "--quiet", "--no-index", "--disable-pip-version-check", *what],
            env={"PATH": str(self.bin)},
            check=True,
        )

    def use(self) -> tuple[str, int, str]:
        """The backend, the number of warnings and what they say, of a program."""
        done = self.run("python", "-c", PROGRAM)
        assert done.returncode == 0, done.stderr
        backend, count, *rest = done.stdout.split(maxsplit=2)
        return backend, int(count), "".join(rest)


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    """A fresh environment, which has neither Go nor a compiler."""
    made = Environment(tmp_path / "environment")
    for tool in ("go", "cc", "gcc", "clang"):
        assert shutil.which(tool, path=str(made.bin)) is None
    return made


def _module(environment: Environment) -> Path:
    (module,) = environment.place.rglob("_native/_piigo*.so")
    return module


def test_the_native_wheel_is_chosen_and_masks(environment: Environment) -> None:
    environment.install("--find-links", str(DIST), "--only-binary=:all:", "piigo")
    assert environment.use() == ("go", 0, "")
    done = environment.run("piigo", "mask", text=TEXT)
    assert (done.stdout, done.stderr, done.returncode) == (MASKED, "", 1)


def test_the_module_hidden_by_choice(environment: Environment) -> None:
    environment.install("--find-links", str(DIST), "--only-binary=:all:", "piigo")
    done = environment.run("piigo", "mask", text=TEXT, PIIGO_FORCE_PYTHON="1")
    assert (done.stdout, done.stderr, done.returncode) == (MASKED, "", 1)


def test_the_module_deleted(environment: Environment) -> None:
    environment.install("--find-links", str(DIST), "--only-binary=:all:", "piigo")
    _module(environment).unlink()
    backend, count, said = environment.use()
    assert (backend, count) == ("python", 1)
    assert "piigo runs in pure Python" in said
    done = environment.run("piigo", "mask", text=TEXT)
    assert (done.stdout, done.returncode) == (MASKED, 1)
    assert done.stderr.count("RuntimeWarning") == 1


def test_the_module_damaged(environment: Environment) -> None:
    environment.install("--find-links", str(DIST), "--only-binary=:all:", "piigo")
    _module(environment).write_text("not a module")
    backend, count, _ = environment.use()
    assert (backend, count) == ("python", 1)


def test_the_pure_wheel_warns_once(environment: Environment) -> None:
    environment.install(str(wheel_of("py3-none-any")))
    backend, count, said = environment.use()
    assert (backend, count) == ("python", 1)
    assert "PIIGO_FORCE_PYTHON=1" in said
