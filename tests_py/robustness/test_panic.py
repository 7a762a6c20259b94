"""A panic in Go becomes an exception; the process and the detector live on."""

import pytest

from piigo import Detector, InternalError


def test_a_panic_becomes_an_internal_error() -> None:
    detector = Detector(backend="go")
    before = detector.detect("a@b.org")
    for _ in range(3):
        with pytest.raises(InternalError, match="internal failure in the Go backend"):
            detector._engine.panic()
        assert detector.detect("a@b.org") == before
