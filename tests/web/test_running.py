"""运行: the page of whoever looks after the whole, and the monitor's yes or no."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.running import chores, plan
from bancheng.running.chore import Chore
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database


def keeper(at: str) -> Clerk:
    """An administrator of a unit and all below it."""
    user = create_user(f"keeper-{at}", "管事的", PASSWORD, must_change_password=False)
    appoint(user, Unit.objects.get(code=at), "administrator")
    return Clerk(user.username)


def test_the_page_says_how_things_stand_and_what_to_do(hall: Hall) -> None:
    page = keeper("district").get("/running/")
    for name in ("磁盘", "到期提醒", "备份", "恢复演练", "日志", "工作日历"):
        assert name in page
    assert "还没有备份过" in page


def test_a_chore_asked_for_is_done_by_the_clock_and_shown(hall: Hall) -> None:
    clerk = keeper("district")
    clerk.post("/running/", 302, do="verify")
    clerk.post("/running/", 302, do="verify")
    assert Chore.objects.count() == 1
    chore = Chore.objects.get()
    chores.do(chore, timezone.now())
    page = clerk.get("/running/")
    assert "全部相符" in page
    assert "管事的" in page


def test_an_arrangement_changes_and_a_wrong_one_does_not(hall: Hall) -> None:
    clerk = keeper("district")
    wanted = {"backup_at": "03:15", "keep": "30", "drill_every": "7", "with_keys": "1"}
    clerk.post("/running/", 302, **wanted)
    assert f"{plan.in_force().backup_at:%H:%M}" == "03:15"
    answer = clerk.post("/running/", 422, **{**wanted, "keep": "许多", "backup_folder": "/mnt"})
    assert "保留份数写 1 到 1000" in answer.content.decode()
    assert plan.in_force().keep == 30


def test_only_whoever_looks_after_the_whole_sees_it(hall: Hall, chen: Clerk) -> None:
    chen.raw("/running/", 404)
    chen.post("/running/", 404, do="backup")
    keeper("hall").raw("/running/", 404)
    assert not Chore.objects.exists()


def test_a_monitor_hears_yes_and_nothing_else(hall: Hall, client: Client) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})


def test_a_monitor_hears_no_when_the_disk_is_full(
    hall: Hall, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bancheng.running.health.VERY_LITTLE", 10**18)
    assert client.get("/health").status_code == 503
