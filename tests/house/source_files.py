"""The files the house tests look at: what is shipped, and what git keeps."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

_TEXT = frozenset({".py", ".html", ".css", ".js", ".svg", ".txt", ".json", ".yaml", ".toml", ".md"})


def shipped(source: Path) -> Iterator[Path]:
    """Every text file below a source folder, in a steady order."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix in _TEXT and "__pycache__" not in path.parts:
            yield path


def kept(repository: Path) -> Iterator[Path]:
    """Every text file that git keeps or would keep: tracked, or new and not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        capture_output=True,
        check=True,
    )
    for name in sorted(listing.stdout.decode().split("\0")):
        path = repository / name
        if name and path.is_file() and b"\0" not in path.read_bytes()[:1024]:
            yield path


def constants(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of every string the program itself uses: docstrings left out."""
    notes = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.lineno, node.value
