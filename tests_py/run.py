"""`python tests_py/run.py INTERPRETER [PYTEST ARGUMENT...]`

Builds the project into a virtual environment of the interpreter and runs the Python
suites there, in a process for each processor; or pytest with the arguments given.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHAT = "import sys; print('%d.%d' % sys.version_info[:2])"


def main(interpreter: str, *arguments: str) -> int:
    """Return the exit status of pytest."""
    found = subprocess.run(
        [interpreter, "-c", WHAT], capture_output=True, text=True, check=True
    )
    environment = str(ROOT / f".venv-{found.stdout.strip()}")
    python = f"{environment}/bin/python"
    subprocess.run([interpreter, "-m", "venv", environment], check=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*install, "-r", str(ROOT / "tests_py/requirements.txt")], check=True
    )
    subprocess.run([*install, "--force-reinstall", "--no-deps", str(ROOT)], check=True)
    print(f"== Python {found.stdout.strip()}", flush=True)
    pytest = [python, "-m", "pytest", "-q", "--durations=8", *arguments]
    if arguments:
        return subprocess.run(pytest, cwd=ROOT).returncode
    suites = [*pytest, "-n", "auto", "--ignore=tests_py/performance"]
    # What is timed runs alone.
    return (
        subprocess.run(suites, cwd=ROOT).returncode
        or subprocess.run([*pytest, "tests_py/performance"], cwd=ROOT).returncode
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
