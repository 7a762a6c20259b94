"""The native backend is no slower than its stored floors say."""

import pytest

from tests_py.performance.cases import Case, cases
from tests_py.performance.floors import MARGIN, key, raised, read
from tests_py.performance.score import score

CASES = cases()
RAISE = "python -m tests_py.performance.floors"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_score_reaches_floor(case: Case) -> None:
    """The call is as fast, beside its reference, as it has been."""
    floors = read().get(key())
    assert floors, f"no floors for {key()}: run {RAISE}"
    floor = floors[case.name]
    found = score(case, enough=floor)
    assert found >= floor, f"{case.name}: score {found:.4f}, floor {floor:.4f}"


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_half_the_speed_is_below_its_floor(case: Case) -> None:
    """A call that does everything twice does not reach a floor set by a single one.

    A machine that changes its speed amid a try can spoil that try, but not the others.
    """

    def twice() -> None:
        case.call()
        case.call()

    slow = Case(case.name, twice, case.reference, case.calls, case.references)
    for _ in range(8):
        single, double = score(case), score(slow)
        if double < MARGIN * single:
            return
    pytest.fail(f"{double:.4f} twice, {single:.4f} once")


def test_floors_never_fall() -> None:
    """A lower score leaves the floor; a higher one and a new case raise it."""
    old = {"a": 2.0, "b": 2.0}
    new = raised(old, {"a": 1.0, "b": 10.0, "c": 1.0})
    assert new == {"a": 2.0, "b": 10.0 * MARGIN, "c": MARGIN}
    assert raised(old, {"b": 10.0}) == {"a": 2.0, "b": 10.0 * MARGIN}
