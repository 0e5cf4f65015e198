"""bancheng journal, rebuild and tick on a small hall."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection

from bancheng.casework import queries
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.journal import guards, read
from bancheng.journal.entry_row import Entry
from bancheng.people.appoint import appoint, create_user
from bancheng.people.unit import Unit
from tests.casework.hall import PASSWORD, Hall, establish_hall
from tests.cli.conftest import Bancheng

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall() -> Hall:
    hall = establish_hall()
    hall.ended("2020-03-02 09:00")
    return hall


def _change(position: int) -> str:
    entry = Entry.objects.get(position=position)
    sealed = bytes(entry.sealed).replace(b"accepted", b"accepteD", 1)
    assert sealed != bytes(entry.sealed)
    guards.take_down(connection)
    try:
        Entry.objects.filter(pk=entry.pk).update(sealed=sealed)
    finally:
        guards.put_up(connection)
    return entry.case_no


def test_a_sound_journal_verifies(bancheng: Bancheng, hall: Hall) -> None:
    ran = bancheng("journal", "verify")
    assert ran.code == 0
    assert "全部相符" in ran.out
    told = json.loads(bancheng("journal", "verify", "--json").out)
    assert told["ok"] is True
    assert told["entries"] == Entry.objects.count()


def test_a_changed_entry_is_named_and_the_code_says_so(bancheng: Bancheng, hall: Hall) -> None:
    case_no = _change(2)
    ran = bancheng("journal", "verify")
    assert ran.code == 1
    assert f"“hall”日志第 2 条（办件 {case_no}）" in ran.err
    told = json.loads(bancheng("journal", "verify", "--json").out)
    assert told["breaks"][0]["position"] == 2


def test_a_checkpoint_kept_on_paper_proves_a_cut_tail(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    ran = bancheng("journal", "checkpoint")
    assert ran.code == 0
    paper = tmp_path / "paper.txt"
    paper.write_text(ran.out, encoding="utf-8")
    assert bancheng("journal", "verify", "--checkpoint", paper).code == 0
    line = json.loads(bancheng("journal", "checkpoint", "--json").out)[0]["line"]
    (tmp_path / "kept.jsonl").write_text(line + "\n", encoding="utf-8")
    assert bancheng("journal", "verify", "--checkpoint", tmp_path / "kept.jsonl").code == 0
    paper.write_text("这不是检查点", encoding="utf-8")
    assert bancheng("journal", "verify", "--checkpoint", paper).code == 2


def test_an_export_can_be_verified_without_the_database(
    bancheng: Bancheng, hall: Hall, tmp_path: Path
) -> None:
    assert bancheng("journal", "export", tmp_path / "nowhere").code == 2
    ran = bancheng("journal", "export", tmp_path)
    assert ran.code == 0
    file = tmp_path / "hall.journal"
    assert bancheng("journal", "verify", "--file", file).code == 0
    assert "秦桂芳" not in file.read_text(encoding="utf-8")
    changed = file.read_text(encoding="utf-8").replace("accepted", "accepteD", 1)
    file.write_text(changed, encoding="utf-8")
    ran = bancheng("journal", "verify", "--file", file)
    assert ran.code == 1
    assert "日志第" in ran.err


def test_rebuild_mends_a_row_that_was_changed_by_hand(bancheng: Bancheng, hall: Hall) -> None:
    assert bancheng("rebuild", "--check").code == 0
    CaseRow.objects.update(stage="archived")
    ran = bancheng("rebuild", "--check")
    assert ran.code == 1
    assert "stage" in ran.err
    assert CaseRow.objects.get().stage == "archived"
    assert bancheng("rebuild").code == 0
    assert CaseRow.objects.get().stage == "ended"


def test_tick_notes_what_is_late_once(bancheng: Bancheng, hall: Hall) -> None:
    assert DutyRow.objects.filter(state="open").exists()
    first = json.loads(bancheng("tick", "--json").out)
    assert first["warned"] + first["lapsed"] > 0
    assert json.loads(bancheng("tick", "--json").out) == {"warned": 0, "lapsed": 0, "redated": 0}


def test_migrate_says_that_there_is_nothing_to_do(bancheng: Bancheng, hall: Hall) -> None:
    ran = bancheng("migrate")
    assert ran.code == 0
    assert "不用升级" in ran.err


def test_a_petitioners_details_are_erased_by_the_administrator_with_a_reason(
    bancheng: Bancheng, hall: Hall
) -> None:
    case_no = CaseRow.objects.get().case_no
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="hall"), "administrator")
    asked = ("erase", case_no, "--reason", "保存期限已满", "--yes")
    assert bancheng(*asked, "--user", "chen").code == 1
    assert "秦桂芳" in read.details(case_no).values()
    missing = bancheng("erase", "no-such", "--reason", "期满", "--yes", "--user", "keeper")
    assert missing.code == 1
    assert "没有编号" in missing.err
    done = bancheng(*asked, "--user", "keeper")
    assert done.code == 0, done.err
    assert "已清除" in done.out
    assert "秦桂芳" not in read.details(case_no).values()
    assert queries.search(hall.people["chen"], "秦桂") == []
    assert bancheng("journal", "verify").code == 0
