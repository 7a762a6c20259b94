"""The same inputs to the original detector and to every backend."""
