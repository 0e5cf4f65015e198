"""常用筛选: one's own, a role's, opened by a link, begun with — and never anybody else's words."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bancheng.workbench import view_shelf
from bancheng.workbench.view_row import SavedView
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk
from tests.web.test_cases_list import asked_for, shown

pytestmark = pytest.mark.database
NOW = at("2026-11-24 14:30")


@pytest.fixture
def clerk(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return Clerk("chen")


def kept(clerk: Clerk, name: str, here: str, **more: Any) -> str:
    """Save a view; the address it has as a link."""
    answer = clerk.post("/lists/views", name=name, here=here, **{"whose": "own", **more})
    entry = re.search(r"view=(\w{32})", str(answer["Location"]))
    assert entry, clerk.get(str(answer["Location"]))
    return f"/lists/views/{entry[1]}"


def test_a_view_is_kept_listed_and_opened(hall: Hall, clerk: Clerk) -> None:
    case_no = hall.placed("2026-11-24 09:00")
    hall.register("2026-11-24 09:30")
    link = kept(clerk, "在住建的", "stage=assigned&unit=housing&sort=due")
    assert "在住建的" in clerk.get("/cases/")
    target = str(clerk.raw(link, 302)["Location"])
    assert "sort=due" in target
    assert shown(clerk, target) == [case_no]


def test_under_the_same_name_it_changes_and_its_link_holds(hall: Hall, clerk: Clerk) -> None:
    first = kept(clerk, "我的", "stage=accepted")
    assert kept(clerk, " 我的 ", "stage=archived") == first
    assert "stage=archived" in str(clerk.raw(first, 302)["Location"])
    assert len(view_shelf.listed(hall.people["chen"])) == 1


def test_a_link_shows_everybody_their_own_cases(hall: Hall, clerk: Clerk) -> None:
    hall.placed("2026-11-24 09:00", lead="land")
    own = hall.placed("2026-11-24 09:00")
    link = kept(clerk, "在办的", "stage=assigned")
    mo = Clerk("mo")
    assert shown(mo, str(mo.raw(link, 302)["Location"])) == [own]
    assert "在办的" not in mo.get("/cases/")


def test_words_are_their_owners_alone(hall: Hall, clerk: Clerk) -> None:
    hall.register("2026-11-24 09:00")
    here = asked_for(clerk, text="秦桂芳").partition("?")[2]
    link = kept(clerk, "老秦的", here)
    assert "秦桂芳" in clerk.get(str(clerk.raw(link, 302)["Location"]))
    Clerk("lin").raw(link, 404)
    stored = bytes(SavedView.objects.get().content)
    assert "秦桂芳".encode() not in stored
    assert "老秦".encode() not in stored
    refused = clerk.post("/lists/views", name="共用", here=here, whose="hall window")
    assert "可能是姓名、电话，不能给别人共用" in clerk.get(str(refused["Location"]))


def test_a_roles_view_is_everybodys_with_that_role(hall: Hall, clerk: Clerk) -> None:
    link = kept(clerk, "今天要办", "owed=1", whose="hall window")
    lin, mo = Clerk("lin"), Clerk("mo")
    assert "今天要办" in lin.get("/cases/")
    assert "今天要办" not in mo.get("/cases/")
    mo.post(f"{link}/end", 404)
    lin.post(f"{link}/end")
    clerk.raw(link, 404)
    assert SavedView.objects.get().ended_by == "lin"


def test_nobody_keeps_a_view_for_a_role_they_have_not(hall: Hall, clerk: Clerk) -> None:
    clerk.post("/lists/views", 404, name="x", here="", whose="hall leading_office")
    assert not SavedView.objects.exists()


def test_ones_own_is_gone_with_its_words_when_it_is_deleted(hall: Hall, clerk: Clerk) -> None:
    link = kept(clerk, "不要了", "owed=1")
    Clerk("lin").post(f"{link}/end", 404)
    clerk.post(f"{link}/end")
    assert not SavedView.objects.exists()


def test_somebody_begins_with_their_view(hall: Hall, clerk: Clerk) -> None:
    link = kept(clerk, "先看这个", "owed=1", begin="1")
    assert signed_in("chen") == link
    clerk.post(f"{link}/begin", stop="1")
    assert signed_in("chen") == "/"
    clerk.post(f"{link}/begin")
    clerk.post(f"{link}/end")
    assert signed_in("chen") == "/"
    assert signed_in("lin") == "/"


def signed_in(who: str) -> str:
    """Where one arrives after signing in."""
    answer = Client().post("/sign-in", {"username": who, "password": PASSWORD})
    return str(answer["Location"])


@pytest.mark.parametrize(
    ("name", "said"), [("", "请给这组条件起个名字"), ("很" * 21, "名字最多 20 个字")]
)
def test_a_name_that_will_not_do_is_told(hall: Hall, clerk: Clerk, name: str, said: str) -> None:
    answer = clerk.post("/lists/views", name=name, here="owed=1", whose="own")
    assert said in clerk.get(str(answer["Location"]))
    assert not SavedView.objects.exists()


def test_there_are_not_more_than_one_can_oversee(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_shelf, "MOST", 2)
    save(hall, "甲", NOW)
    save(hall, "乙", NOW)
    save(hall, "乙", NOW)
    with pytest.raises(Exception, match="最多存 2 个"):
        save(hall, "丙", NOW)


def save(hall: Hall, name: str, now: datetime) -> None:
    view_shelf.save(hall.people["chen"], name, "owed=1", "", None, now)
