"""What is timed here is the native backend; a pure-Python installation has none."""

from tests_py.backends import BACKENDS

collect_ignore = (
    []
    if "go" in BACKENDS
    else ["test_border_cost.py", "test_floors.py", "test_pattern_speed.py"]
)
