"""Floors under the speed of the native backend."""
