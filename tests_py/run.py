"""Builds the project for each interpreter and runs the Python suites there.

The suites run in a process for each processor, what is timed after them on its own.
`python tests_py/run.py --help` lists the options.
"""

import argparse
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "tests_py" / "requirements.txt"
VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"
# Builds share folders of the project.
BUILDING = Lock()


def main() -> int:
    """Return the exit status of the first pytest that fails, or 0.

    Raises subprocess.CalledProcessError when an environment cannot be made.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("interpreters", nargs="+", metavar="INTERPRETER")
    parser.add_argument("--build-only", action="store_true", help="run no suite")
    parser.add_argument("--no-build", action="store_true", help="use what was built")
    parser.add_argument(
        "--pytest", nargs=argparse.REMAINDER, default=[], help="arguments for pytest"
    )
    chosen = parser.parse_args()
    folders = [environment(interpreter) for interpreter in chosen.interpreters]
    if not chosen.no_build:
        with ThreadPoolExecutor() as pool:
            list(pool.map(build, chosen.interpreters, folders))
    if chosen.build_only:
        return 0
    statuses = (run_suites(folder, chosen.pytest) for folder in folders)
    return next(filter(None, statuses), 0)


def environment(interpreter: str) -> Path:
    """Return the folder of the interpreter's virtual environment."""
    version = subprocess.run(
        [interpreter, "-c", VERSION], capture_output=True, text=True, check=True
    )
    return ROOT / f".venv-{version.stdout.strip()}"


def build(interpreter: str, folder: Path) -> None:
    """Make the virtual environment, with this project built into it."""
    subprocess.run([interpreter, "-m", "venv", str(folder)], check=True)
    install = [f"{folder}/bin/python", "-m", "pip", "install"]
    install += ["--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-r", str(REQUIREMENTS)], check=True)
    with BUILDING:
        subprocess.run(
            [*install, "--force-reinstall", "--no-deps", str(ROOT)], check=True
        )


def run_suites(folder: Path, chosen: list[str]) -> int:
    """Return the exit status of pytest, for all suites or what is chosen."""
    print(f"== {folder.name}", flush=True)
    pytest = [f"{folder}/bin/python", "-m", "pytest", "-q", "--durations=8"]
    if chosen:
        return subprocess.run([*pytest, *chosen], cwd=ROOT).returncode
    suites = [
        *pytest,
        "-n",
        "auto",
        "--dist",
        "worksteal",
        "--ignore=tests_py/performance",
    ]
    timed = [*pytest, "tests_py/performance"]
    return (
        subprocess.run(suites, cwd=ROOT).returncode
        or subprocess.run(timed, cwd=ROOT).returncode
    )


if __name__ == "__main__":
    sys.exit(main())
