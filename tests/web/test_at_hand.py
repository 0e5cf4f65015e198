"""外观、帮助、也在看: what every page has at hand."""

from __future__ import annotations

import re

import pytest

from bancheng.workbench.presence import Presence
from tests.casework.hall import Hall
from tests.web.clerk import Clerk
from tests.web.conftest import Clock

pytestmark = pytest.mark.database


def test_the_look_is_kept_by_the_browser_and_nothing_else_is(hall: Hall, chen: Clerk) -> None:
    assert '<html lang="zh-CN">' in chen.raw("/appearance/").content.decode()
    chen.post("/appearance/", 302, theme="dark")
    assert '<html lang="zh-CN" class="dark">' in chen.raw("/").content.decode()
    chen.client.cookies["look"] = '"><script>'
    assert '<html lang="zh-CN">' in chen.raw("/").content.decode()


@pytest.mark.clause("SC-6.2.2", "XF-5")
def test_help_quotes_the_rules_by_their_ids(hall: Hall, chen: Clerk) -> None:
    page = chen.get("/help/register")
    assert "先问电话" in page
    assert "XF-9.2" in page
    act = chen.get("/help/search?act=inform")
    assert "XF-11" in act
    assert "24" in act
    chen.raw("/help/search?act=nothing", 404)
    assert "左边是各页" in chen.get("/help/somewhere")


def test_the_panel_is_a_part_and_not_a_page(hall: Hall, chen: Clerk) -> None:
    part = chen.client.get("/help/duties", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "我的待办" in part


def test_colleagues_see_that_somebody_else_has_the_case_open(hall: Hall, clock: Clock) -> None:
    case_no = hall.ended("2026-11-20 09:00")
    chen, lin = Clerk("chen"), Clerk("lin")
    assert chen.post(f"/cases/{case_no}/present", 200).content.strip() == b""
    seen = lin.post(f"/cases/{case_no}/present", 200, act="call_back").content.decode()
    assert "陈晓岚" in seen or "也在看" in seen
    back = chen.post(f"/cases/{case_no}/present", 200).content.decode()
    assert re.search(r"正在办“.+”", back)
    clock.pass_by(seconds=100)
    assert chen.post(f"/cases/{case_no}/present", 200).content.strip() == b""


def test_who_may_not_see_a_case_leaves_no_trace_at_it(hall: Hall) -> None:
    case_no = hall.placed("2026-11-23 09:00", lead="housing")
    Clerk("rao").post(f"/cases/{case_no}/present", 404)
    assert not Presence.objects.exists()
