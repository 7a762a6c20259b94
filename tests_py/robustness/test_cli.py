"""The `piigo` command as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests_py import oracle
from tests_py.robustness.samples import CLEAN, SECRET, TEXT, WIDE_TEXT

CLEAN_STATUS, FOUND_STATUS, ERROR_STATUS = 0, 1, 2

NEEDS_SH = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs a shell and /dev/full"
)


class Done:
    """What a run of the command gave."""

    def __init__(self, *arguments: str, stdin: str | bytes = b"") -> None:
        given = (
            stdin.encode("utf-8", "surrogateescape")
            if isinstance(stdin, str)
            else stdin
        )
        done = subprocess.run(
            [sys.executable, "-m", "piigo", *arguments],
            input=given,
            capture_output=True,
            timeout=60,
            env={**os.environ, "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "ascii"},
        )
        self.status = done.returncode
        self.output = done.stdout
        self.errors = done.stderr.decode()
        assert "Traceback" not in self.errors
        assert SECRET not in self.errors

    @property
    def text(self) -> str:
        """The output as text."""
        return self.output.decode("utf-8", "surrogateescape")

    def failed(self, *words: str) -> bool:
        """Whether it ended in an error of one line that holds the words."""
        lines = self.errors.splitlines()
        assert self.status == ERROR_STATUS
        assert lines[-1].startswith("piigo")
        assert all(word in self.errors for word in words), self.errors
        return True


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration file."""
    path = tmp_path / "config.json"
    path.write_text(json.dumps({"redaction_text": "<gone>", "detect_phone": False}))
    return path


@pytest.mark.parametrize("text", [TEXT, WIDE_TEXT, f"\n\n{TEXT}\n{WIDE_TEXT}"])
def test_scan_tells_every_place(text: str, backend: str) -> None:
    done = Done("scan", "--backend", backend, stdin=text)
    assert done.status == FOUND_STATUS
    wanted = []
    for pii_type, hits in oracle.build().detect(text).items():
        for hit in hits:
            before = text[: hit["start"]]
            column = hit["start"] - (before.rfind("\n") + 1) + 1
            place = f"{before.count(chr(10)) + 1}:{column}"
            wanted.append((hit["start"], f"<stdin>:{place}: {pii_type.value}"))
    wanted.sort(key=lambda pair: pair[0])
    assert done.text.splitlines() == [line for _, line in wanted]
    assert SECRET not in done.text


def test_scan_json_holds_no_value(backend: str) -> None:
    done = Done("scan", "--json", "--backend", backend, stdin=WIDE_TEXT)
    rows = [json.loads(line) for line in done.text.splitlines()]
    found = oracle.build().detect(WIDE_TEXT)
    want = {
        (pii_type.value, hit["start"], hit["end"], hit["mask_strategy"].value)
        for pii_type, hits in found.items()
        for hit in hits
    }
    got = [
        (row["type"], row["start"], row["end"], row["mask_strategy"]) for row in rows
    ]
    assert len(got) == len(want)
    assert set(got) == want
    assert all("value" not in row for row in rows)
    assert SECRET not in done.text


@pytest.mark.parametrize("text", [TEXT, WIDE_TEXT, TEXT + "\r\n\n" + WIDE_TEXT + "\n"])
def test_mask_is_the_masked_text(text: str, backend: str) -> None:
    original = oracle.build()
    done = Done("mask", "--backend", backend, stdin=text)
    assert done.status == FOUND_STATUS
    assert done.text == original.mask(text, original.detect(text))


@pytest.mark.parametrize("command", ["scan", "mask"])
@pytest.mark.parametrize("text", ["", CLEAN, CLEAN + "\n", "\r\n", "\0", "\xe9"])
def test_clean_input(command: str, text: str, backend: str) -> None:
    done = Done(command, "--backend", backend, "-", stdin=text)
    assert done.status == CLEAN_STATUS
    assert done.text == (text if command == "mask" else "")
    assert done.errors == ""


def test_binary_input_passes_through(backend: str) -> None:
    noise = bytes(range(256)) * 3
    done = Done("mask", "--backend", backend, stdin=noise)
    assert done.status in (CLEAN_STATUS, FOUND_STATUS)
    masked = Done("mask", "--backend", backend, stdin=noise + b" a@b.cd " + noise)
    assert masked.status == FOUND_STATUS
    assert b" ***@b.cd " in masked.output
    assert masked.output.startswith(done.output[:30])


def test_files(tmp_path: Path, backend: str) -> None:
    one, two, three = (tmp_path / name for name in ("1.txt", "2.txt", "3 \xe9.txt"))
    one.write_text("mail a@b.cd")
    two.write_text(CLEAN)
    three.write_text("1.2.3.4")
    names = [str(path) for path in (one, two, three)]
    done = Done("scan", "--backend", backend, *names)
    assert done.status == FOUND_STATUS
    assert done.text == f"{one}:1:6: email\n{three}:1:1: ip_address\n"
    assert Done("scan", "--backend", backend, str(two)).status == CLEAN_STATUS
    masked = Done("mask", "--backend", backend, *names)
    assert masked.text == f"mail ***@b.cd{CLEAN}[REDACTED]"


def test_types_and_strategy(backend: str) -> None:
    shared = ("--backend", backend, "--types", "email,ip_address")
    text = f"{SECRET} a@b.cd 1.2.3.4"
    scanned = Done("scan", *shared, stdin=text)
    assert scanned.text == "<stdin>:1:13: email\n<stdin>:1:20: ip_address\n"
    removed = Done("mask", *shared, "--strategy", "remove", stdin=text)
    assert removed.text == f"{SECRET}  "
    redacted = Done("mask", *shared, "--strategy", "redact", stdin=text)
    assert redacted.text == f"{SECRET} [REDACTED] [REDACTED]"


def test_config(config: Path, backend: str) -> None:
    options = json.loads(config.read_text())
    original = oracle.build(options)
    done = Done("mask", "--backend", backend, "--config", str(config), stdin=TEXT)
    assert done.text == original.mask(TEXT, original.detect(TEXT))


@pytest.mark.parametrize(
    "form", ["{0}", "config: {0}", "plugins:\n- kind: x.PIIFilterPlugin\n  config: {0}"]
)
def test_yaml_config(form: str, tmp_path: Path, backend: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(form.format("{redaction_text: <gone>, detect_ssn: false}"))
    arguments = ("mask", "--backend", backend, "--config", str(path))
    assert Done(*arguments, stdin="ip 1.2.3.4").text == "ip <gone>"


def test_mask_json_document(backend: str) -> None:
    data = {"k": [SECRET, {"n": '{"m": "a@b.cd"}'}], "clean": 1.0, "u": "\xe9"}
    done = Done("mask", "--json", "--backend", backend, stdin=json.dumps(data))
    plugin = oracle.nested(oracle.build())
    want = json.loads(json.dumps(data))
    plugin._process_nested_data_for_pii(want, "", {})
    assert done.status == FOUND_STATUS
    assert json.loads(done.text) == want


def test_mask_json_lines(backend: str) -> None:
    lines = [json.dumps({"m": "a@b.cd"}), json.dumps({"m": CLEAN}), '"1.2.3.4"']
    done = Done("mask", "--json", "--backend", backend, stdin="\n".join(lines) + "\n")
    assert [json.loads(line) for line in done.text.splitlines()] == [
        {"m": "***@b.cd"},
        {"m": CLEAN},
        "[REDACTED]",
    ]


def test_wrong_inputs(tmp_path: Path, backend: str) -> None:
    shared = ("--backend", backend)
    missing = str(tmp_path / "missing.txt")
    assert Done("scan", *shared, missing).failed("missing.txt")
    assert Done("mask", *shared, str(tmp_path)).failed(str(tmp_path))
    assert Done("mask", "--json", *shared, stdin=f"{{{SECRET}").failed("JSON")
    deep = "[" * 100_000 + f'"{SECRET}"' + "]" * 100_000
    assert Done("mask", "--json", *shared, stdin=deep).failed()


def test_one_bad_file_among_good_ones(tmp_path: Path, backend: str) -> None:
    good = tmp_path / "good.txt"
    good.write_text("a@b.cd")
    done = Done("scan", "--backend", backend, str(tmp_path / "bad"), str(good))
    assert done.failed("bad")
    assert done.text == f"{good}:1:1: email\n"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('{"detect_emial": true}', "detect_email"),
        ('{"custom_patterns": [{"type": "ssn", "pattern": "("}]}', "[0]"),
        ("{", "config.json"),
        ("5", "config.json"),
        ('{"plugins": []}', "config.json"),
        ("\xff\xfe", "config.json"),
    ],
)
def test_wrong_config(content: str, word: str, tmp_path: Path, backend: str) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(content.encode("latin-1"))
    shared = ("--backend", backend, "--config", str(path))
    assert Done("scan", *shared, stdin=TEXT).failed(word)


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            [],
            ["nonsense"],
            ["scan", "--types", "zip"],
            ["mask", "--strategy", "blank"],
        ),
        *(["scan", "--backend", "rust"], ["scan", "--config", "nowhere.json"]),
        *(["scan", "--unknown"], ["mask", "--types", ""]),
    ],
    ids=" ".join,
)
def test_wrong_arguments(arguments: list[str]) -> None:
    assert Done(*arguments, stdin=TEXT).failed()


def test_help_and_version() -> None:
    assert Done("--help").status == 0
    assert Done("--version").text.strip().count(".") == 2


def test_closed_output(backend: str) -> None:
    """A reader that goes away ends the command without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "piigo", "mask", "--backend", backend],
        input=(TEXT + "\n").encode() * 2000,
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writing)
    assert done.returncode == ERROR_STATUS
    assert done.stderr == b""


def _in_shell(redirected: str, stdin: bytes = b"") -> tuple[int, bytes, bytes]:
    """Status, output and errors of the command, with redirections after it."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m piigo {redirected}', sys.executable],
        input=stdin,
        capture_output=True,
        timeout=60,
        # An installation without the native module warns that it is slower.
        env={**os.environ, "PYTHONWARNINGS": "ignore::RuntimeWarning"},
    )
    return done.returncode, done.stdout, done.stderr


@NEEDS_SH
@pytest.mark.parametrize(
    "command", ["scan /none", "mask /none -", "explain --config /none", "mask --json"]
)
@pytest.mark.parametrize("to", ["2>&-", "2>/dev/full"])
def test_status_of_an_error_that_cannot_be_told(command: str, to: str) -> None:
    assert _in_shell(f"{command} {to}", SECRET.encode() + b"{")[0] == ERROR_STATUS


@NEEDS_SH
def test_closed_standard_error_of_a_large_input(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"a " * (5 << 20))
    assert _in_shell(f"scan {large} 2>&-")[0] == CLEAN_STATUS


@NEEDS_SH
@pytest.mark.parametrize(
    ("redirected", "message"),
    [
        *(
            (f"{command} <&-", b"<stdin>: standard input is closed")
            for command in ("scan", "mask", "mask --json")
        ),
        *(
            (f"{command} >&-", b"standard output is closed")
            for command in ("scan", "mask", "mask --json", "explain")
        ),
    ],
)
def test_closed_stream(redirected: str, message: bytes) -> None:
    done = _in_shell(redirected, b'"a@b.cd"')
    assert done == (ERROR_STATUS, b"", b"piigo: " + message + b"\n")
