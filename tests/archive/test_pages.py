"""档案 on the pages: one touch, found again, taken out with a reason, hidden from strangers."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bancheng.archive.checking.checking import check
from bancheng.archive.making import make_package
from bancheng.archive.package_row import Package
from bancheng.archive.taken_row import PackageTaken
from bancheng.casework.erase import erase
from bancheng.casework.reveal_row import Reveal
from bancheng.journal.keys import public_keys
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.archive.conftest import NOW
from tests.casework.hall import PASSWORD, Hall, at
from tests.papers import cases
from tests.web.clerk import Clerk

pytestmark = pytest.mark.database
REASON = "移交档案馆"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def touched(case_no: str) -> Package:
    """The touch on the case's page."""
    clerk = Clerk("chen")
    page = clerk.raw(f"/cases/{case_no}/").content.decode()
    assert f'action="/cases/{case_no}/package/make"' in page
    clerk.post(f"/cases/{case_no}/package/make", command_id="touch")
    return Package.objects.get(case_no=case_no)


@pytest.mark.clause("XF-12", "SC-7.4")
def test_one_touch_on_the_case_makes_its_package_and_the_next_reader_sees_it(archived: str) -> None:
    package = touched(archived)
    told = Clerk("lin").get(f"/cases/{archived}/package/")
    assert package.number in told
    assert "陈晓岚" in told
    assert "定期10年" in told
    assert "2036-12-31" in told
    assert "还没有人取出过" in told
    assert "做好以后没有再办理过" in told
    assert "做归档包</button>" not in Clerk("chen").raw(f"/cases/{archived}/").content.decode()


@pytest.mark.clause("XF-12")
def test_taking_out_wants_a_reason_and_is_on_record(archived: str) -> None:
    package = touched(archived)
    clerk = Clerk("lin")
    address = f"/archive/{package.pk}/take"
    refused = clerk.post(address, 422, reason=" ", command_id="t1").content.decode()
    assert "请写明取出来做什么" in refused
    assert not PackageTaken.objects.exists()
    answer = clerk.post(address, 200, reason=REASON, command_id="t1")
    assert check(answer.content, public_keys()).ok
    assert "attachment" in answer["Content-Disposition"]
    clerk.post(address, 200, reason=REASON, command_id="t1")
    assert PackageTaken.objects.count() == 1
    Clerk("chen").post(address, 200, reason=REASON, command_id="t1")
    assert set(PackageTaken.objects.values_list("by", flat=True)) == {"lin", "chen"}
    assert Reveal.objects.filter(user="lin", reason__endswith=REASON, field="name").count() == 1
    assert "林佩文" in Clerk("chen").get(f"/cases/{archived}/package/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "2026-D10-0001"}, True),
        ({"text": "2026-D10"}, True),
        ({"text": "2026-D10-0009"}, False),
        ({"text": "秦桂芳"}, True),
        ({"text": "王桂芳"}, False),
        ({"text": "装电梯"}, True),
        ({"year": "2026"}, True),
        ({"year": "2025"}, False),
        ({"kind": "general"}, True),
        ({"kind": "complex"}, False),
        ({"due": "over"}, False),
    ],
)
@pytest.mark.clause("XF-12", "SC-7.4")
def test_packages_are_found_by_number_name_year_kind_and_term(
    archived: str, asked: dict[str, str], found: bool
) -> None:
    touched(archived)
    clerk = Clerk("chen")
    address = clerk.post("/archive/", 302, **asked)["Location"]
    assert "秦" not in address
    assert (archived in clerk.get(address)) is found


def test_a_package_whose_time_is_over_is_found_as_such(archived: str) -> None:
    package = touched(archived)
    Package.objects.filter(pk=package.pk).update(due_on="2026-11-01")
    assert "已到期 2026-11-01" in Clerk("chen").get("/archive/?due=over")
    assert archived not in Clerk("chen").get("/archive/?due=soon")
    Package.objects.filter(pk=package.pk).update(due_on="2027-11-01")
    assert archived in Clerk("chen").get("/archive/?due=soon")


def test_the_number_of_the_case_finds_its_package(archived: str) -> None:
    touched(archived)
    clerk = Clerk("chen")
    assert "2026-D10-0001" in clerk.get(clerk.post("/archive/", 302, text=archived)["Location"])


@pytest.mark.clause("XF-7.5", "SC-5.1.c")
def test_a_package_of_a_complaint_is_hidden_from_those_complained_of(hall: Hall) -> None:
    case_no = complaint(hall)
    make_package(hall.people["chen"], case_no, "c", NOW)
    package = Package.objects.get()
    assert package.number in Clerk("chen").get("/archive/")
    lin = Clerk("lin")
    for address in ("/archive/", "/archive/?kind=general", "/archive/?year=2026"):
        assert package.number not in lin.get(address)
    assert "2026 年" not in lin.get("/archive/")
    assert package.number not in lin.get(
        lin.post("/archive/", 302, text=package.number)["Location"]
    )
    lin.raw(f"/cases/{case_no}/package/", 404)
    lin.post(f"/cases/{case_no}/package/make", 404, command_id="l")
    lin.post(f"/archive/{package.pk}/take", 404, reason=REASON, command_id="l2")


def complaint(hall: Hall) -> str:
    """About a clerk of the window, as far as the archive."""
    when = "2026-11-23 09:00"
    case_no = hall.register(when, ground="conduct", accused_users=["lin"], matter="窗口的人不理我")
    hall.do("chen", case_no, "confirm", when, signing="spoken")
    hall.do("jiang", case_no, "screen", when)
    told = {"opinion": "请核实", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", when, lead="housing", **told)
    hall.do("mo", case_no, "claim", when)
    hall.do("mo", case_no, "reply", when, answer="result", text="已核实", signature="莫海涛")
    hall.do("gu", case_no, "verify", when, verdict="founded", text="属实，已批评")
    hall.do("chen", case_no, "inform", when, means="phone")
    hall.do("chen", case_no, "complete", when, outcome="done")
    hall.do("chen", case_no, "call_back", when, solved="solved", satisfaction="satisfied")
    hall.do("chen", case_no, "archive", when)
    return case_no


def test_a_department_sees_that_there_is_one_and_cannot_take_it(archived: str) -> None:
    package = touched(archived)
    mo = Clerk("mo")
    assert package.number in mo.get("/archive/")
    assert "取出归档包" not in mo.get(f"/cases/{archived}/package/")
    refused = mo.post(f"/archive/{package.pk}/take", 422, reason=REASON, command_id="m")
    assert "由办理归档的人取出" in refused.content.decode()
    assert not PackageTaken.objects.exists()
    Clerk("rao").raw(f"/cases/{archived}/package/", 404)
    assert package.number not in Clerk("rao").get("/archive/")


def test_the_administrator_sees_no_archive(hall: Hall, archived: str) -> None:
    keeper = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    Clerk("keeper").raw("/archive/", 404)
    Clerk("keeper").raw(f"/cases/{archived}/package/", 404)


@pytest.mark.clause("XF-12")
def test_after_an_erasure_the_package_stays_whole_and_the_page_says_so(
    hall: Hall, archived: str
) -> None:
    package = touched(archived)
    keeper = create_user("keeper", "管信达", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), "administrator")
    erase(keeper, archived, "保存期限已满", "erase", at("2026-11-27 09:00"))
    chen = Clerk("chen")
    told = chen.get(f"/cases/{archived}/package/")
    assert "已经依法清除" in told
    assert "做不成归档包了" in told
    chen.post(f"/cases/{archived}/package/make", 422, command_id="late")
    listed = chen.get(chen.post("/archive/", 302, text=package.number)["Location"])
    assert "个人信息已清除" in listed
    assert "秦" not in listed
    assert archived not in chen.get(chen.post("/archive/", 302, text="秦桂芳")["Location"])
    content = chen.post(f"/archive/{package.pk}/take", 200, reason=REASON, command_id="x").content
    assert check(content, public_keys()).ok


def test_a_list_costs_the_same_however_many_there_are(
    hall: Hall, archived: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    touched(archived)
    first = Package.objects.get()
    more = []
    for number in range(2, 60):
        copy = Package.objects.get(pk=first.pk)
        copy.pk, copy.uid, copy.file_id = None, f"u{number}", f"{number:032x}"
        copy.serial, copy.made, copy.number = number, number, f"2026-D10-{number:04d}"
        more.append(copy)
    Package.objects.bulk_create(more)
    clerk = Clerk("chen")
    with django_assert_max_num_queries(24):
        page = clerk.get("/archive/")
    assert "还有更早的" in page
    assert "2026-D10-0059" in page
    assert "2026-D10-0001" not in page


def test_township_cases_of_another_centre_are_not_there(hall: Hall, archived: str) -> None:
    touched(archived)
    cases.half_way(hall)
    assert Clerk("chen").get("/archive/").count("2026-D10-") == 1
