"""The shift leader's week: the rota written, a gap seen, leave taken, cases handed on, a leader in
the hall, each by the right person, and what the next person then sees.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from bancheng.casework.surroundings import calendar_of
from bancheng.people.models import HandoverNote, Post, Shift, Unit, Window
from bancheng.people.rota import put_on_shift
from tests.casework.hall import Hall
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.database]

HALL = "sc-liuhe-hall"


def next_monday() -> date:
    """Of the week after next, where no shift of the demonstration stands."""
    today = timezone.localdate()
    return today + timedelta(days=14 - today.weekday())


def first_working_day(after: date) -> date:
    return calendar_of(HALL).roll(after)


def local(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}").replace(
        tzinfo=timezone.get_current_timezone()
    )


def opens(walker: Walker, address: str) -> None:
    walker.page.goto(f"{walker.address}{address}")


def presses(walker: Walker, name: str) -> None:
    walker.page.get_by_role("button", name=name, exact=False).first.click()
    walker.page.wait_for_load_state("load")


@pytest.mark.clause("SC-8.2", "SC-6.1.1")
def test_the_leader_writes_next_weeks_rota_and_a_gap_is_seen(
    township: None, walker: Walker
) -> None:
    monday, page = next_monday(), walker.page
    works = first_working_day(monday)
    walker.becomes("sc.leader")
    page.get_by_role("link", name="值班表").click()
    page.get_by_role("link", name="排班").click()
    page.locator("[name=person1]").select_option("sc.window1")
    page.locator("[name=person2]").select_option("sc.window2")
    page.locator("[name=from]").fill(works.isoformat())
    page.locator("[name=until]").fill(works.isoformat())
    page.locator("[name=span][value=each]").check(force=True)
    page.locator("[name=change][value=session]").check(force=True)
    presses(walker, "先看一遍")
    expect(page.locator("#preview")).to_contain_text("能排 2 班")
    assert Shift.objects.filter(starts_at__gte=local(works, "00:00")).count() == 0
    walker.presses("Enter")  # what was seen is one key away from being saved
    expect(page.get_by_role("status")).to_contain_text("已排 2 班")
    cell = page.locator(".week > li", has_text=f"{works.month}月{works.day}日").first
    expect(cell).to_contain_text("白小禾")
    expect(cell).to_contain_text("向明远")
    # the afternoon is called off: whoever looks sees the gap, in words
    cell.get_by_role("link").click()
    page.get_by_role("button", name="取消：").last.click()
    expect(page.get_by_role("status")).to_contain_text("向明远这一班已取消")
    walker.becomes("sc.window1")
    opens(walker, f"/rota/?on={works.isoformat()}")
    expect(page.locator(".gaps")).to_contain_text("开着没有人")
    expect(page.locator(".gaps")).to_contain_text("13:00–17:00")
    expect(page.locator(".gaps")).to_contain_text("值班长制度")
    walker.becomes("sc.centre")
    opens(walker, f"/rota/?on={works.isoformat()}")
    page.get_by_role("link", name="去补上").first.click()
    page.locator("[name=person]").last.select_option("sc.window2")
    page.locator("[name=begins]").fill("13:00")
    page.locator("[name=ends]").fill("17:00")
    page.locator("[name=part][value=shift_leader]").check(force=True)
    presses(walker, "排上")
    expect(page.locator(".week.one")).to_contain_text("向明远")
    expect(page.locator(".week.one")).to_contain_text("值班长")
    expect(page.locator("main")).to_contain_text("何素心")  # who called the first one off
    assert walker.troubles == []


@pytest.mark.clause("SC-8.2", "SC-7.2.1")
def test_the_centre_goes_on_leave_and_the_substitute_does_its_duty(
    township: None, walker: Walker
) -> None:
    page = walker.page
    walker.becomes("sc.window1")
    case_no = walker.registers(
        {
            "phone": "13900005512",
            "name": "秦桂芳",
            "matter": "三兄弟分户，户籍、土地、房屋三边都要对方先办。",
            "kind": "complex",
            "ground": "papers_or_after",
            "papers": "complete",
            "next_step": "报专班会议",
            "visit_cause": "approval",
            "signing": "spoken",
        }
    )
    walker.does(case_no, "refer", {"question": "三家谁先办"})
    opens(walker, "/")
    expect(page.locator("main")).not_to_contain_text("代 邱云鹤")
    walker.becomes("sc.leader")
    page.get_by_role("link", name="值班表").click()
    page.get_by_role("link", name="请假和替岗").click()
    page.locator("[name=who]").select_option("sc.centre")
    presses(walker, "登记")
    now = timezone.localtime()
    page.locator("[name=starts_at]").fill(f"{now:%Y-%m-%dT%H:%M}")
    page.locator("[name=ends_at]").fill(f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}")
    page.locator("[name=reason][value=errand]").check(force=True)
    page.locator("select[name^=post]").select_option("sc.window1")
    walker.presses("Control+Enter")
    expect(page.locator("main")).to_contain_text("由 白小禾 代")
    walker.becomes("sc.window1")
    row = page.locator("[data-row]", has_text=case_no).filter(has_text="代 邱云鹤")
    expect(row).to_be_visible()
    row.locator("[data-open]").click()
    walker.fills({"minutes": "社会事务办先办户籍，其余后办", "lead": "sc-liuhe-welfare"})
    page.locator("[data-main]").click()
    expect(page.get_by_role("status")).to_contain_text("已记录")
    opens(walker, f"/cases/{case_no}/")
    expect(page.locator(".story")).to_contain_text("白小禾（代邱云鹤）")
    walker.becomes("sc.centre")
    opens(walker, f"/cases/{case_no}/")
    expect(page.locator(".story")).to_contain_text("白小禾（代邱云鹤）")
    opens(walker, "/away/")
    page.get_by_role("link", name="看看").click()
    presses(walker, "现在回来")
    walker.becomes("sc.window1")
    expect(page.locator("main")).not_to_contain_text("代 邱云鹤")
    assert walker.troubles == []


@pytest.mark.clause("XF-9", "SC-8.2")
def test_one_shift_leaves_a_note_and_the_next_takes_over_by_name(
    hall: Hall, walker: Walker
) -> None:
    centre = Unit.objects.get(code="hall")
    window = Window.objects.create(centre=centre, name="一号窗", place="一楼东侧")
    case_no = hall.register("2026-11-20 09:00", kind="consultation", ground="other")
    page = walker.page
    walker.becomes("chen")
    page.get_by_role("link", name="交接班").click()
    page.get_by_role("link", name="写交接班").click()
    page.locator("[name=to_user]").select_option("lin")
    page.locator("[name=overall]").fill("打印机没墨了")
    row = page.locator(".row", has_text=case_no)
    row.locator("input").fill("答应五点前回电话")
    walker.presses("Control+Enter")
    expect(page.locator("main")).to_contain_text("还没有人接")
    walker.becomes("lin")
    opens(walker, "/handover/")
    page.get_by_role("link", name="去接班").click()
    expect(page.locator("main")).to_contain_text("答应五点前回电话")
    walker.presses("Tab")
    presses(walker, "我来接班")
    expect(page.get_by_role("status")).to_contain_text("已从陈晓岚手里接班")
    note = HandoverNote.objects.get()
    assert (note.window, note.taken_by) == (window, hall.people["lin"])
    assert walker.troubles == []


@pytest.mark.clause("XF-9")
def test_the_leavers_cases_are_handed_on_by_name(hall: Hall, walker: Walker) -> None:
    Post.objects.update(from_on=date(2026, 1, 5))
    centre = Unit.objects.get(code="hall")
    window = Window.objects.create(centre=centre, name="一号窗", place="一楼东侧")
    cases = [hall.register("2026-11-20 09:00") for _ in range(2)]
    day = timezone.localdate() + timedelta(days=9)
    put_on_shift(window, hall.people["chen"], local(day, "09:00"), local(day, "12:00"))
    Post.objects.filter(user=hall.people["chen"]).update(
        until_on=timezone.localdate() + timedelta(days=3)
    )
    page = walker.page
    walker.becomes("jiang")
    expect(page.locator("main")).to_contain_text("看看名下还有什么没移交")
    page.get_by_role("link", name="去移交").click()
    for case_no in cases:
        expect(page.locator("main")).to_contain_text(case_no)
    expect(page.locator("main")).to_contain_text("排了的班")
    page.locator("[name=to_all]").select_option("lin")
    page.locator("[name=why]").fill("陈晓岚调走")
    walker.presses("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("已移交 3 项")
    expect(page.locator("main")).to_contain_text("名下没有要移交的")
    walker.becomes("lin")
    for case_no in cases:
        opens(walker, f"/cases/{case_no}/")
        expect(page.locator(".facts")).to_contain_text("首问：林佩文")
        expect(page.locator(".story")).to_contain_text("交接给林佩文：陈晓岚调走")
    opens(walker, f"/rota/?on={day.isoformat()}")
    expect(page.locator(".week").first).to_contain_text("林佩文")
    assert walker.troubles == []


@pytest.mark.clause("SC-8.3.1")
def test_a_leaders_day_in_the_hall(township: None, walker: Walker) -> None:
    page, today = walker.page, timezone.localdate()
    walker.becomes("sc.window1")
    case_no = walker.registers(
        {
            "phone": "13900005512",
            "name": "秦桂芳",
            "matter": "高龄补贴停发了，社会事务办和派出所互相要证明。",
            "kind": "ordinary",
            "ground": "papers_or_after",
            "papers": "complete",
            "next_step": "请镇领导协调",
            "visit_cause": "approval",
            "signing": "spoken",
        }
    )
    walker.does(case_no, "transfer", {"kind": "ordinary", "lead": "sc-liuhe-welfare"})
    walker.becomes("sc.centre")
    opens(walker, "/leader-days/")
    page.locator("[name=person]").select_option("sc.head")
    page.locator("[name=falls_on]").fill(today.isoformat())
    presses(walker, "排上")
    expect(page.get_by_role("status")).to_contain_text("已排罗大川")
    walker.becomes("sc.head")
    opens(walker, "/rota/")
    expect(page.locator("main")).to_contain_text("罗大川")
    page.locator("#main").get_by_role("link", name="罗大川").click()
    page.locator("[name=clock]").fill("00:00")
    presses(walker, "记到厅")
    walker.does(case_no, "meet", {"minutes": "当场叫两家到一起，今天就出证明"})
    opens(walker, "/leader-days/")
    page.get_by_role("link", name="看这一天").click()
    expect(page.locator("main")).to_contain_text(case_no)
    expect(page.locator("main")).to_contain_text("今天就出证明")
    page.locator("[name=case_no]").fill(case_no)
    page.locator("main [name=text]").fill("听了秦女士的事，已协调")
    presses(walker, "记下")
    walker.becomes("sc.window1")
    opens(walker, "/leader-days/")
    expect(page.locator("main")).to_contain_text("办了 1 步")
    page.get_by_role("link", name="看这一天").click()
    expect(page.locator("main")).to_contain_text("听了秦女士的事，已协调")
    assert walker.troubles == []


@pytest.mark.clause("SC-6.2.1", "SC-6.2.2")
def test_the_staff_list_and_the_rules_are_at_hand(township: None, walker: Walker) -> None:
    page = walker.page
    walker.becomes("sc.centre")
    page.get_by_role("link", name="人员和制度").click()
    page.get_by_role("link", name="白小禾").click()
    page.locator("[name=topic]").fill("窗口服务礼仪")
    page.locator("[name=held_on]").fill(timezone.localdate().isoformat())
    page.locator("[name=hours]").fill("2")
    presses(walker, "记下")
    expect(page.get_by_role("status")).to_contain_text("已记一次培训")
    opens(walker, "/rules/")
    expect(page.locator("main")).to_contain_text("窗口服务规范")
    page.get_by_role("link", name="归一份制度").click()
    page.locator("[name=title]").fill("窗口服务规范（本中心用）")
    page.locator("[name=issued_on]").fill("2026-01-05")
    page.locator("[name=in_force_on]").fill("2026-01-10")
    page.locator("[name=body]").fill("起身迎，双手递，一次讲清。")
    walker.presses("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("已归入本中心制度")
    walker.becomes("sc.window1")
    opens(walker, "/rules/")
    page.get_by_role("link", name="窗口服务规范（本中心用）").click()
    expect(page.locator("main")).to_contain_text("起身迎，双手递，一次讲清。")
    opens(walker, "/roster/")
    expect(page.locator("tr", has_text="白小禾")).to_contain_text("2 学时")
    assert walker.troubles == []


@pytest.mark.clause("XF-5", "SC-6.1.2")
def test_the_rota_is_read_and_written_without_scripts_on_a_phone(
    hall: Hall, chromium: Browser, live_server: LiveServer
) -> None:
    centre = Unit.objects.get(code="hall")
    window = Window.objects.create(centre=centre, name="一号窗", place="一楼东侧")
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    walker = Walker(context.new_page(), live_server.url)
    page: Page = walker.page
    walker.becomes("jiang")
    day = first_working_day_of_hall()
    opens(walker, f"/rota/{window.pk}/{day.isoformat()}")
    page.locator("[name=person]").last.select_option("lin")
    presses(walker, "排上")
    expect(page.get_by_role("status")).to_contain_text("已排林佩文")
    opens(walker, f"/rota/?on={day.isoformat()}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".week").first).to_contain_text("林佩文")
    opens(walker, f"/rota/sign/{window.pk}")
    expect(page.locator(".sign")).to_contain_text("一号窗")
    assert re.search("事情没办成", page.inner_text("main"))
    context.close()


def first_working_day_of_hall() -> date:
    return calendar_of("hall").roll(next_monday())
