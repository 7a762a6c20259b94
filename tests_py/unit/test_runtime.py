"""Which backend is chosen, and what happens where there is no native module."""

import logging
import warnings
from pathlib import Path

import pytest

from piigo import Detector, _runtime

TEXT, MASKED = "Mail a@b.org", "Mail ***@b.org"


@pytest.fixture(autouse=True)
def fresh_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process knows nothing of the native module yet, and nothing is forced."""
    monkeypatch.setattr(_runtime, "_state", _runtime._State())
    for variable in _runtime.FORCE_VARIABLES:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def no_native_module(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The package lies where no native module is."""
    monkeypatch.setattr(_runtime, "__file__", str(tmp_path / "_runtime.py"))


@pytest.mark.usefixtures("no_native_module")
def test_without_native_module(caplog: pytest.LogCaptureFixture) -> None:
    """The Python backend serves, with one warning for all detectors."""
    caplog.set_level(logging.INFO, "piigo")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        for _ in range(3):
            detector = Detector()
            assert detector.backend == "python"
            assert detector.redact(TEXT) == MASKED
    (record,) = caplog.records
    assert len(warned) + (record.levelno == logging.WARNING) == 1
    assert "this installation has none for Python 3." in record.getMessage()


@pytest.mark.usefixtures("no_native_module")
def test_native_backend_asked_for_by_name() -> None:
    """There is an error, each time, when it is asked for and not there."""
    for _ in range(2):
        with pytest.raises(ImportError, match="native module not available"):
            Detector(backend="go")


def test_unknown_backend() -> None:
    """The error says which there are."""
    with pytest.raises(ValueError, match="backend must be one of go, python, or None"):
        Detector(backend="rust")


@pytest.mark.parametrize("variable", _runtime.FORCE_VARIABLES)
@pytest.mark.parametrize("value", ["1", "true", "YES", "on"])
def test_forced(
    variable: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each variable chooses the Python backend, and the log says which did."""
    monkeypatch.setenv(variable, value)
    caplog.set_level(logging.INFO, "piigo")
    assert _runtime.backend() == "python"
    (record,) = caplog.records
    assert record.levelno == logging.INFO
    assert f"forced by {variable}" in record.getMessage()


@pytest.mark.filterwarnings("ignore:piigo runs in pure Python")
@pytest.mark.usefixtures("no_native_module")
@pytest.mark.parametrize("value", ["", "0", "no", "false"])
def test_not_forced(
    value: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Other values force nothing: the native module is looked for."""
    monkeypatch.setenv("PIIGO_FORCE_PYTHON", value)
    caplog.set_level(logging.INFO, "piigo")
    assert _runtime.backend() == "python"
    assert "native module not available" in caplog.text


@pytest.mark.parametrize("memfd", [True, False])
def test_copy_for_a_child(
    memfd: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A child loads the same content from another file, which is gone afterwards."""
    if not memfd:
        monkeypatch.delattr("os.memfd_create", raising=False)
    original = tmp_path / "module.so"
    original.write_bytes(b"content")
    with _runtime._copy(original) as name:
        assert Path(name).read_bytes() == b"content"
        assert not Path(name).samefile(original)
    assert not Path(name).exists()
