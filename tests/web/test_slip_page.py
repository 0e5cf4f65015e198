"""The page of an inquiry slip: the question, and not a word more."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import Clerk, words

pytestmark = [pytest.mark.database, pytest.mark.clause("XF-9.2.3", "XF-7.5", "SC-5.1.c", "SC-8.4")]

MATTER = "税务窗口十二点前就不收材料了。"
QUESTION = "请说明十一月十九日中午几点停止收件"
SECRETS = (MATTER[:6], "秦桂芳", "秦", "13900005512", "5512", "作风", "投诉", "反映的事")


def complained(hall: Hall) -> str:
    case_no = hall.register(
        "2026-11-20 09:00", matter=MATTER, ground="conduct", accused_units=["tax"]
    )
    hall.do("jiang", case_no, "screen", "2026-11-20 09:20")
    given = {"lead": "supervision", "opinion": "请核查", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-11-20 09:30", **given)
    return case_no


def ask(case_no: str) -> str:
    """The supervision asks by the page; the address under which the person asked finds it."""
    Clerk("gu").does(case_no, "inquire", asked_person="rao", put_question=QUESTION)
    page = Clerk("rao").raw("/").content.decode()
    return "/inquiries/" + page.split('href="/inquiries/')[1].split('"')[0]


def colleague() -> Clerk:
    """Somebody else of the tax office."""
    user = create_user("zhan", "詹一舟", PASSWORD, must_change_password=False)
    appoint(user, Unit.objects.get(code="tax"), "department")
    return Clerk("zhan")


def test_the_supervision_asks_and_the_person_asked_answers(hall: Hall) -> None:
    case_no = complained(hall)
    address = ask(case_no)
    rao = Clerk("rao")
    assert QUESTION in rao.get(address)
    assert "顾清和" in rao.get(address)
    assert "还没有答复" in words(rao.fill_in(address, 422, text="  "))
    rao.fill_in(address, text="按告示是十二点")
    assert "已答复" in rao.get(address)
    assert "按告示是十二点" in rao.get(address)
    assert "按告示是十二点" in Clerk("gu").get(f"/cases/{case_no}/")


def test_papers_come_with_the_answer_and_go_to_whoever_asked(hall: Hall) -> None:
    case_no = complained(hall)
    address, rao = ask(case_no), Clerk("rao")
    refused = rao.fill_in(address, 422, text="见附件", attach=exe())
    assert "告示.txt" in words(refused)
    rao.fill_in(address, text="按告示是十二点", attach=notice())
    assert "附件：告示.txt" in rao.get(address)
    page = Clerk("gu").raw(f"/cases/{case_no}/").content.decode()
    assert "告示.txt" in page
    file = re.search(rf'href="(/cases/{case_no}/files/\w+)', page)
    assert file
    assert Clerk("gu").raw(file[1]).content.decode() == "十二点停止收件"
    rao.raw(file[1], 404)


def notice() -> SimpleUploadedFile:
    return SimpleUploadedFile("告示.txt", "十二点停止收件".encode(), "text/plain")


def exe() -> SimpleUploadedFile:
    return SimpleUploadedFile("告示.txt", b"MZ\x90\x00\x03\x00\x00\x00", "text/plain")


def test_answering_twice_records_one_answer(hall: Hall) -> None:
    case_no = complained(hall)
    address, rao = ask(case_no), Clerk("rao")
    fields = {**rao.carried(address), "text": "按告示是十二点"}
    rao.post(address, **fields)
    rao.post(address, **fields)
    rao.post(address, **{**fields, "command_id": "another", "text": "改口"})
    page = Clerk("gu").get(f"/cases/{case_no}/")
    assert page.count("答复核查函：") == 1
    assert "改口" not in page


def test_no_page_of_the_person_asked_tells_anything_of_the_complaint(hall: Hall) -> None:
    case_no = complained(hall)
    rao = Clerk("rao")
    for address in (ask(case_no), "/", "/inquiries/", "/cases/"):
        page = rao.raw(address).content.decode()
        assert case_no not in page, address
        assert [word for word in SECRETS if word in page] == [], address
    rao.raw(f"/cases/{case_no}/", 404)
    rao.raw(f"/cases/{case_no}/answer_inquiry", 404)
    assert "没有找到" in words(rao.client.post("/cases/", {"text": case_no}, follow=True))


def test_a_colleague_of_the_person_asked_sees_that_there_is_nothing(hall: Hall) -> None:
    case_no = complained(hall)
    before = colleague()
    pages = {address: before.get(address) for address in ("/", "/inquiries/", "/cases/")}
    address = ask(case_no)
    assert {known: before.get(known) for known in pages} == pages
    missing = before.raw("/inquiries/0123456789abcdef0123", 404).content
    assert before.raw(address, 404).content == missing
    assert before.raw(f"/cases/{case_no}/", 404).content == missing


def test_the_form_offers_the_people_of_the_unit_complained_of(hall: Hall) -> None:
    case_no = complained(hall)
    form = Clerk("gu").raw(f"/cases/{case_no}/inquire").content.decode()
    assert "饶一鸣（税务局）" in form
    assert re.findall(r'name="asked_person" value="(\w+)"', form) == ["rao"]


def test_who_takes_in_a_complaint_about_their_own_unit_is_told_its_number_and_sees_it_no_more(
    hall: Hall,
) -> None:
    chen = Clerk("chen")
    fields: dict[str, Any] = {"ground": "conduct", "accused_units": ["hall"], "kind": "general"}
    answer = chen.registers(**fields)
    assert answer["Location"] == "/"
    page = chen.get("/")
    number = re.search(r"编号 (\S+)，请先告诉诉求人", page)
    assert number
    chen.raw(f"/cases/{number[1]}/", 404)
    assert number[1] not in chen.get("/cases/")
    Clerk("gu").get(f"/cases/{number[1]}/")
