"""The rules that actionlint does not know: pins, time-outs, rights, real targets."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests_repo.documents import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
USES = re.compile(r"uses: (?!\./)(.*)")
PINNED = re.compile(r"[\w-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
WRITES = {
    "benchmarks-comment.yml": {"pull-requests"},
    "release.yml": {"attestations", "id-token"},
}

pytestmark = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def _load(path: Path) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_actions_are_pinned(path: Path) -> None:
    """By the hash of a commit, with the version that it is."""
    uses = USES.findall(path.read_text(encoding="utf-8"))
    assert [each for each in uses if not PINNED.fullmatch(each)] == []


def test_jobs_end(path: Path) -> None:
    """Each job has a time-out, at most an hour."""
    for name, job in _load(path)["jobs"].items():
        if "uses" not in job:
            assert 0 < job["timeout-minutes"] <= 60, name


def test_rights_are_the_least(path: Path) -> None:
    """A workflow may read; a job may write what WRITES says, nothing else."""
    workflow = _load(path)
    assert set(workflow["permissions"]) <= {"contents"}
    rights = [workflow["permissions"]]
    rights += [job.get("permissions", {}) for job in workflow["jobs"].values()]
    written = {name for each in rights for name in each if each[name] != "read"}
    assert written == WRITES.get(path.name, set())


def test_targets_exist(path: Path) -> None:
    """A workflow runs what people can run."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"(?m)run:.* make ([\w-]+)", text):
        assert re.search(rf"(?m)^{target}:", makefile), target
