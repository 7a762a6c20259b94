"""`python tests_gateway/run.py [PYTEST ARGUMENT...]`

Builds the project into a virtual environment with the gateway and into one with the
later plugin framework, and runs the suites of the gateway plugin there. With arguments,
runs pytest with them in the environment of the gateway.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests_gateway"
OLDER = ("0.8.0", "0.9.0")
CPEX = TESTS / "cpex_framework"


def environment(name: str, requirements: Path) -> str:
    """Return the interpreter of a virtual environment with what is required."""
    folder = ROOT / f".venv-{name}"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = f"{folder}/bin/python"
    pip(python, "install", "-r", str(requirements))
    return python


def pip(python: str, *arguments: str) -> None:
    """Run pip; raises subprocess.CalledProcessError when it fails."""
    command = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *arguments], cwd=ROOT, check=True)


def pytest(python: str, *arguments: str, **variables: str) -> None:
    """Run pytest; raises subprocess.CalledProcessError when a test fails."""
    command = [python, "-m", "pytest", "-q", "--durations=5", *arguments]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=True)


def main(*arguments: str) -> None:
    """Run the suites, or pytest with the arguments."""
    gateway = environment("gateway", TESTS / "requirements.txt")
    with tempfile.TemporaryDirectory() as folder:
        pip(gateway, "wheel", "--no-deps", "--wheel-dir", folder, str(ROOT))
        (wheel,) = map(str, Path(folder).iterdir())
        pip(gateway, "install", "--force-reinstall", "--no-deps", wheel)
        if not arguments:
            cpex = environment("cpex", CPEX / "requirements.txt")
            pip(cpex, "install", "--force-reinstall", "--no-deps", wheel)
    if arguments:
        pytest(gateway, *arguments)
        return
    subprocess.run([gateway, "-m", "tests_gateway.sources"], cwd=ROOT, check=True)
    pytest(gateway, str(TESTS), f"--ignore={CPEX}")
    for version in OLDER:
        framework = ROOT / ".cache" / "gateway" / f"framework-{version}"
        print(f"== with the plugin framework of gateway {version}", flush=True)
        pytest(
            gateway,
            str(TESTS / "in_tree"),
            PYTHONPATH=str(framework),
            PIIGO_TEST_FRAMEWORK=version,
            PIIGO_TEST_CASES="40",
        )
    print("== with cpex", flush=True)
    pytest(cpex, str(CPEX))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
