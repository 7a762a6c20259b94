"""Each test of the plugin runs with both backends."""

import pytest

from tests_gateway.in_tree import twins


@pytest.fixture(params=twins.BACKENDS)
def backend(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of the backend that the test is to use, with Python forced or not."""
    monkeypatch.setenv(twins.FORCE, str(request.param == "python").lower())
    return str(request.param)
