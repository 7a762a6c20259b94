"""`python packaging/finish_wheel.py WHEEL FOLDER`

Adds the bill of materials to a wheel that was built natively, dates its files by the
source, and writes it to FOLDER. CI does so with what cibuildwheel builds.
"""

import sys
from pathlib import Path

import archives
from sbom import NAME, sbom


def finish(wheel: Path, into: Path) -> Path:
    """Return the path of the finished wheel."""
    archives.set_source_date()
    files = archives.read_wheel(wheel)
    (module,) = (name for name in files if name.endswith((".so", ".pyd")))
    (info,) = {name.split("/")[0] for name in files if ".dist-info/" in name}
    version = wheel.name.split("-")[1]
    files[f"{info}/{NAME}"] = sbom(version, files[module])
    finished = into / wheel.name
    archives.write_wheel(finished, files)
    return finished


if __name__ == "__main__":
    print(finish(Path(sys.argv[1]), Path(sys.argv[2])))
