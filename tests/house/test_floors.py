"""The floors hold, and the linter that keeps them would notice a breach."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.source_files import shipped

# what a pure rule may not call, because the answer would differ from one moment to the next
_IMPURE_CALLS = frozenset(
    {"now", "today", "utcnow", "localdate", "localtime", "open", "print", "input"}
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs import-linter on the `src/` and pyproject.toml of a folder."""
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [str(program), "--no-cache", "--no-logo"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_house(repository: Path, tmp_path: Path) -> Path:
    """The sources in a folder of their own, so that a breach can be planted."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository / "src", tmp_path / "src", ignore=ignored)
    shutil.copy(repository / "pyproject.toml", tmp_path)
    return tmp_path


def impure_calls(source: str) -> list[str]:
    """Calls by which a module would learn the time or touch the world."""
    return [
        f"{node.lineno}: {name}()"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "attr", getattr(node.func, "id", ""))) in _IMPURE_CALLS
    ]


def test_the_floors_hold(copied_house: Path) -> None:
    answer = lint(copied_house)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("room", "imported", "contract"),
    [
        ("core", "bancheng.casework", "Imports point down only"),
        ("journal", "bancheng.people", "Imports point down only"),
        ("web", "bancheng.cli", "Imports point down only"),
        ("core", "django.db", "The core knows no Django"),
        ("core", "random", "The core knows no Django"),
    ],
)
def test_a_planted_breach_of_the_floors_is_found(
    copied_house: Path, room: str, imported: str, contract: str
) -> None:
    breach = copied_house / "src" / "bancheng" / room / "planted.py"
    breach.write_text(f"import {imported}\n", encoding="utf-8")
    answer = lint(copied_house)
    assert answer.returncode != 0
    assert f"{contract}" in answer.stdout
    assert "planted" in answer.stdout


def test_acts_that_lean_on_each_other_are_found(copied_house: Path) -> None:
    acts = copied_house / "src" / "bancheng" / "core" / "acts"
    (acts / "planted_one.py").write_text(
        "import bancheng.core.acts.planted_two\n", encoding="utf-8"
    )
    (acts / "planted_two.py").write_text('"""Planted."""\n', encoding="utf-8")
    answer = lint(copied_house)
    assert answer.returncode != 0
    assert "planted_one" in answer.stdout


def test_a_room_nobody_planned_is_found(copied_house: Path) -> None:
    room = copied_house / "src" / "bancheng" / "drawer"
    room.mkdir()
    (room / "__init__.py").write_text('"""Planted."""\n', encoding="utf-8")
    answer = lint(copied_house)
    assert answer.returncode != 0
    assert "drawer" in answer.stdout + answer.stderr


def test_the_core_asks_no_clock_and_touches_no_file(repository: Path) -> None:
    found = [
        f"{path.relative_to(repository)}:{call}"
        for path in shipped(repository / "src" / "bancheng" / "core")
        if path.suffix == ".py"
        for call in impure_calls(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("planted", ["datetime.now(tz)", "date.today()", "open('rules.yaml')"])
def test_a_planted_look_at_the_clock_or_a_file_is_found(planted: str) -> None:
    assert impure_calls(f"value = {planted}\n") != []


def test_the_drawing_of_the_house_has_every_room_on_its_floor(repository: Path) -> None:
    """docs/architecture: a room that somebody adds is drawn and told of, in the linter's order."""
    told = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    floors = told["tool"]["importlinter"]["contracts"][0]["layers"]
    drawing = (repository / "docs" / "architecture.svg").read_text("utf-8")
    at = {n: int(y) for y, n in re.findall(r'y="(\d+)"[^>]*class="t">(\w+)</text>', drawing)}
    table = (repository / "docs" / "architecture.md").read_text("utf-8")
    above = 0
    for floor in floors:
        rooms = re.findall(r"\w+", floor)
        lacking = [room for room in rooms if room not in at or f"`{room}/`" not in table]
        assert not lacking, "run scripts/draw_house.py, and tell of it in docs/architecture.md"
        assert min(at[room] for room in rooms) > above, floor
        above = max(at[room] for room in rooms)
