"""咨询登记 on pages: two fields and a key, found again, put right, made a case of."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bancheng.casework.case_row import CaseRow
from bancheng.counter.enquiry_row import Enquiry
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from tests.casework.hall import PASSWORD, Hall
from tests.web.clerk import PLAIN, Clerk, case_no_of, words
from tests.web.conftest import Clock
from tests.web.test_pages_are_cheap import FRAME, asked

pytestmark = pytest.mark.database
SAID: dict[str, Any] = {"asked": "老人卡在哪儿补办", "answered": "二楼社保窗口", "then": "note"}


def noted(clerk: Clerk, **more: Any) -> Enquiry:
    answer = clerk.fill_in("/enquiries/", **{**SAID, **more})
    found = re.search(r"new=([0-9a-f]{32})", answer["Location"])
    assert found, answer["Location"]
    return Enquiry.objects.get(uid=found[1])


@pytest.mark.clause("XF-10.1", "SC-6.3.2")
def test_two_fields_and_a_key_and_it_stands_in_the_days_list(hall: Hall, chen: Clerk) -> None:
    answer = chen.fill_in("/enquiries/", **SAID)
    page = chen.get(answer["Location"])
    assert "已记下，今天第 1 条" in page
    assert "老人卡在哪儿补办 二楼社保窗口" in page
    assert "陈晓岚" in Clerk("lin").get("/enquiries/")


def test_nothing_that_was_said_stands_in_an_address(hall: Hall, chen: Clerk) -> None:
    answer = chen.fill_in("/enquiries/", **SAID, phone="13900005512")
    sought = chen.post("/enquiries/find", 302, text="老人卡")
    for address in (answer["Location"], sought["Location"]):
        assert "13900005512" not in address
        assert "%E8%80%81" not in address
    assert "老人卡在哪儿补办" in chen.get(sought["Location"])


def test_what_is_missing_is_named_at_its_field_and_nothing_is_lost(hall: Hall, chen: Clerk) -> None:
    answer = chen.fill_in("/enquiries/", 422, **{**SAID, "answered": ""})
    assert "请写“怎么答的、请去哪里”" in words(answer)
    assert "老人卡在哪儿补办" in answer.content.decode()
    assert Enquiry.objects.count() == 0


def test_a_phone_is_masked_in_the_list_and_whole_for_who_noted_it(hall: Hall, chen: Clerk) -> None:
    row = noted(chen, phone="13900005512")
    assert "139****5512" in chen.get("/enquiries/")
    assert "13900005512" not in chen.raw("/enquiries/").content.decode()
    assert "13900005512" in chen.raw(f"/enquiries/{row.uid}/").content.decode()
    assert "13900005512" not in Clerk("lin").raw(f"/enquiries/{row.uid}/").content.decode()


def test_a_correction_shows_what_stood_before_and_a_colleagues_is_refused(
    hall: Hall, chen: Clerk, clock: Clock
) -> None:
    row = noted(chen)
    clock.pass_by(minutes=5)
    chen.fill_in(f"/enquiries/{row.uid}/", asked=SAID["asked"], answered="改到三楼")
    page = chen.get("/enquiries/")
    assert "改到三楼" in page
    assert "以前写的是老人卡在哪儿补办／二楼社保窗口" in "".join(page.split())
    lin = Clerk("lin")
    assert "只能由本人更正" in lin.get(f"/enquiries/{row.uid}/")
    refused = lin.post(f"/enquiries/{row.uid}/", 422, asked="x", answered="y")
    assert "只能由本人更正" in words(refused)


def test_a_note_struck_out_no_longer_counts(hall: Hall, chen: Clerk) -> None:
    row = noted(chen)
    noted(chen, asked="生育津贴几时发")
    chen.post(f"/enquiries/{row.uid}/strike")
    page = chen.get("/enquiries/")
    assert "今天 1 条" in page
    assert "已作废" in page


@pytest.mark.clause("XF-9", "XF-10.1")
def test_it_becomes_a_case_and_names_it(hall: Hall, chen: Clerk) -> None:
    answer = chen.fill_in("/enquiries/", **{**SAID, "then": "case", "phone": "13900005512"})
    address = answer["Location"]
    form = chen.raw(address).content.decode()
    assert "老人卡在哪儿补办</textarea>" in form
    assert 'value="13900005512"' in form
    assert "当时答的" in form
    row = Enquiry.objects.get()
    carried = chen.carried(address)
    assert carried["enquiry"] == row.uid
    typed = {**PLAIN, "matter": SAID["asked"], **carried}
    refused = chen.post("/register/", 422, **{**typed, "name": ""})
    assert f'name="enquiry" value="{row.uid}"' in refused.content.decode()
    case_no = case_no_of(chen.post("/register/", **typed))
    page = chen.get("/enquiries/")
    assert case_no in page
    assert "转工单 1 件" in page
    assert "老人卡" not in page
    assert "二楼社保窗口" in chen.get(f"/cases/{case_no}/")
    again = chen.post("/register/", **typed)
    assert case_no_of(again) == case_no
    assert CaseRow.objects.count() == 1


def test_an_enquiry_of_another_window_is_not_taken_along(hall: Hall, chen: Clerk) -> None:
    chen.post("/register/", 404, **PLAIN, enquiry="0" * 32, command_id="1" * 32)
    assert CaseRow.objects.count() == 0


@pytest.mark.clause("XF-9.2.3")
def test_a_complaint_made_of_it_is_gone_for_those_complained_of(hall: Hall, chen: Clerk) -> None:
    row = noted(chen, asked="饶科长说话难听")
    noted(chen)
    form = chen.carried(f"/enquiries/{row.uid}/register")
    complaint = {"ground": "conduct", "accused_units": "tax", "accused_users": "lin"}
    chen.post("/register/", **{**PLAIN, **form, **complaint})
    page = Clerk("lin").get("/enquiries/")
    assert "今天 1 条" in page
    assert "饶科长" not in page
    assert "MQ2026" not in page
    assert "今天 2 条，转工单 1 件" in chen.get("/enquiries/")


@pytest.mark.parametrize("who", ["mo", "gu", "li"])
def test_the_windows_books_do_not_exist_for_others(hall: Hall, chen: Clerk, who: str) -> None:
    row = noted(chen)
    somebody = Clerk(who)
    for address in ("/enquiries/", "/answers/", "/places/", "/hand-over/"):
        somebody.raw(address, 404)
    somebody.raw(f"/enquiries/{row.uid}/", 404)
    somebody.raw(f"/enquiries/{row.uid}/register", 404)
    somebody.post(f"/enquiries/{row.uid}/strike", 404)
    assert "咨询登记" not in somebody.get("/")


def test_the_administrator_sees_no_enquiry_and_settles_how_long_they_are_kept(
    hall: Hall, chen: Clerk
) -> None:
    noted(chen)
    user = create_user("guan", "管信达", PASSWORD, must_change_password=False)
    appoint(user, Unit.objects.get(code="district"), ADMINISTRATOR)
    admin = Clerk("guan")
    admin.raw("/enquiries/", 404)
    page = admin.get("/centre-choices/")
    assert "咨询登记的文字保存多少天" in page
    chen.raw("/centre-choices/", 404)
    settle: dict[str, Any] = {"at": "hall", "name": "enquiry_days", "value": "30"}
    refused = admin.post("/centre-choices/", 422, **settle, because="")
    assert "请写明为什么这样定" in words(refused)
    admin.post("/centre-choices/", **settle, because="上级只要求一个月")
    page = admin.get("/centre-choices/")
    assert "本中心定：上级只要求一个月" in page
    assert "管信达 定为 30 天" in page
    assert Unit.objects.get(code="hall").settings["enquiry_days"] == 30


def test_a_day_asks_no_more_for_each_enquiry(hall: Hall, chen: Clerk) -> None:
    noted(chen)
    few = len(asked(chen, "/enquiries/"))
    for n in range(9):
        noted(chen, asked=f"第 {n} 个问题")
    assert len(asked(chen, "/enquiries/")) == few
    assert few <= FRAME + 14
