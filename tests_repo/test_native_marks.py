"""Tests of the native backend are told from those that a pure installation runs."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

TESTS = Path(__file__).resolve().parent.parent / "tests_py"


def of_native_files() -> Iterator[Path]:
    """Give what the conftest files leave out where there is no native backend."""
    for conftest in TESTS.rglob("conftest.py"):
        for node in ast.walk(ast.parse(conftest.read_text())):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
                yield from (
                    conftest.parent / ast.literal_eval(each) for each in node.value.elts
                )


def asks_for_go(node: ast.AST) -> TypeGuard[ast.Call]:
    """Say whether it is `build("go", ...)` or a call with `backend="go"`."""
    if not isinstance(node, ast.Call):
        return False
    wished = [each.value for each in node.keywords if each.arg == "backend"]
    if isinstance(node.func, ast.Name) and node.func.id == "build":
        wished += node.args[:1]
    return any(isinstance(each, ast.Constant) and each.value == "go" for each in wished)


def unmarked(tree: ast.AST) -> Iterator[int]:
    """Give the lines that ask for Go outside of functions that are marked."""
    for node in ast.iter_child_nodes(tree):
        marks = [ast.unparse(each) for each in getattr(node, "decorator_list", [])]
        if "pytest.mark.native" in marks:
            continue
        if asks_for_go(node):
            yield node.lineno
        yield from unmarked(node)


def test_what_needs_the_native_backend_says_so() -> None:
    native = set(of_native_files())
    assert all(path.exists() for path in native)
    found = [
        f"{path.relative_to(TESTS)}:{line}"
        for path in sorted(TESTS.rglob("test_*.py"))
        if not any(path.is_relative_to(each) for each in native)
        for line in unmarked(ast.parse(path.read_text()))
    ]
    # It wants an error there.
    assert [each for each in found if not each.startswith("unit/test_runtime.py")] == []
