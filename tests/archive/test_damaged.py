"""Every damage is refused, its fault named; a good package passes where there is no database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bancheng.archive.checking.checking import check
from bancheng.archive.checking.fault import Quality
from tests.archive.damages import DAMAGES
from tests.archive.damaging import Good

pytestmark = pytest.mark.database

NAMES = re.compile(r'(?:authentic|whole|usable|safe)\(\s*"(\w+)"')
ONLY_WITH_A_FORGED_JOURNAL = {"attachment_unknown"}
TWO = {"attachment nobody attached": {"attachment_missing", "attachment_not_sealed"}}


@pytest.mark.clause("XF-12", "SC-7.4")
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_package_is_refused_with_its_fault_named(good: Good, name: str) -> None:
    damage, code = DAMAGES[name]
    report = check(damage(good), good.keys)
    assert {fault.code for fault in report.faults} == TWO.get(name, {code})
    for fault in report.faults:
        assert fault.says.endswith("。")
        assert fault.do
        assert f"〔{fault.quality}〕" in fault.sentence


def test_every_fault_the_check_can_name_has_a_damage_that_shows_it() -> None:
    assert len(DAMAGES) >= 30
    folder = Path(check.__code__.co_filename).parent
    written = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    for quality in Quality:
        assert f"{quality.name.lower()}(" in written
    named = {code for _, code in DAMAGES.values()} | set().union(*TWO.values())
    assert set(NAMES.findall(written)) - named == ONLY_WITH_A_FORGED_JOURNAL


@pytest.mark.clause("XF-12")
def test_a_good_package_passes_where_there_is_neither_database_nor_settings(
    good: Good, tmp_path: Path
) -> None:
    package, key = tmp_path / "package.zip", tmp_path / "key.pub"
    package.write_bytes(good.content)
    key.write_text(next(iter(good.keys.values())).hex())
    ran = elsewhere(tmp_path, "archive", "check", package, "--key", key)
    assert ran.returncode == 0, ran.stderr
    assert "2026-D10-0001" in ran.stdout
    for quality in Quality:
        assert f"{quality}：没有发现问题" in ran.stdout
    package.write_bytes(DAMAGES["paper changed"][0](good))
    ran = elsewhere(tmp_path, "archive", "check", package, "--key", key)
    assert ran.returncode == 1
    assert "〔完整性〕papers/02.pdf：内容和清单里的摘要不符" in ran.stderr


def test_without_a_key_it_says_that_the_package_only_agrees_with_itself(
    good: Good, tmp_path: Path
) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(good.content)
    ran = elsewhere(tmp_path, "archive", "check", package)
    assert ran.returncode == 0
    assert "没有给公钥" in ran.stderr
    assert next(iter(good.keys)) in ran.stderr
    package.write_bytes(DAMAGES["another key"][0](good))
    ran = elsewhere(tmp_path, "archive", "check", package)
    assert ran.returncode == 1
    assert "检查点不是认得的密钥签的" in ran.stderr


def test_the_keys_of_this_machine_are_trusted_without_being_given(
    good: Good, tmp_path: Path, data: Path
) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(DAMAGES["another key"][0](good))
    ran = elsewhere(tmp_path, "archive", "check", package, data=data)
    assert ran.returncode == 1
    assert "不是您给的或本机认得的" in ran.stderr


def test_a_wrong_key_or_file_is_told_in_a_sentence(good: Good, tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(good.content)
    ran = elsewhere(tmp_path, "archive", "check", package, "--key", "abc")
    assert ran.returncode == 2
    assert "公钥" in ran.stderr
    ran = elsewhere(tmp_path, "archive", "check", tmp_path / "none.zip")
    assert ran.returncode == 2
    assert "none.zip" in ran.stderr


WITHOUT_DJANGO = """
import sys
for name in ("django", "sqlite3", "psycopg"):
    sys.modules[name] = None
from bancheng.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def elsewhere(
    folder: Path, *arguments: object, data: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The command on a machine that has no Django, no database and no data folder."""
    environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "HOME": str(folder)}
    environment["BANCHENG_DATA"] = str(data or folder / "nothing")
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
