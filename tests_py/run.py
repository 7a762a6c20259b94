"""`python tests_py/run.py INTERPRETER [PYTEST ARGUMENT...]`

Builds the project into a virtual environment of the interpreter and runs the Python
suites there, in a process for each processor.
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
    return subprocess.run(
        [python, "-m", "pytest", "-n", "auto", "-q", "--durations=8", *arguments],
        cwd=ROOT,
    ).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
