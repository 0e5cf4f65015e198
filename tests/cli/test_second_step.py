"""bancheng user end-second-step: the way back for whoever nobody else can let in."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bancheng.identity import setting_up
from bancheng.identity.factor_row import factor_of
from bancheng.people.appoint import create_user
from bancheng.people.change import Change
from tests.cli.conftest import Bancheng
from tests.identity.phone import Phone

pytestmark = pytest.mark.django_db


def test_a_lost_second_step_is_ended_and_kept_on_record(bancheng: Bancheng) -> None:
    user = create_user("admin", "管信达", "leaves-fall-in-may")
    now = timezone.now()
    phone = Phone(setting_up.begin(user, now))
    setting_up.confirm(user, phone.code(now), now)
    ran = bancheng("user", "end-second-step", "admin")
    assert ran.code == 0, ran.err
    assert "已结束管信达" in ran.out
    assert factor_of(user) is None
    kept = Change.objects.latest("id")
    assert (kept.by, kept.sentence) == ("命令行", "结束了管信达（admin）的两步登录。")


def test_where_there_is_none_it_says_so(bancheng: Bancheng) -> None:
    create_user("admin", "管信达", "leaves-fall-in-may")
    ran = bancheng("user", "end-second-step", "admin")
    assert ran.code == 1
    assert "没有开着" in ran.err
