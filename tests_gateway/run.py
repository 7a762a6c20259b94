"""`python tests_gateway/run.py [PYTEST ARGUMENT...]`

Builds the project into the virtual environment with the gateway and into the one with
the later plugin framework, which make has made, and runs the suites of the gateway
plugin there. With arguments, runs pytest with them in the environment of the gateway.
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests_gateway"
OLDER = ("0.8.0", "0.9.0")
# Set in the environment when coverage is measured.
COVERAGE = "PIIGO_COVERAGE"
CPEX = TESTS / "cpex_framework"
END_TO_END = TESTS / "end_to_end"
TIMED = TESTS / "test_speed.py"
GATEWAY_PYTHON = str(ROOT / ".venv-gateway" / "bin" / "python")
CPEX_PYTHON = str(ROOT / ".venv-cpex" / "bin" / "python")
AT_ONCE = 2


@dataclass
class Suite:
    """What pytest runs in one process, with environment variables of its own."""

    name: str
    python: str
    arguments: list[str]
    variables: dict[str, str] = field(default_factory=dict)

    def run(self) -> int:
        """Run pytest, print what it printed, return its exit status."""
        coverage = ["coverage", "run", "-m"] if COVERAGE in os.environ else []
        options = ["-q", "--durations=5"]
        command = [
            *(self.python, "-m", *coverage, "pytest", *options),
            *self.arguments,
        ]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **self.variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        print(f"== {self.name}\n{done.stdout}", flush=True)
        return done.returncode


def pip(python: str, *arguments: str) -> None:
    """Run pip; raises subprocess.CalledProcessError when it fails."""
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *arguments], cwd=ROOT, check=True)


def older_framework(version: str) -> Suite:
    """The comparison with the gateway's own plugin, in an older gateway's framework."""
    names = ("test_parity.py", "test_manager.py", "test_refusal.py")
    return Suite(
        f"with the plugin framework of gateway {version}",
        GATEWAY_PYTHON,
        [str(TESTS / "in_tree" / name) for name in names],
        {
            "PYTHONPATH": str(ROOT / ".cache" / "gateway" / f"framework-{version}"),
            "PIIGO_TEST_FRAMEWORK": version,
            "PIIGO_TEST_CASES": "40",
        },
    )


def main(*arguments: str) -> int:
    """Run the suites, or pytest with the arguments; return an exit status."""
    pythons = [GATEWAY_PYTHON] if arguments else [GATEWAY_PYTHON, CPEX_PYTHON]
    with tempfile.TemporaryDirectory() as folder:
        pip(GATEWAY_PYTHON, "wheel", "--no-deps", "--wheel-dir", folder, str(ROOT))
        (wheel,) = map(str, Path(folder).iterdir())
        for python in pythons:
            pip(python, "install", "--force-reinstall", "--no-deps", wheel)
    if arguments:
        return Suite("gateway 1.0.0b1", GATEWAY_PYTHON, [*arguments]).run()
    sources = [GATEWAY_PYTHON, "-m", "tests_gateway.sources"]
    subprocess.run(sources, cwd=ROOT, check=True)
    ignored = [f"--ignore={path}" for path in (CPEX, END_TO_END, TIMED)]
    suites = [
        Suite("gateway 1.0.0b1, end to end", GATEWAY_PYTHON, [str(END_TO_END)]),
        Suite("gateway 1.0.0b1", GATEWAY_PYTHON, [str(TESTS), *ignored]),
        *(older_framework(version) for version in OLDER),
        Suite("cpex", CPEX_PYTHON, [str(CPEX)]),
    ]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(Suite.run, suites))
    # What is timed runs alone.
    statuses.append(Suite("timed", GATEWAY_PYTHON, [str(TIMED)]).run())
    return int(any(statuses))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
