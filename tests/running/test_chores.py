"""What is due is asked for once, done by one process, and said to be how it ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from bancheng.journal.data_folder import data_folder
from bancheng.running import chores, health, heartbeat, plan
from bancheng.running.chore import Chore, Kind, ask_for, give_up_lost, last, take_up
from tests.casework.hall import Hall

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # 10:00 at the hall
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of this test's own."""
    settings.BANCHENG_DATA = tmp_path / "data"
    (tmp_path / "data").mkdir()
    return tmp_path


def asked() -> list[str]:
    return sorted(Chore.objects.values_list("kind", flat=True))


def test_on_the_first_day_a_backup_and_a_verification_are_due() -> None:
    chores.ask_for_due(NOW)
    assert asked() == ["backup", "verify"]


def test_nothing_is_asked_for_twice_a_day() -> None:
    for minutes in range(0, 600, 7):
        chores.ask_for_due(NOW + timedelta(minutes=minutes))
    assert asked() == ["backup", "verify"]


def test_a_night_switched_off_is_made_up_for_in_the_morning() -> None:
    before = NOW - timedelta(hours=20)
    Chore.objects.create(kind="backup", asked_by="system", asked_at=before, ended_at=before)
    chores.ask_for_due(NOW)
    assert asked().count("backup") == 2


def test_no_backup_is_asked_for_where_none_is_arranged() -> None:
    plan.change(plan.Plan(backup_at=None), "li", NOW)
    chores.ask_for_due(NOW)
    assert asked() == ["verify"]


def test_of_two_processes_one_takes_a_chore_up() -> None:
    chore = ask_for(Kind.VERIFY, "li", NOW)
    assert take_up(chore, NOW)
    assert not take_up(chore, NOW)


def test_a_chore_whose_process_ended_is_over() -> None:
    chore = ask_for(Kind.BACKUP, "li", NOW)
    take_up(chore, NOW)
    give_up_lost(NOW + timedelta(hours=7))
    chore.refresh_from_db()
    assert chore.ok is False
    assert "没有做完" in chore.said


@pytest.mark.database
def test_a_backup_is_made_tried_elsewhere_and_both_are_said(hall: Hall) -> None:
    hall.register("2026-11-20 09:00")
    for kind in (Kind.BACKUP, Kind.DRILL, Kind.VERIFY):
        chore = ask_for(kind, "li", NOW)
        chores.do(chore, NOW)
        assert chore.ok, chore.said
    made, tried = last(Kind.BACKUP, ok=True), last(Kind.DRILL, ok=True)
    assert made is not None
    assert tried is not None
    assert Path(made.file).exists()
    assert "恢复成功" in tried.said
    assert "全部相符" in (last(Kind.VERIFY) or made).said


@pytest.mark.database
def test_a_damaged_backup_is_found_by_the_drill(hall: Hall) -> None:
    hall.register("2026-11-20 09:00")
    backup = ask_for(Kind.BACKUP, "li", NOW)
    chores.do(backup, NOW)
    file = Path(backup.file)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    drill = ask_for(Kind.DRILL, "li", NOW)
    chores.do(drill, NOW)
    assert drill.ok is False
    assert file.name in drill.said
    standing = {line.name: line for line in health.lines(NOW)}
    assert standing["恢复演练"].standing == "bad"


def test_a_backup_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    plan.Plan.objects.create(backup_folder="/proc/nowhere", changed_by="li", changed_at=NOW)
    chore = ask_for(Kind.BACKUP, "li", NOW)
    chores.do(chore, NOW)
    assert chore.ok is False
    assert "/proc/nowhere" in chore.said


def test_old_backups_go_and_those_of_others_stay(hall: Hall) -> None:
    plan.change(plan.Plan(keep=2), "li", NOW)
    folder = data_folder() / "backups"
    folder.mkdir(parents=True)
    (folder / "by-hand.tar.gz").write_text("kept by hand")
    for day in range(4):
        chores.do(ask_for(Kind.BACKUP, "li", NOW), NOW + timedelta(days=day))
    there = sorted(f.name for f in folder.iterdir())
    assert there[:1] == ["bancheng-20261122-100000.tar.gz"]
    assert len(there) == 3
    assert "by-hand.tar.gz" in there


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"backup_folder": "backups"}, "backup_folder"),
        ({"backup_folder": "/no/such/place"}, "backup_folder"),
        ({"keep": 0}, "keep"),
        ({"drill_every": 400}, "drill_every"),
    ],
)
def test_a_wrong_arrangement_is_refused_and_the_old_one_stays(
    wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(plan.PlanError) as refused:
        plan.change(plan.Plan(**wrong), "li", NOW)
    assert refused.value.field == field
    assert plan.Plan.objects.count() == 0


def test_a_clock_that_stands_still_is_seen() -> None:
    def clock() -> str:
        return next(line.standing for line in health.lines(NOW) if line.name == "到期提醒")

    assert clock() == "bad"
    heartbeat.beat(NOW - timedelta(minutes=1))
    assert clock() == "good"
    heartbeat.beat(NOW - timedelta(hours=1))
    assert clock() == "bad"


def test_a_machine_whose_time_was_set_back_is_seen(hall: Hall) -> None:
    hall.register("2026-11-20 09:00")
    standing = {line.name: line for line in health.lines(NOW - timedelta(days=3))}
    assert standing["时间"].standing == "bad"
    assert "校准" in standing["时间"].todo
