"""Custom patterns: the Go translation against Python's own ``re``."""
