"""Measures piigo against the original detector and against other PII filters."""
