"""bancheng calendar import: a new year is kept whole, a wrong file changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bancheng.library import calendars
from tests.cli.conftest import Bancheng

YEAR = """\
year: 2027
notice: [https://example.gov.cn/2027]
rest: {元旦: [2027-01-01, 2027-01-02, 2027-01-03]}
work: {元旦: [2027-01-09]}
"""


@pytest.fixture
def shelf(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "calendars"
    shutil.copytree(repository / "calendars", folder)
    monkeypatch.setenv("BANCHENG_CALENDARS", str(folder))
    calendars.forget()
    return folder


def test_a_published_year_makes_its_due_times_final(
    bancheng: Bancheng, shelf: Path, tmp_path: Path
) -> None:
    asked = ("due", "--standard", "guilin-xiufeng", "--kind", "complex", "--at", "2026-12-28T10:00")
    assert "provisional" in bancheng(*asked).out
    file = tmp_path / "notice.yaml"
    file.write_text(YEAR, encoding="utf-8")
    ran = bancheng("calendar", "import", file)
    assert ran.code == 0
    assert "放假 3 天，调休上班 1 天" in ran.out
    assert "bancheng tick" in ran.out
    assert bancheng(*asked).out.splitlines()[0] == "2027-01-05T17:00"


def test_a_wrong_day_is_refused_and_nothing_is_kept(
    bancheng: Bancheng, shelf: Path, tmp_path: Path
) -> None:
    file = tmp_path / "notice.yaml"
    file.write_text(YEAR.replace("2027-01-09", "2027-01-06"), encoding="utf-8")
    ran = bancheng("calendar", "import", file)
    assert ran.code == 1
    assert "notice.yaml 第 4 行" in ran.err
    assert "不是周末" in ran.err
    assert not (shelf / "2027.yaml").exists()


def test_a_file_that_is_not_there_is_one_sentence(bancheng: Bancheng, tmp_path: Path) -> None:
    ran = bancheng("calendar", "import", tmp_path / "nowhere.yaml")
    assert ran.code != 0
    assert "打不开" in ran.err
    assert ran.err.count("\n") == 1
