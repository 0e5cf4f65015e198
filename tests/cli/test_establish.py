"""A real centre can be set up and start to work without the demonstration."""

from __future__ import annotations

import pytest

from bancheng.casework.access import may_open_cases_at
from bancheng.people.models import User
from bancheng.people.seats import is_administrator, unit_by_code
from tests.cli.conftest import Bancheng, Ran

pytestmark = pytest.mark.django_db

NEW = (
    *("init", "--name", "某某区政务服务中心", "--code", "hall", "--standard", "guilin-xiufeng"),
    *("--admin", "admin", "--admin-name", "管信达"),
)


def _password(ran: Ran) -> str:
    return ran.out.split("首次密码：")[1].split("（")[0]


def test_a_new_centre_has_its_hall_its_calendar_and_an_administrator(bancheng: Bancheng) -> None:
    ran = bancheng(*NEW, "--calendar", "guangxi", "--hours", "08:30-12:00,14:30-18:00")
    assert ran.code == 0, ran.err
    hall = unit_by_code("hall")
    assert hall.office_hours == ["08:30-12:00", "14:30-18:00"]
    assert hall.calendar_regions == ["guangxi"]
    admin = User.objects.get(username="admin")
    assert is_administrator(admin)
    assert admin.must_change_password
    assert admin.check_password(_password(ran))


def test_staff_added_by_hand_may_register_cases(bancheng: Bancheng) -> None:
    assert bancheng(*NEW).code == 0
    added = bancheng("unit", "add", "housing", "某某区住建局", "--parent", "hall-region")
    assert added.code == 0, added.err
    ran = bancheng("user", "add", "chen", "陈晓岚", "--unit", "hall", "--role", "window")
    assert ran.code == 0, ran.err
    chen = User.objects.get(username="chen")
    assert chen.check_password(_password(ran))
    assert [unit.code for unit in may_open_cases_at(chen)] == ["hall"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("unit", "add", "Housing!", "住建局", "--parent", "hall-region"), 1, "代码"),
        (("unit", "add", "housing", "住建局", "--parent", "nowhere"), 2, "没有代码为“nowhere”"),
        (("user", "add", "chen", "陈", "--unit", "nowhere", "--role", "window"), 1, "nowhere"),
        (("user", "add", "chen", "陈", "--unit", "hall", "--role", "king"), 1, "没有“king”"),
        (("user", "add", "admin", "陈", "--unit", "hall", "--role", "window"), 1, "已有人用"),
        (NEW, 1, "已经设立过机构"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    bancheng: Bancheng, arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert bancheng(*NEW).code == 0
    before = User.objects.count()
    ran = bancheng(*arguments)
    assert ran.code == code
    assert said in ran.err
    assert User.objects.count() == before


def test_an_unknown_standard_or_calendar_sets_up_nothing(bancheng: Bancheng) -> None:
    wrong = [word if word != "guilin-xiufeng" else "nowhere" for word in NEW]
    assert bancheng(*wrong).code == 2
    assert bancheng(*NEW, "--calendar", "nowhere").code == 1
    assert not User.objects.exists()
