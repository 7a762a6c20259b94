"""The command, run within this process."""

import contextlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from piigo import __version__
from piigo._cli import main

TEXT = b"a \xc3\xa9\nssn 123-45-6789\xff me@x.org\n"
ONLY = ["--backend", "python", "--types", "ssn,email"]

Captured = pytest.CaptureFixture[bytes]


def run(
    arguments: list[str], captured: Captured, stdin: bytes | None = None
) -> tuple[int, bytes, str]:
    """Run the command; return its status, output and errors."""
    before = sys.stdin
    if stdin is not None:
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    try:
        status = main(arguments)
    finally:
        sys.stdin = before
    output, errors = captured.readouterr()
    return status, output, errors.decode()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A file with a value of two types, and bytes that are no UTF-8."""
    path = tmp_path / "in.txt"
    path.write_bytes(TEXT)
    return str(path)


def test_scan(file: str, capsysbinary: Captured) -> None:
    status, output, errors = run(["scan", *ONLY, file], capsysbinary)
    assert output.decode() == f"{file}:2:5: ssn\n{file}:2:18: email\n"
    assert (status, errors) == (1, "")


def test_scan_json(capsysbinary: Captured) -> None:
    status, output, _ = run(["scan", *ONLY, "--json"], capsysbinary, TEXT)
    assert status == 1
    assert [json.loads(line) for line in output.splitlines()] == [
        {
            "file": "<stdin>",
            "line": 2,
            "column": column,
            "start": start,
            "end": end,
            "type": kind,
            "mask_strategy": "partial",
        }
        for column, start, end, kind in [(5, 8, 19, "ssn"), (18, 21, 29, "email")]
    ]


def test_scan_tells_lines_and_columns(capsysbinary: Captured) -> None:
    text = "\n\n".join(["a@b.cc a@b.cc", "é", "\U0001f600 a@b.cc", ""]).encode()
    _, output, _ = run(["scan", *ONLY, "-"], capsysbinary, text)
    places = [line.split(b": ")[0].split(b":", 1)[1] for line in output.splitlines()]
    assert places == [b"1:1", b"1:8", b"5:3"]


def test_mask(file: str, capsysbinary: Captured) -> None:
    want = b"a \xc3\xa9\nssn ***-**-6789\xff ***@x.org\n"
    assert run(["mask", *ONLY, file], capsysbinary) == (1, want, "")


@pytest.mark.parametrize(
    ("strategy", "want"),
    [("remove", b"x  y"), ("redact", b"x [REDACTED] y"), ("partial", b"x ***@x.org y")],
)
def test_strategy(strategy: str, want: bytes, capsysbinary: Captured) -> None:
    arguments = ["mask", *ONLY, "--strategy", strategy]
    assert run(arguments, capsysbinary, b"x me@x.org y") == (1, want, "")
    json_want = json.dumps([want.decode()]).encode()
    arguments.append("--json")
    assert run(arguments, capsysbinary, b'["x me@x.org y"]') == (1, json_want, "")


def test_scan_tells_the_strategy_asked_for(capsysbinary: Captured) -> None:
    arguments = ["scan", *ONLY, "--json", "--strategy", "hash"]
    _, output, _ = run(arguments, capsysbinary, b"me@x.org")
    assert json.loads(output)["mask_strategy"] == "hash"


def test_mask_json_goes_into_nested_data(capsysbinary: Captured) -> None:
    text = b'{"a":["me@x.org",{"b":"[\\"123-45-6789\\"]"}]}\n[ 1.0 ]\n'
    want = b'{"a":["***@x.org",{"b":"[\\"***-**-6789\\"]"}]}\n[ 1.0 ]\n'
    assert run(["mask", *ONLY, "--json"], capsysbinary, text) == (1, want, "")


@pytest.mark.parametrize(
    "text", [b'{"a":"me@x.org","a":"x"}', b'{"a":"","a":"me@x.org"}']
)
def test_repeated_key(text: bytes, capsysbinary: Captured) -> None:
    want = text.replace(b"me@", b"***@")
    assert run(["mask", *ONLY, "--json"], capsysbinary, text) == (1, want, "")
    status, output, _ = run(["scan", *ONLY, "--json"], capsysbinary, text)
    assert (status, json.loads(output)["start"]) == (1, text.index(b"me@"))


def test_masked_json_is_utf_8(capsysbinary: Captured) -> None:
    text = b'{"a":"\\udc80\\udcc3\\udca9","b":"me@x.org","c":1e400}'
    want = text.replace(b"me@", b"***@")
    assert run(["mask", *ONLY, "--json"], capsysbinary, text) == (1, want, "")


@pytest.mark.parametrize("command", ["scan", "mask"])
def test_clean_input(command: str, capsysbinary: Captured) -> None:
    text = bytes(range(32)) + b"\x7f\x80\xff\xed\xa0\x80 clean\r\n"
    want = text if command == "mask" else b""
    assert run([command, *ONLY], capsysbinary, text) == (0, want, "")


def test_config(tmp_path: Path, capsysbinary: Captured) -> None:
    options = tmp_path / "c.json"
    patterns = [{"type": "custom", "pattern": "key"}]
    options.write_text(json.dumps({"redaction_text": "#", "custom_patterns": patterns}))
    arguments = ["mask", "--backend", "python", "--config", str(options)]
    assert run(arguments, capsysbinary, b"key me@x.org") == (1, b"# ***@x.org", "")


def test_values_across_lines_are_found(capsysbinary: Captured) -> None:
    arguments = ["mask", "--backend", "python", "--types", "medical_record"]
    assert run(arguments, capsysbinary, b"MRN:\nABC123456")[1] == b"[REDACTED]"


def test_other_files_are_done_after_an_error(file: str, capsysbinary: Captured) -> None:
    arguments = ["mask", *ONLY, f"{file}.none", file]
    status, output, errors = run(arguments, capsysbinary)
    assert (status, output.count(b"***")) == (2, 2)
    assert errors == f"piigo: {file}.none: No such file or directory\n"


IS_FOLDER = "Permission denied" if sys.platform == "win32" else "Is a directory"

ERRORS = [
    (["scan", "--types", "x"], b"", "piigo: --types 'x' is unknown; use one of ssn, "),
    (["scan", "--strategy", "x"], b"", "piigo: --strategy 'x' is unknown; use one of "),
    (["scan", "--backend", "x"], b"", "piigo: backend must be one of "),
    (["scan", "--config", "none"], b"", "piigo: none: No such file or directory"),
    (["scan", "/"], b"", f"piigo: /: {IS_FOLDER}"),
    (["mask", "--json"], b"secret", "piigo: <stdin>: is neither a JSON document"),
    (["mask", "--json"], b"[1]\nsecret", "piigo: <stdin>: is neither a JSON document"),
    (["mask", "--json"], b"[" * 200_000, "piigo: <stdin>: JSON text is nested deeper"),
]


@pytest.mark.parametrize(("arguments", "stdin", "message"), ERRORS)
def test_error(
    arguments: list[str], stdin: bytes, message: str, capsysbinary: Captured
) -> None:
    status, output, errors = run(arguments, capsysbinary, stdin)
    assert (status, output) == (2, b"")
    assert errors.startswith(message)
    assert errors.count("\n") == 1
    assert "secret" not in errors


def test_value_that_cannot_be_hashed(tmp_path: Path, capsysbinary: Captured) -> None:
    options = tmp_path / "c.json"
    patterns = [{"type": "custom", "pattern": "secret.", "mask_strategy": "hash"}]
    options.write_text(json.dumps({"custom_patterns": patterns}))
    arguments = ["mask", "--backend", "python", "--config", str(options)]
    status, output, errors = run(arguments, capsysbinary, b"secret\xff")
    assert (status, output) == (2, b"")
    assert errors == (
        "piigo: <stdin>: a value to be hashed is not valid UTF-8; "
        "use another strategy\n"
    )


def test_unforeseen_error(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr("piigo._cli.Detector.find", broken)
    want = (2, b"", "piigo: internal error (KeyError)\n")
    assert run(["scan", *ONLY], capsysbinary, b"secret") == want


@pytest.mark.parametrize("arguments", [[], ["find"], ["scan", "--no"]])
def test_wrong_arguments(arguments: list[str], capsysbinary: Captured) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert b"piigo" in capsysbinary.readouterr().err


def test_version(capsysbinary: Captured) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["--version"])
    assert raised.value.code == 0
    assert capsysbinary.readouterr().out.decode() == f"{__version__}\n"


def test_as_a_module_with_a_reader_that_leaves() -> None:
    text = b"me@x.org\n" * 50_000
    command = [sys.executable, "-m", "piigo", "scan", *ONLY]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        # The command need not have read all of it before it ends.
        with contextlib.suppress(OSError):
            process.stdin.write(text)
            process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 2
