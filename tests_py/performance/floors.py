"""The stored floors under the scores, by machine and case.

`python -m tests_py.performance.floors [CASE...]` measures and raises them, or those of
the cases named. A floor never falls: the exit status is 1 when a case does not even
reach the floor that it has.
"""

import json
import platform
import sys
from pathlib import Path

from tests_py.performance.cases import cases
from tests_py.performance.score import score

PATH = Path(__file__).with_name("floors.json")
# Of what was measured. Half the speed is below the floor; noise is not.
MARGIN = 0.65
# Rounds to measure a new floor by.
ROUNDS = 400

Floors = dict[str, float]


def key() -> str:
    """The key of the floors here: the references differ between Python versions."""
    version = ".".join(platform.python_version_tuple()[:2])
    return f"{platform.machine().lower()}, Python {version}"


def read() -> dict[str, Floors]:
    """All floors: key -> case -> score."""
    floors: dict[str, Floors] = json.loads(PATH.read_text())
    return floors


def raised(old: Floors, scores: Floors) -> Floors:
    """Return `old` with each floor raised that the scores allow to raise."""
    floors = {name: round(MARGIN * each, 4) for name, each in scores.items()}
    return old | {name: max(each, old.get(name, 0.0)) for name, each in floors.items()}


def main(names: list[str]) -> int:
    """Raise the floors of these cases, or of all; return the exit status."""
    floors = read()
    old = floors.get(key(), {})
    scores = {
        case.name: score(case, rounds=ROUNDS)
        for case in cases()
        if case.name in names or not names
    }
    new = raised(old, scores)
    for name, found in scores.items():
        was = old.get(name, 0.0)
        print(f"{name}: score {found:.4f}, floor {was:.4f} -> {new[name]:.4f}")
    floors[key()] = new
    PATH.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
    below = [name for name, found in scores.items() if found < old.get(name, 0.0)]
    if below:
        print(f"below the floor, which stays: {', '.join(below)}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
