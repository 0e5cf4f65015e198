"""Which tests and stories say that they prove a clause: read from their text, not by running."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = "clause"


@dataclass(frozen=True)
class Mark:
    """One proof of one clause: a test with its file and line, or a story by its title."""

    clause: str
    proof: str


def marks_of_tests(folder: Path) -> list[Mark]:
    """Every ``clause("…")`` mark below a folder of tests, one for each id it names."""
    return [
        mark
        for file in sorted(folder.rglob("*.py"))
        for mark in _of_file(file, file.relative_to(folder.parent).as_posix())
    ]


def _of_file(file: Path, shown: str) -> Iterator[Mark]:
    for place, decorators in _marked(ast.parse(file.read_text(encoding="utf-8"), str(file))):
        for node in (inner for outer in decorators for inner in ast.walk(outer)):
            if isinstance(node, ast.Call) and _is_mark(node.func):
                for clause in _constants(node):
                    yield Mark(clause, f"{shown}{place}")


def _marked(tree: ast.Module) -> Iterator[tuple[str, list[ast.expr]]]:
    """Functions and classes with their decorators, and a module's ``pytestmark``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield f"::{node.name}", node.decorator_list
        elif isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
        ):
            yield "", [node.value]


def _is_mark(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return called.attr == MARK
    return isinstance(called, ast.Name) and called.id == MARK


def _constants(call: ast.Call) -> Iterator[str]:
    for argument in call.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
