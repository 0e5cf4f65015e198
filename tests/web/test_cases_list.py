"""工单: sifted, turned page by page, counted honestly; nothing about anybody in an address."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest

from bancheng.casework import searching
from bancheng.casework.queries import Sieve, Wish, listed
from bancheng.casework.queries.cases import A_PAGE, COUNTED, place_of
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.casework.hall import PASSWORD, Hall, at
from tests.web.clerk import Clerk, words
from tests.web.test_pages_are_cheap import FRAME, asked

pytestmark = pytest.mark.database
NEXT = re.compile(r'<a class="btn" href="([^"]+)" rel="next"')


def shown(clerk: Clerk, address: str) -> list[str]:
    """The numbers a page of the list shows, in its order."""
    page = clerk.raw(address).content.decode()
    return re.findall(r'<a data-open href="/cases/([^/]+)/"', page)


def asked_for(clerk: Clerk, **filters: object) -> str:
    """The address one is sent to after filling in the filters."""
    return str(clerk.post("/cases/", 302, **filters)["Location"])


def test_filters_hold_together(hall: Hall, chen: Clerk) -> None:
    first = hall.register("2026-11-23 09:00", kind="consultation", ground="other")
    second = hall.placed("2026-11-24 09:00")
    third = hall.placed("2026-11-24 10:00", lead="land")
    assert shown(chen, "/cases/?kind=consultation") == [first]
    assert shown(chen, "/cases/?stage=assigned") == [third, second]
    assert shown(chen, "/cases/?stage=assigned&unit=land") == [third]
    assert shown(chen, "/cases/?stage=assigned&unit=land&unit=housing") == [third, second]
    assert shown(chen, "/cases/?since_on=2026-11-24&until_on=2026-11-24") == [third, second]
    assert shown(chen, "/cases/?until_on=2026-11-23") == [first]
    assert shown(chen, "/cases/?ground=nothing-like-it") == []


def test_a_kind_stands_for_those_under_it(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    page = chen.raw("/cases/").content.decode()
    groups = re.findall(r'name="kind" value="([^"]+)"', page)
    assert any(shown(chen, f"/cases/?kind={kind}") == [case_no] for kind in groups)
    assert shown(chen, "/cases/?kind=consultation") == []


@pytest.mark.clause("XF-13")
def test_what_is_late_and_what_left_somebody_dissatisfied(hall: Hall, chen: Clerk) -> None:
    late = hall.register("2026-11-20 09:00", kind="consultation", ground="other")
    bad = hall.ended("2026-11-24 09:00")
    hall.do(
        "chen", bad, "call_back", "2026-11-24 10:00", solved="unsolved", satisfaction="dissatisfied"
    )
    assert late in shown(chen, "/cases/?late=1")
    assert shown(chen, "/cases/?dissatisfied=1") == [bad]


def test_traits_are_found_by_their_whole_name(hall: Hall, chen: Clerk) -> None:
    page = chen.raw("/cases/").content.decode()
    trait, *_ = re.findall(r'name="trait" value="([^"]+)"', page)
    case_no = hall.register("2026-11-24 09:00", traits=[trait])
    hall.register("2026-11-24 09:00")
    assert shown(chen, f"/cases/?trait={trait}") == [case_no]
    assert shown(chen, f"/cases/?trait={trait[:-1]}") == []


def test_words_and_filters_together_and_no_word_in_the_address(hall: Hall, chen: Clerk) -> None:
    lift = hall.placed("2026-11-24 09:00")
    hall.register("2026-11-24 09:00")
    address = asked_for(chen, text="电梯", stage="assigned", unit="housing")
    assert "电梯" not in unquote(address)
    assert shown(chen, address) == [lift]
    assert "电梯" in chen.get(address)


def test_a_number_in_the_filters_goes_to_its_case_at_once(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    assert asked_for(chen, text=case_no.lower(), stage="archived") == f"/cases/{case_no}/"


def test_a_wrong_date_is_told_and_the_rest_holds(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    page = chen.get("/cases/?since_on=24.11.&stage=accepted")
    assert "“24.11.”不是日期" in page
    assert case_no in page
    assert "请把两个日期换过来" in chen.get("/cases/?since_on=2026-11-24&until_on=2026-11-01")


@pytest.mark.parametrize("sort", ["touched", "registered", "due"])
def test_page_by_page_every_case_comes_once(hall: Hall, chen: Clerk, sort: str) -> None:
    every = [hall.register(f"2026-11-24 {9 + n // 30:02}:{n % 30:02}") for n in range(A_PAGE + 7)]
    address, seen = f"/cases/?sort={sort}", []
    while address:
        page = chen.raw(address).content.decode()
        seen += re.findall(r'<a data-open href="/cases/([^/]+)/"', page)
        following = NEXT.search(page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert sorted(seen) == sorted(every)


def test_what_moved_meanwhile_is_told(hall: Hall, chen: Clerk) -> None:
    every = [hall.register("2026-11-24 09:00") for _ in range(A_PAGE + 2)]
    page = chen.raw("/cases/").content.decode()
    following = NEXT.search(page)
    assert following
    hall.do("chen", every[0], "note", "2026-11-24 12:00", text="来电催问")
    later = chen.get(following[1].replace("&amp;", "&"))
    assert "翻页以来有 1 件有了动静" in later


def test_a_count_is_exact_or_says_that_it_is_not(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        hall.register("2026-11-24 09:00")
    chen = Clerk("chen")
    assert "4 件" in chen.get("/cases/?stage=accepted")
    monkeypatch.setattr("bancheng.casework.queries.cases.COUNTED", 3)
    assert COUNTED == 1000
    assert "至少 3 件" in chen.get("/cases/?stage=accepted")


def test_looking_through_matches_goes_on_until_the_page_is_full(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = hall.placed("2026-11-20 09:00")
    for _ in range(5):
        hall.register("2026-11-24 09:00")
    monkeypatch.setattr("bancheng.casework.queries.finding.STEPS", (1, 2, 3, 4))
    found = listed(hall.people["mo"], Wish(Sieve(), "电梯"), at("2026-11-24 14:30"))
    assert [row.case_no for row in found.rows] == [mine]
    monkeypatch.setattr("bancheng.casework.queries.finding.STEPS", (1, 2, 2, 2))
    found = listed(hall.people["mo"], Wish(Sieve(), "电梯"), at("2026-11-24 14:30"))
    assert found.rows == []
    assert found.unread


def test_the_index_is_asked_at_ones_own_centres_only(hall: Hall) -> None:
    hall.register("2026-11-24 09:00")
    asked = searching.asked_for("电梯", frozenset({"elsewhere"}))
    assert asked is not None
    assert searching.matching(asked, 10) == []
    here = searching.asked_for("电梯", frozenset({"elsewhere", "hall"}))
    assert here is not None
    assert len(searching.matching(here, 10)) == 1


@pytest.mark.clause("XF-7.5", "SC-5.1.c")
def test_a_complaint_is_in_no_list_and_no_number_of_those_complained_of(hall: Hall) -> None:
    complaint = hall.register("2026-11-24 09:00", ground="conduct", accused_users=["lin"])
    other = hall.register("2026-11-24 09:30")
    hall.do("jiang", complaint, "screen", "2026-11-24 10:00")
    lin, chen = Clerk("lin"), Clerk("chen")
    for address in ("/cases/", "/cases/?owed=1", "/cases/?stage=screened", "/cases/?conduct=1"):
        assert complaint not in shown(lin, address)
        assert complaint in shown(chen, address)
    assert "1 件" in lin.get("/cases/?channel=counter")
    assert "2 件" in chen.get("/cases/?channel=counter")
    assert shown(lin, asked_for(lin, text="电梯")) == [other]
    assert "1 件" in lin.get(asked_for(lin, text="电梯"))
    assert complaint not in lin.get("/")


def test_the_list_costs_the_same_however_long(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-24 09:00")
    few = len(asked(chen, "/cases/?stage=accepted"))
    for _ in range(9):
        hall.register("2026-11-24 09:00")
    assert len(asked(chen, "/cases/?stage=accepted")) == few
    assert few <= FRAME + 7  # rows, dues, number, two for the words, columns, saved views


def test_somebody_without_cases_has_an_empty_list(hall: Hall) -> None:
    hall.register("2026-11-24 09:00")
    create_user("newcomer", "新来的", PASSWORD, must_change_password=False)
    assert "还没有工单" in Clerk("newcomer").get("/cases/")
    keeper = create_user("keeper", "管事的", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    assert "还没有工单" in Clerk("keeper").get("/cases/")


def test_columns_are_chosen_and_kept(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-24 09:00")
    assert "牵头部门" in chen.get("/cases/")
    chen.post("/lists/columns", column=["k", "s"], here="stage=accepted")
    page = chen.raw("/cases/").content.decode()
    heads = re.search(r"<thead>.*</thead>", page)
    assert heads
    assert "满意度" in heads[0]
    assert "牵头部门" not in heads[0]
    answer = chen.post("/lists/columns", column=list("rkgldt"), here="stage=accepted")
    assert answer["Location"] == "/cases/?stage=accepted"
    assert "最多显示 5 栏" in chen.get("/cases/")


def test_an_address_with_nonsense_shows_the_first_page(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 09:00")
    for nonsense in ("after=1", "after=x.y", "after=99999999999999999999.1", "sort=x", "f=%00"):
        assert case_no in chen.get(f"/cases/?{nonsense}")
    assert place_of("123456.7")
    assert place_of("999999999999999999.7") is None


def test_a_due_time_stands_in_words(hall: Hall, chen: Clerk) -> None:
    hall.register("2026-11-20 09:00", kind="consultation", ground="other")
    assert "超 " in chen.get("/cases/?sort=due")
    late = at("2026-11-24 14:30") - timedelta(days=4)
    assert late < at("2026-11-24 14:30")
    assert "没有找到" in words(chen.raw("/cases/?late=1&stage=archived"))


def offered(clerk: Clerk, name: str) -> list[str]:
    """The codes a filter of the list offers."""
    page = clerk.raw("/cases/").content.decode()
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


@pytest.mark.clause("XF-7.5", "SC-5.1.c")
def test_a_department_is_offered_only_what_it_has(hall: Hall) -> None:
    hall.register("2026-11-24 09:00", ground="conduct", accused_users=["lin"])
    hall.placed("2026-11-24 09:00")
    other = hall.register("2026-11-24 09:10", ground="other")
    hall.do("jiang", other, "screen", "2026-11-24 09:20")
    where = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}
    hall.do("gu", other, "transfer", "2026-11-24 09:30", **where)
    mo = Clerk("mo")
    assert set(offered(mo, "kind")) == {"help", "general"}
    assert set(offered(mo, "ground")) == {"not_accepted", "other"}
    assert offered(mo, "conduct") == []
    assert offered(mo, "stage") == []  # both are with departments: nothing to choose between
    assert offered(Clerk("rao"), "kind") == []
    assert "作风" not in Clerk("rao").get("/cases/")
    assert "conduct" in offered(Clerk("chen"), "ground")
    assert offered(Clerk("chen"), "conduct") == ["1"]


@pytest.mark.clause("XF-7.5")
def test_those_complained_of_are_offered_the_same_as_before(hall: Hall) -> None:
    hall.placed("2026-11-24 09:00", lead="tax")
    rao = Clerk("rao")
    before = rao.get("/cases/")
    complaint = hall.register("2026-11-24 10:00", ground="conduct", accused_units=["tax"])
    hall.do("jiang", complaint, "screen", "2026-11-24 10:00")
    assert rao.get("/cases/") == before


def test_what_is_offered_and_found_follows_each_act(hall: Hall) -> None:
    """What was worked out for a department holds until an act is sealed, and not a page longer."""
    mo = Clerk("mo")
    assert "求助投诉类·一般问题" not in mo.get("/cases/")
    first = hall.placed("2026-11-23 09:00")
    for _ in range(2):  # the second is answered from what the first worked out
        page = mo.get("/cases/")
        assert first in page
        assert "求助投诉类·一般问题" in page
        assert first in words(mo.client.post("/cases/", {"text": "电梯"}, follow=True))
    second = hall.placed("2026-11-23 10:00")
    assert second in words(mo.client.post("/cases/", {"text": "电梯"}, follow=True))
    hall.do("gu", second, "recall", "2026-11-23 10:30", reason="派错了")
    found = words(mo.client.post("/cases/", {"text": "电梯"}, follow=True))
    assert first in found
    assert second not in found
