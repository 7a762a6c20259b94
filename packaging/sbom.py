"""The software bill of materials of a wheel, in CycloneDX.

What the native module is linked from is read from the module itself, by
cyclonedx-gomod. The package has no requirements in Python.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from notices import LICENCES

ROOT = Path(__file__).resolve().parent.parent
GOMOD = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"
SPECIFICATION = "1.6"

# Where PEP 770 wants it, under the wheel's .dist-info.
NAME = "sboms/piigo.cdx.json"


def sbom(version: str, module: bytes | None, *, zig: bool = False) -> bytes:
    """Return the bill of a wheel with this native module (None: pure), as JSON.

    `zig` tells that zig's C compiler has linked it. Raises KeyError for a Go module
    without an entry in LICENCES, and subprocess.CalledProcessError when the tool fails.
    """
    package = _component("piigo", version, f"pkg:pypi/piigo@{version}", "Apache-2.0")
    bill: dict[str, Any] = {
        "$schema": f"http://cyclonedx.org/schema/bom-{SPECIFICATION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {"component": package},
        "components": [],
        "dependencies": [{"ref": package["bom-ref"], "dependsOn": []}],
    }
    if module is not None:
        _add_native(bill, _of_module(module, version))
    if zig:
        number = installed("ziglang")
        part = _component("zig", number, f"pkg:pypi/ziglang@{number}", "MIT")
        part["description"] = "start-up and compiler support code in the native module"
        bill["components"].append(part)
        bill["dependencies"][0]["dependsOn"].append(part["bom-ref"])
        bill["dependencies"].append({"ref": part["bom-ref"]})
    return (json.dumps(bill, indent=2, sort_keys=True) + "\n").encode()


def _component(name: str, version: str, purl: str, licence: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": [{"license": {"id": licence}}],
    }


def _of_module(module: bytes, version: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "module"
        file.write_bytes(module)
        file.chmod(0o755)
        command = ["go", "run", GOMOD, "bin", "-json", "-std", "-noserial"]
        command += ["-notimestamp", "-output-version", SPECIFICATION]
        command += ["-version", f"v{version}", str(file)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    bill: dict[str, Any] = json.loads(done.stdout)
    return bill


def _add_native(bill: dict[str, Any], native: dict[str, Any]) -> None:
    main = native["metadata"]["component"]
    main["licenses"] = [{"license": {"id": "Apache-2.0"}}]
    for component in native["components"]:
        licence = LICENCES[component["name"]]
        component["licenses"] = [{"license": {"id": licence}}]
    bill["metadata"]["properties"] = native["metadata"]["properties"]
    bill["components"] += [main, *native["components"]]
    bill["dependencies"][0]["dependsOn"].append(main["bom-ref"])
    for dependency in native["dependencies"]:
        if dependency["ref"] == main["bom-ref"]:
            standard = [
                c["bom-ref"] for c in native["components"] if c["name"] == "std"
            ]
            dependency["dependsOn"] = sorted({*dependency["dependsOn"], *standard})
        bill["dependencies"].append(dependency)
