"""What a petitioner may do on their own case, and that it reaches nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bancheng.casework.door import Order, handle, open_case
from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.files import uploads
from bancheng.journal import read
from bancheng.petitioner import acting, making
from bancheng.web.public.own_form import mark_of
from tests.casework.hall import COMMANDS, Hall, at
from tests.files.made import picture
from tests.petitioner.plain_language import faults
from tests.petitioner.visitor import Visitor

pytestmark = pytest.mark.database
DAY = "2026-11-20 09:00"


def inside(case_no: str) -> Visitor:
    """Somebody who asked rightly."""
    code = making.make(case_no, "chen", f"code {next(COMMANDS)}", timezone.now())
    assert code is not None
    visitor = Visitor()
    visitor.asks(code)
    return visitor


@pytest.mark.clause("SC-7.1.3")
def test_what_a_one_time_notice_asks_for_is_brought_from_home(hall: Hall) -> None:
    case_no = _registered(hall)
    hall.do("chen", case_no, "give_notice", DAY, missing="还缺身份证照片", next_step="补来就收")
    visitor = inside(case_no)
    assert "还缺身份证照片" in visitor.reads("/mine")
    assert "请选照片" in visitor.sends("/mine/supplement", 422).content.decode()
    photo = SimpleUploadedFile("身份证.jpg", picture(), "image/jpeg")
    visitor.sends("/mine/supplement", attach=photo)
    assert "您补来了材料" in visitor.reads("/mine")
    found = look(hall.people["chen"], case_no, timezone.now())
    assert found.case.stage == "registered"
    assert found.entries[-1].event.by.role == "petitioner"
    assert len(found.case.files) == 1


def test_what_one_sent_can_be_looked_at_again_and_nothing_else_of_the_case(hall: Hall) -> None:
    case_no = _registered(hall)
    hall.do("chen", case_no, "give_notice", DAY, missing="还缺身份证照片", next_step="补来就收")
    visitor = inside(case_no)
    photo = SimpleUploadedFile("身份证.jpg", picture(), "image/jpeg")
    visitor.sends("/mine/supplement", attach=photo)
    inner = uploads.send("chen", "内部核查.txt", "只给窗口看。".encode(), timezone.now())
    note = Order("note", {"text": "核查过了", "files": [inner.attachment.id]})
    handle(hall.people["chen"], case_no, [note], f"note {next(COMMANDS)}", None, timezone.now())
    found = look(hall.people["chen"], case_no, timezone.now())
    theirs, ours = found.case.files
    page = visitor.reads("/mine")
    assert "身份证.jpg" in page
    assert "内部核查" not in page
    answer = visitor.get(f"/mine/papers/{theirs}")
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    visitor.get(f"/mine/papers/{ours}", 404)
    Visitor().get(f"/mine/papers/{theirs}", 302)


@pytest.mark.clause("XF-A2")
def test_the_record_is_confirmed_with_a_name_bound_to_its_words(hall: Hall) -> None:
    case_no = hall.register(DAY)
    visitor = inside(case_no)
    assert "请在框里签名" in visitor.sends("/mine/confirm", 422).content.decode()
    visitor.sends("/mine/confirm", signature="秦桂芳")
    found = look(hall.people["chen"], case_no, timezone.now())
    assert found.case.confirmed()
    assert found.entries[-1].texts["signature"] == "秦桂芳"
    assert found.entries[-1].texts["signed_matter"] == found.text("matter")
    assert visitor.get("/mine/confirm", 302)["Location"] == "/w/hall/mine"


@pytest.mark.clause("XF-6", "XF-13", "SC-9.2")
def test_who_is_not_satisfied_says_so_and_somebody_owes_the_follow_up(hall: Hall) -> None:
    case_no = hall.ended(DAY)
    visitor = inside(case_no)
    page = visitor.reads("/mine")
    assert "这件事办完了" in page
    assert "已办好" in page
    assert "请选一个" in visitor.sends("/mine/rate", 422, solved="unsolved").content.decode()
    visitor.sends("/mine/rate", solved="unsolved", satisfaction="dissatisfied", said="还没装上")
    found = look(hall.people["jiang"], case_no, timezone.now())
    assert (found.case.satisfaction, found.case.solved) == ("dissatisfied", "unsolved")
    assert any("reopen" in duty.owed for duty in found.case.owed())
    hall.do("jiang", case_no, "reopen", "2026-11-22 23:00", reason="没有装上")
    assert "重新开始办" in visitor.reads("/mine")


@pytest.mark.clause("XF-8")
def test_who_was_sent_away_has_it_looked_at_again(hall: Hall) -> None:
    case_no = _registered(hall)
    given = {"refusal": "litigation", "basis": "第八条", "where_to_go": "区法院"}
    hall.do("chen", case_no, "decline", DAY, **given)
    visitor = inside(case_no)
    assert "这件事不归这个窗口办" in visitor.reads("/mine")
    assert "请写写为什么" in visitor.sends("/mine/ask_review", 422).content.decode()
    visitor.sends("/mine/ask_review", reason="这件事没有打官司")
    found = look(hall.people["gu"], case_no, timezone.now())
    assert any("review_decline" in duty.owed for duty in found.case.owed())


def test_a_double_tap_acts_once(hall: Hall) -> None:
    case_no = hall.ended(DAY)
    visitor = inside(case_no)
    fields: dict[str, Any] = {**visitor.carried("/mine/rate"), "satisfaction": "satisfied"}
    before = read.version_of(case_no)
    for _ in range(2):
        visitor.posts("/mine/rate", **fields)
    assert read.version_of(case_no) == before + 1


@pytest.mark.parametrize(
    ("act", "first", "then"),
    [
        ("rate", {"satisfaction": "satisfied"}, {"satisfaction": "dissatisfied"}),
        ("rate", {"satisfaction": "satisfied", "said": "好"}, {"said": "不好"}),
        ("rate", {"satisfaction": "satisfied"}, {"solved": "unsolved"}),
        ("supplement", {"text": "少一张"}, {"text": "少两张"}),
        ("supplement", {"text": "少一张"}, {"attach": "身份证.jpg"}),
        ("supplement", {"attach": "身份证.jpg"}, {"text": "少一张"}),
        ("confirm", {"signature": "秦桂芳"}, {"signature": "秦桂芬"}),
    ],
)
def test_what_was_changed_before_it_came_again_is_said_not_to_be_in_it(
    hall: Hall, act: str, first: dict[str, str], then: dict[str, str]
) -> None:
    case_no = hall.ended(DAY) if act == "rate" else _registered(hall)
    if act == "supplement":
        hall.do("chen", case_no, "give_notice", DAY, missing="还缺照片", next_step="补来就收")
    visitor = inside(case_no)
    fields = {**visitor.carried(f"/mine/{act}"), **first}
    for again, is_told in ((fields, False), (fields, False), ({**fields, **then}, True)):
        sent: dict[str, Any] = dict(again)
        if "attach" in sent:
            sent["attach"] = SimpleUploadedFile(sent["attach"], picture(), "image/jpeg")
        page = visitor.client.get(visitor.posts(f"/mine/{act}", **sent)["Location"])
        assert ("没有收进去" in page.content.decode()) is is_told
        assert faults(page.content.decode()) == []


def test_what_a_standard_does_not_give_the_petitioner_is_neither_offered_nor_done(
    hall: Hall,
) -> None:
    case_no = hall.ended(DAY)
    visitor = inside(case_no)
    page = visitor.get("/mine").content.decode()
    assert "/mine/rate" in page
    assert "/mine/reopen" not in page  # that is the leading office's here
    before = read.version_of(case_no)
    for act in ("reopen", "withdraw"):  # the office's here; over already
        refused = visitor.posts(f"/mine/{act}", 422, reason="没办好", case=mark_of(case_no))
        assert "现在不能这样做了" in refused.content.decode()
        assert faults(refused.content.decode()) == []
    for act in ("complete", "note", "attach", "correct", "erase", "archive"):
        visitor.get(f"/mine/{act}", 404)
        visitor.posts(f"/mine/{act}", 404, text="x")
        with pytest.raises(Refusal):
            acting.act(case_no, act, {"text": "x"}, "", f"try {act}", timezone.now())
    assert read.version_of(case_no) == before


def test_one_petitioners_session_reaches_nobody_elses_case(hall: Hall) -> None:
    mine, other = hall.register(DAY), hall.ended(DAY)
    visitor = inside(mine)
    before = read.version_of(other)
    visitor.posts("/mine/withdraw", case_no=other, case=mark_of(mine), command_id="x")
    assert read.version_of(other) == before
    assert look(hall.people["chen"], mine, timezone.now()).case.outcome == "withdrawn"
    for address in (f"/cases/{other}/", f"/cases/{mine}/", "/", "/cases/", f"/cases/{mine}/rate"):
        assert visitor.client.get(address)["Location"].startswith("/sign-in")


def _registered(hall: Hall) -> str:
    """At the counter, not decided yet."""
    given = {"matter": "装电梯", "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}
    number = f"test-{next(COMMANDS)}"
    return open_case(
        hall.people["chen"], "hall", [Order("register", given)], number, at(DAY)
    ).case_no
