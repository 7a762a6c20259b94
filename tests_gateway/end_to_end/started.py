"""The gateway's application in a process in which Go has started before any fork."""

from mcpgateway.main import app

from piigo import Detector

__all__ = ["app"]

if not Detector(backend="go").detect("jane@example.com"):
    raise AssertionError("the detector finds nothing")
