"""bancheng standard check: faults with file, line and key; stories that are not true."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Bancheng


@pytest.fixture
def copied(repository: Path, tmp_path: Path) -> Path:
    shutil.copytree(repository / "standards", tmp_path / "standards")
    return tmp_path / "standards" / "guilin-xiufeng"


def _edition(folder: Path) -> Path:
    return next(f for f in folder.glob("*.yaml") if f.name != "clauses.yaml")


def test_the_standards_that_are_shipped_hold(bancheng: Bancheng, repository: Path) -> None:
    for folder in sorted((repository / "standards").iterdir()):
        if folder.is_dir():
            ran = bancheng("standard", "check", folder)
            assert ran.code == 0, ran.out + ran.err
            assert "全部相符" in ran.out


def test_an_unknown_key_is_told_with_file_line_and_key(bancheng: Bancheng, copied: Path) -> None:
    file = _edition(copied)
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("closed_hours:")].count("\n") + 1
    file.write_text(text.replace("closed_hours:", "closed_hour:"), encoding="utf-8")
    ran = bancheng("standard", "check", copied)
    assert ran.code == 1
    assert f"{file.name} 第 {line} 行 closed_hour" in ran.out
    assert "closed_hours" in ran.out


def test_a_story_that_is_no_longer_true_is_told(bancheng: Bancheng, copied: Path) -> None:
    file = _edition(copied)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("within: 1 working day", "within: 2 working days"), "utf-8")
    ran = bancheng("standard", "check", copied, "--json")
    assert ran.code == 1
    assert any("reply-general" in fault for fault in json.loads(ran.out)["faults"])


def test_a_folder_that_is_none_is_wrong_usage(bancheng: Bancheng, tmp_path: Path) -> None:
    assert bancheng("standard", "check", tmp_path / "nowhere").code == 2
    (tmp_path / "empty").mkdir()
    ran = bancheng("standard", "check", tmp_path / "empty")
    assert ran.code == 2
    assert "没有规范文件" in ran.err
