"""Tests of single modules of the Python package."""
