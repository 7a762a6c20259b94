"""Fixtures of every suite: the backends under test and the seed.

Each suite runs over both backends and fails where one is missing. Set
PIIGO_TEST_BACKENDS=python to test a pure-Python installation.
"""

import gc
from collections.abc import Generator

import pytest

from tests_py import oracle
from tests_py.backends import BACKENDS
from tests_py.seed import SEED, VARIABLE

if "go" not in BACKENDS:
    # Of the native backend throughout; single tests are marked as "native".
    collect_ignore = [
        "performance",
        "robustness/test_class_blocks.py",
        "robustness/test_gopy_classes.py",
        "robustness/test_huge_text.py",
        "robustness/test_items.py",
        "robustness/test_json_look.py",
        "robustness/test_kept_objects.py",
        "robustness/test_large_answers.py",
        "robustness/test_long_texts.py",
        "robustness/test_native_json.py",
        "robustness/test_nested_scans.py",
        "robustness/test_panic.py",
        "robustness/test_short_texts.py",
    ]


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of the backend that the test is to use."""
    return str(request.param)


def pytest_configure(config: pytest.Config) -> None:
    """Fetch the original detector once, before any worker process starts."""
    if not hasattr(config, "workerinput"):
        oracle.fetch()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a backend that is not under test."""
    if "go" not in BACKENDS:
        items[:] = [each for each in items if not each.get_closest_marker("native")]


def pytest_collection_finish() -> None:
    """Spare Python's collector the tests themselves, 6 % of the time of all."""
    gc.collect()
    gc.freeze()


def pytest_report_header() -> str:
    """The seed and the backends of this run."""
    return f"{VARIABLE}={SEED}, backends: {', '.join(BACKENDS)}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[
    None, pytest.TestReport, pytest.TestReport
]:
    """Add the seed to the report of a failed test."""
    report = yield
    if report.failed:
        report.sections.append(("seed", f"{VARIABLE}={SEED}"))
    return report
