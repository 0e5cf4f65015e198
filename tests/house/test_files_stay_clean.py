"""Small files, each saying why it exists, and nothing in them that must not leave the workshop."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source_files import kept, shipped

MOST_LINES = 300
FORBIDDEN = {
    "unfinished work": re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b"),
    "a path of one machine": re.compile(r"/wor[k]/|/roo[t]/|/hom[e]/\w|\.\./share[d]"),
    "an index address": re.compile(r"pypi\.or[g]|pythonhoste[d]|/simpl[e](?:/|\s|$)|--index-ur[l]"),
    "a silenced check": re.compile(r"#\s*type:\s*ignor[e]|\bmark\.(?:ski[p]|xfai[l])"),
}
"""Written with brackets, so that this file does not find itself."""
_LONG_BY_NATURE = frozenset({"LICENSE", "requirements.lock", "requirements-dev.lock"})


def faults(text: str) -> list[str]:
    """What a line may not hold, as `line: reason`."""
    return [
        f"{number}: {reason}"
        for number, line in enumerate(text.splitlines(), 1)
        for reason, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]


def test_no_file_of_the_program_is_long(repository: Path) -> None:
    long = {
        str(path.relative_to(repository)): lines
        for path in shipped(repository / "src")
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not long, f"past {MOST_LINES} lines a file is two things: {long}"


def test_every_module_says_why_it_exists(repository: Path) -> None:
    silent = [
        str(path.relative_to(repository))
        for folder in ("src", "scripts", "tests")
        for path in shipped(repository / folder)
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent, f"no module docstring: {silent}"


def test_nothing_kept_is_unfinished_or_tied_to_a_machine(repository: Path) -> None:
    found = [
        f"{path.relative_to(repository)}:{fault}"
        for path in kept(repository)
        if path.name not in _LONG_BY_NATURE
        for fault in faults(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("# TO", "DO later"),
        ("see /wo", "rk/main"),
        ("https://pypi", ".org/project"),
        ("http://mirror.example/sim", "ple/"),
        ("x = 1  # type: ig", "nore"),
        ("@pytest.mark.sk", "ip"),
    ],
)
def test_a_planted_fault_is_found(begins: str, ends: str) -> None:
    assert faults(f"first line\n{begins}{ends}\n") != []


def test_an_ordinary_line_is_no_fault() -> None:
    assert faults("The method is simple.\nhomework, rootless, 待办\n") == []


def test_no_drawer_is_opened(repository: Path) -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "views"}
    found = [
        str(path.relative_to(repository))
        for path in shipped(repository / "src")
        if path.stem in drawers or path.parent.name in drawers
    ]
    assert not found, f"name files after what they do: {found}"
