"""我的待办: by due time, in words, with the one button that does it."""

from __future__ import annotations

import pytest

from bancheng.people.appoint import appoint, create_user
from bancheng.people.establish import create_unit, open_window
from bancheng.people.models import Unit
from bancheng.people.rota import put_on_shift
from bancheng.people.unit import Form
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database


def test_a_clerk_reads_the_day_and_what_is_late_today_and_later(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-24 09:10", kind="consultation", ground="other")
    hall.register("2026-11-24 11:20", kind="consultation", ground="other")
    hall.register("2026-11-24 11:20", kind="suggestion-special", ground="other")
    page = chen.get("/")
    assert "下午好，晓岚" in page
    assert "11月24日 星期二 工作日 17:00 下班" in page
    assert "1已超时1今天到期" in page
    assert "超 1 小时 20 分今天 13:10" in page
    assert "剩 50 分今天 15:20" in page
    assert "后天11月26日 11:20" in page
    assert page.index("超 1 小时 20 分") < page.index("剩 50 分") < page.index("后天")


@pytest.mark.clause("XF-10.1", "XF-9")
def test_each_row_says_what_for_whom_why_and_opens_the_act(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 14:00", kind="consultation", ground="other")
    page = chen.raw("/").content.decode()
    assert "秦*芳" in page
    assert "秦桂芳" not in page
    assert "第十条（一）" in page
    assert f'href="/cases/{case_no}/answer"' in page


def test_what_the_text_leaves_open_is_marked_as_the_centres_own(hall: Hall) -> None:
    hall.register("2026-11-24 14:00")
    assert "本中心定：4 小时（办公时间）" in Clerk("jiang").get("/")


def test_everybody_has_the_same_page_with_their_own_duties(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 14:00")
    assert "甄别审核" in Clerk("jiang").get("/")
    hall.do("jiang", case_no, "screen", "2026-11-24 14:05")
    assert "分办" in Clerk("gu").get("/")
    hall.do(
        "gu", case_no, "transfer", "2026-11-24 14:10", lead="housing", opinion="办", signature="顾"
    )
    assert "处理完成并回复" in Clerk("mo").get("/")
    assert "现在没有该您办的事" in Clerk("wei").get("/")
    hard = hall.register("2026-11-24 14:00", kind="complex", complex_because="several")
    hall.do("jiang", hard, "refer", "2026-11-24 14:15", question="谁牵头")
    assert hard in Clerk("li").get("/")


def test_somebody_without_a_post_is_told_whom_to_ask(hall: Hall) -> None:
    create_user("newcomer", "新来的", PASSWORD, must_change_password=False)
    assert "您还没有任职" in Clerk("newcomer").get("/")


def test_the_administrator_sees_units_and_people_and_no_case(hall: Hall) -> None:
    case_no = hall.register("2026-11-24 14:00")
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    clerk = Clerk("keeper")
    assert clerk.raw("/", 302)["Location"] == "/overview/"
    page = clerk.get("/overview/")
    assert "不经手工单" in page
    assert "陈晓岚 chen “办不成事”反映窗口工作人员" in page
    assert case_no not in page
    clerk.get(f"/cases/{case_no}/", 404)


def test_an_administrator_looks_after_their_own_units_only(hall: Hall) -> None:
    create_unit("elsewhere", "别处区", Form.REGION)
    keeper = create_user("keeper2", "管家二", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="hall"), "administrator")
    page = Clerk("keeper2").get("/overview/")
    assert "某区政务服务中心" in page
    assert "陈晓岚" in page
    assert "别处区" not in page
    assert "区住建局" not in page


def test_the_overview_is_for_the_administrator_alone(chen: Clerk) -> None:
    chen.get("/overview/", 404)


@pytest.mark.clause("XF-5", "SC-8.2")
def test_every_page_says_who_keeps_the_window_today(hall: Hall, chen: Clerk) -> None:
    assert "今日值守" not in chen.get("/")
    window = open_window(Unit.objects.get(code="hall"), "一号窗", "一楼")
    begins, ends = at("2026-11-24 09:00"), at("2026-11-24 17:00")
    put_on_shift(window, hall.people["lin"], begins, ends)
    assert "今日值守 林佩文" in chen.get("/")
