"""去哪里办、常见答复 on pages: chosen on the forms of acts, put in without a script, counted."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bancheng.casework.look import look
from bancheng.counter.answer_row import Answer, AnswerUse
from bancheng.counter.place_row import Place
from tests.casework.hall import Hall
from tests.web.clerk import Clerk, case_no_of, checked, words
from tests.web.conftest import NOW, Clock

pytestmark = pytest.mark.database
COURT: dict[str, Any] = {
    "name": "某区人民法院立案庭",
    "what_for": "要起诉的",
    "address": "环城路 1 号",
    "phone": "0799-0000001",
    "hours": "工作日 9 时至 17 时",
    "refusals": ["litigation"],
}
CARD: dict[str, Any] = {
    "title": "老年人优待卡怎么办",
    "item": "老年优待卡",
    "question": "老人卡在哪里办",
    "text": "带身份证到二楼综合窗口，当场领。",
    "basis": "办理指南第三条",
    "valid_until": "2027-06-30",
}


def sent(clerk: Clerk, page: str, status: int, entry: dict[str, Any]) -> Any:
    """Fill in an entry of the directory, one of whose fields is called like an argument."""
    return checked(clerk.client.post(page, {**clerk.carried(page), **entry}), status)


def kept_place(clerk: Clerk) -> Place:
    sent(clerk, "/places/new", 303, COURT)
    return Place.objects.get(ended_at=None)


def kept_answer(writer: Clerk, reader: Clerk, **more: Any) -> Answer:
    answer = writer.fill_in("/answers/new", **{**CARD, **more})
    reader.post(f"{answer['Location']}decide", good="yes")
    return Answer.objects.get(uid=answer["Location"].split("/")[2])


@pytest.mark.clause("XF-8")
def test_the_window_keeps_a_directory_that_says_what_nobody_checked(
    hall: Hall, chen: Clerk, clock: Clock
) -> None:
    assert "还没有去处的不予受理情形：涉法、涉诉" in chen.get("/places/")
    kept_place(chen)
    page = chen.get("/places/")
    assert "某区人民法院立案庭 涉诉" in page
    assert "还没有去处的不予受理情形：涉法、信访" in page
    clock.pass_by(days=100)
    late = Clerk("lin")
    assert "1 处超过 90 天没有核对" in late.get("/places/")
    late.post(f"/places/{Place.objects.get().entry}/check", at="hall")
    assert "没有核对" not in late.get("/places/")


def test_an_entry_is_changed_and_says_what_it_said_before(hall: Hall, chen: Clerk) -> None:
    entry = kept_place(chen).entry
    address = f"/places/{entry}/"
    sent(Clerk("lin"), address, 303, {**COURT, "phone": "0799-0000009"})
    page = chen.get(address)
    assert "0799-0000009" in page
    assert "0799-0000001" in page
    assert "由林佩文改过或撤下" in page
    chen.post(f"{address}end", at="hall")
    assert "还没有登记去处" in chen.get("/places/")


def test_what_would_send_people_nowhere_is_refused_at_its_field(hall: Hall, chen: Clerk) -> None:
    answer = sent(chen, "/places/new", 422, {**COURT, "phone": "", "address": ""})
    assert "电话和地址至少填一项" in words(answer)
    assert "某区人民法院立案庭" in answer.content.decode()
    assert Place.objects.count() == 0


@pytest.mark.clause("XF-8", "SC-5.2.a")
def test_a_body_chosen_on_the_form_is_written_into_the_refusal_without_a_script(
    hall: Hall, chen: Clerk
) -> None:
    entry = kept_place(chen).entry
    answer = chen.registers(then="only", kind="", ground="")
    case_no = case_no_of(answer)
    form = chen.raw(f"/cases/{case_no}/decline").content.decode()
    assert f'value="{entry}"' in form
    assert "地址：环城路 1 号" in form
    page = chen.does(case_no, "decline", refusal="litigation", place=entry)
    assert "告知去向：某区人民法院立案庭，地址：环城路 1 号，电话：0799-0000001" in page


def test_what_was_written_by_hand_is_never_replaced_by_a_choice(hall: Hall, chen: Clerk) -> None:
    entry = kept_place(chen).entry
    refusing: dict[str, Any] = {
        "refusal": "litigation",
        "where_to_go": "区法院二楼找小王",
        "place": entry,
    }
    case_no = case_no_of(chen.registers(then="decline", **refusing))
    assert look(hall.people["chen"], case_no, NOW).text("where_to_go") == "区法院二楼找小王"


@pytest.mark.clause("XF-8")
def test_the_registration_screen_declines_with_a_chosen_body(hall: Hall, chen: Clerk) -> None:
    entry = kept_place(chen).entry
    refusing: dict[str, Any] = {"refusal": "litigation", "place": entry}
    case_no = case_no_of(chen.registers(then="decline", **refusing))
    said = look(hall.people["chen"], case_no, NOW).text("where_to_go")
    assert said is not None
    assert "0799-0000001" in said


@pytest.mark.clause("XF-9.2.5")
def test_guiding_elsewhere_offers_the_directory_too(hall: Hall, chen: Clerk) -> None:
    entry = kept_place(chen).entry
    case_no = hall.register("2026-11-24 10:00", kind="consultation", ground="other")
    page = chen.does(case_no, "guide", place=entry)
    assert "告知办理渠道：某区人民法院立案庭" in page


@pytest.mark.clause("SC-7.2.1", "XF-10.1")
def test_an_answer_is_checked_by_a_second_person_and_put_in_without_a_script(
    hall: Hall, chen: Clerk
) -> None:
    lin = Clerk("lin")
    answer = chen.fill_in("/answers/new", **CARD)
    address = answer["Location"]
    assert "自己写的，要请另一位同事核对" in chen.get(address)
    chen.post(f"{address}decide", good="yes")
    assert "自己写的要请另一位同事核对" in chen.get(address)
    assert "1 条等着核对" in lin.get("/answers/")
    lin.post(f"{address}decide", good="yes")
    matter = "想给老人办优待卡，去哪里办"
    case_no = hall.register("2026-11-24 10:00", kind="consultation", ground="other", matter=matter)
    form = chen.raw(f"/cases/{case_no}/answer").content.decode()
    assert CARD["title"] in form
    uid = address.split("/")[2]
    with_it = f"/cases/{case_no}/answer?use={uid}"
    page = chen.raw(with_it).content.decode()
    assert f"{CARD['text']}\n依据：{CARD['basis']}</textarea>" in page
    carried = chen.carried(with_it)
    assert carried["answer_used"] == uid
    text = f"{CARD['text']}\n依据：{CARD['basis']}"
    chen.post(f"/cases/{case_no}/answer", **carried, text=text)
    assert AnswerUse.objects.get().where == "case"
    assert "用过 1 次" in lin.get(address)


def test_an_answer_put_into_the_log_is_counted(hall: Hall, chen: Clerk) -> None:
    row = kept_answer(chen, Clerk("lin"))
    part = chen.post("/enquiries/at-hand", 200, asked="老人卡在哪里办")
    assert f'data-answer="{row.uid}"' in part.content.decode()
    noted = {"asked": "老人卡在哪里办", "answered": CARD["text"], "then": "note"}
    chen.fill_in("/enquiries/", **noted, answer_used=row.uid)
    assert AnswerUse.objects.get().where == "enquiry"


def test_an_answer_over_its_date_is_flagged_and_offered_no_more(
    hall: Hall, chen: Clerk, clock: Clock
) -> None:
    kept_answer(chen, Clerk("lin"), valid_until="2026-11-30")
    clock.pass_by(days=10)
    late = Clerk("chen")
    assert "1 条的依据过了日子" in late.get("/answers/")
    part = late.post("/enquiries/at-hand", 200, asked="老人卡在哪里办")
    assert CARD["title"] not in part.content.decode()


@pytest.mark.clause("SC-7.2.1")
def test_a_closed_cases_answer_is_taken_over_and_must_be_cleaned(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00", kind="consultation", ground="other")
    assert "做成常见答复" not in chen.get(f"/cases/{case_no}/")
    hall.do("chen", case_no, "answer", "2026-11-24 10:05", text="秦桂芳可以到二楼当场办")
    hall.do("chen", case_no, "complete", "2026-11-24 10:10", outcome="done")
    assert "做成常见答复" in chen.get(f"/cases/{case_no}/")
    address = f"/answers/new?case={case_no}"
    form = chen.raw(address).content.decode()
    assert "秦桂芳可以到二楼当场办" in form
    given = {**CARD, "text": "秦桂芳可以到二楼当场办"}
    refused = chen.fill_in(address, 422, **given)
    assert "文字里还有“秦桂芳”" in words(refused)
    answer = chen.fill_in(address, **CARD)
    assert case_no in chen.get(answer["Location"])


def test_a_complaint_about_conduct_is_nobodys_model(hall: Hall, chen: Clerk) -> None:
    case_no = hall.register("2026-11-24 10:00", ground="conduct", accused_units=["tax"])
    hall.do("chen", case_no, "explain", "2026-11-24 10:05", basis="x", understood="true",
            jointly_with=["land"])  # fmt: skip
    hall.do("gu", case_no, "note", "2026-11-24 10:06", text="x")
    assert "做成常见答复" not in chen.get(f"/cases/{case_no}/")
    chen.raw(f"/answers/new?case={case_no}", 404)


def test_wordings_are_found_by_two_characters_and_rewritten(hall: Hall, chen: Clerk) -> None:
    row = kept_answer(chen, Clerk("lin"))
    found = chen.post("/answers/", 302, text="优待")
    assert CARD["title"] in chen.get(found["Location"])
    nothing = chen.post("/answers/", 302, text="护照")
    assert "没有找到" in chen.get(nothing["Location"])
    chen.fill_in(f"/answers/{row.uid}/edit", **{**CARD, "text": "改到三楼。"})
    page = chen.get(f"/answers/{row.uid}/")
    assert "等着核对的一版改到三楼" in page.replace(" ", "")
    assert CARD["text"] in page
    assert re.search("第 2 版 待核对", page)


def test_a_stranger_to_the_registration_screen_gets_no_directory(hall: Hall) -> None:
    kept_place(Clerk("chen"))
    assert "立案庭" not in Clerk("mo").get("/")
    Clerk("mo").post("/enquiries/at-hand", 404, asked="法院")
