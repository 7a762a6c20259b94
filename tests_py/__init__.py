"""Tests of the Python package against the original detector."""
