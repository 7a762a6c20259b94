"""Gateways that several tests share."""

from collections.abc import Iterator

import pytest

from tests_gateway.end_to_end.gateway import ORIGINAL, OURS, Gateway, running


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway with piigo's plugin, which masks and counts."""
    folder = tmp_path_factory.mktemp("ours")
    with running(folder, OURS, environment={"PIIGO_METRICS": "true"}) as gateway:
        yield gateway


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway with its own plugin, which masks."""
    with running(tmp_path_factory.mktemp("original"), ORIGINAL) as gateway:
        yield gateway
