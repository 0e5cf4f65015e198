"""Handing in from home: one case however often it is sent, nothing typed lost, no flood."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bancheng.casework.access import kept_from
from bancheng.casework.case_row import CaseRow
from bancheng.casework.look import look
from bancheng.core.ask import FILES
from bancheng.journal import read
from bancheng.people.models import Unit
from bancheng.petitioner import limits, ticket
from tests.casework.hall import Hall
from tests.files.made import picture
from tests.petitioner.visitor import PLAIN, Visitor, receipt
from tests.web.clerk import Clerk, case_no_of, words

pytestmark = pytest.mark.database


@pytest.mark.clause("XF-9.1", "XF-9.2", "SC-7.1.1")
def test_a_matter_from_home_waits_on_the_windows_duties_and_is_registered(hall: Hall) -> None:
    number, _ = Visitor().hands_in(agent="秦小妹", agent_phone="13900001234", about="housing")
    chen = Clerk("chen")
    assert number in chen.get("/")
    page = chen.get(f"/cases/{number}/")
    assert "装电梯的材料交了四趟" in page
    assert "涉及的部门是区住建局" in page
    chen.does(number, "register", channel="page")
    found = look(hall.people["chen"], number, timezone.now())
    assert found.case.stage == "registered"
    assert found.text("agent") == "秦小妹"
    assert CaseRow.objects.get(case_no=number).channel == "page"


def test_sent_twice_it_is_one_case_and_the_same_receipt(visitor: Visitor) -> None:
    fields = {**PLAIN, **visitor.carried("/submit")}
    first = receipt(visitor.posts("/submit", 200, **fields))
    for _ in range(limits.CEILING_PER_ADDRESS):
        limits.sent("hall", "10.0.0.7", timezone.now())
    again = receipt(visitor.posts("/submit", 200, **fields))
    assert first == again
    assert CaseRow.objects.count() == 1
    visitor.asks(first[1])


@pytest.mark.parametrize(
    ("again", "is_told"),
    [
        ({}, False),
        ({"phone": "１３９ 0000 5512", "matter": f"  {PLAIN['matter']}\r\n"}, False),
        ({"matter": f"{PLAIN['matter']}另外还缺一个章。"}, True),
        ({"item": ""}, True),
        ({"agent": "秦小妹"}, True),
        ({"about": "housing"}, True),
        ({"about": "housing", "conduct": "1"}, True),
        ({"attach": "photo"}, True),
    ],
)
def test_what_was_changed_before_it_was_sent_again_has_no_receipt(
    visitor: Visitor, again: dict[str, str], is_told: bool
) -> None:
    fields = {**PLAIN, "item": "加装电梯", **visitor.carried("/submit")}
    first = visitor.posts("/submit", 200, **fields)
    assert "没有收进去" not in words(first)
    sent: dict[str, Any] = {**fields, **again}
    if "attach" in sent:
        sent["attach"] = SimpleUploadedFile("门口.jpg", picture(), "image/jpeg")
    second = visitor.posts("/submit", 200, **sent)
    assert receipt(second) == receipt(first)
    assert ("没有收进去" in words(second)) is is_told
    assert (again.get("matter", PLAIN["matter"]).strip() in words(second)) is is_told
    assert CaseRow.objects.count() == 1


@pytest.mark.parametrize("left_out", ["conduct", "about"])
def test_what_was_chosen_and_is_taken_back_is_a_change(visitor: Visitor, left_out: str) -> None:
    chosen = {"about": "housing", "conduct": "1"}
    if left_out == "about":
        chosen.pop("conduct")
    fields = {**PLAIN, **chosen, **visitor.carried("/submit")}
    assert "没有收进去" not in words(visitor.posts("/submit", 200, **fields))
    assert "没有收进去" not in words(visitor.posts("/submit", 200, **fields))
    fields.pop(left_out)
    assert "没有收进去" in words(visitor.posts("/submit", 200, **fields))


def test_another_photo_is_a_change_and_the_same_one_again_is_none(visitor: Visitor) -> None:
    fields = {**PLAIN, **visitor.carried("/submit")}
    for content, is_told in (
        (picture(), False),
        (picture(), False),
        (picture(size=(40, 30)), True),
    ):
        photo = SimpleUploadedFile("门口.jpg", content, "image/jpeg")
        page = words(visitor.posts("/submit", 200, **fields, attach=photo))
        assert ("没有收进去" in page) is is_told


@pytest.mark.parametrize("left", [None, read.DAMAGED], ids=["erased", "damaged"])
def test_of_texts_that_are_gone_nothing_is_said(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, left: str | None
) -> None:
    photo = SimpleUploadedFile("门口.jpg", picture(), "image/jpeg")
    fields = {**PLAIN, **visitor.carried("/submit")}
    visitor.posts("/submit", 200, **fields, attach=photo)
    stored = read.details

    def gone(case_no: str) -> dict[tuple[int, str], str | None]:
        return dict.fromkeys(stored(case_no), left)

    monkeypatch.setattr(read, "details", gone)
    page = words(visitor.posts("/submit", 200, **{**fields, "matter": "改了"}))
    assert "没有收进去" not in page


def test_a_phone_changed_before_it_was_sent_again_does_not_open_the_case(visitor: Visitor) -> None:
    fields = {**PLAIN, **visitor.carried("/submit")}
    visitor.posts("/submit", 200, **fields)
    again = visitor.posts("/submit", 200, **{**fields, "phone": "13911112222"})
    assert "没有收进去" in words(again)
    assert "后四位 5512" in words(again)
    visitor.asks(receipt(again)[1], "5512")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("matter", "", "请写写是什么事"),
        ("name", " ", "请写您的姓名"),
        ("phone", "", "请写您的电话"),
        ("phone", "12", "这不像电话号码"),
        ("matter", "长" * 5001, "写得太长了"),
        ("conduct", "1", "请选是哪个部门的"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    visitor: Visitor, field: str, value: str, told: str
) -> None:
    answer = visitor.sends("/submit", 422, **{**PLAIN, field: value})
    page = answer.content.decode()
    assert told in words(answer)
    for name, typed in PLAIN.items():
        assert (typed in page) is (name != field)
    assert CaseRow.objects.count() == 0


def test_a_photo_goes_along_and_stays_where_the_form_was_refused(hall: Hall) -> None:
    visitor = Visitor()
    photo = SimpleUploadedFile("门口.jpg", picture(), "image/jpeg")
    refused = visitor.sends("/submit", 422, **{**PLAIN, "name": "", "attach": photo})
    assert "门口.jpg" in words(refused)
    page = refused.content.decode()
    kept = page.partition('name="uploads" value="')[2].partition('"')[0]
    carried = page.partition('name="ticket" value="')[2].partition('"')[0]
    number, _ = receipt(
        visitor.posts("/submit", 200, **{**PLAIN, "ticket": carried, "uploads": kept})
    )
    found = look(hall.people["chen"], number, timezone.now())
    assert len(found.entries[0].event.names(FILES.name)) == 1


def test_a_complaint_about_people_is_kept_from_their_department(hall: Hall) -> None:
    number, _ = Visitor().hands_in(about="housing", conduct="1")
    assert set(kept_from(hall.people["mo"]).values_list("case_no", flat=True)) == {number}
    assert number not in Clerk("mo").get("/")
    Clerk("mo").get(f"/cases/{number}/", 404)
    Clerk("chen").get(f"/cases/{number}/")


@pytest.mark.parametrize("forged", ["", "x", "A" * 200, "another centre's"])
def test_a_form_that_is_not_ours_is_asked_to_be_sent_again(visitor: Visitor, forged: str) -> None:
    if forged.startswith("another"):
        forged = ticket.shut(ticket.draw("other", timezone.now()))
    answer = visitor.posts("/submit", 422, **PLAIN, ticket=forged)
    assert "请再按一次" in words(answer)
    assert PLAIN["matter"] in answer.content.decode()
    assert CaseRow.objects.count() == 0


def test_where_the_standard_takes_nothing_from_home_there_is_no_form(hall: Hall) -> None:
    Unit.objects.filter(code="hall").update(standard="no-such")
    Visitor().get("/submit", 404)
    for nowhere in ("district", "housing", "no-such"):
        Visitor(centre=nowhere).get("/", 404)


def test_the_counters_receipt_carries_a_code_once(hall: Hall) -> None:
    chen = Clerk("chen")
    number = case_no_of(chen.registers())
    address = f"/cases/{number}/slips/receipt"
    fields = {**chen.carried(address), "how": "printed", "with_code": "1"}
    paper = chen.post(address, 200, **fields)
    page = paper.content.decode()
    code = page.partition('<p class="code">')[2].partition("<")[0]
    assert "<svg" in page
    assert " style=" not in page
    again = chen.post(address, 303, **fields)
    assert code not in chen.raw(again["Location"]).content.decode()
    Visitor().asks(code)
    assert "现在的查询码是" in chen.get(address)
    other = chen.fill_in(address, 200, how="printed", with_code="1")
    assert code not in other.content.decode()
    Visitor("10.4.0.1").asks(code, status=422)
