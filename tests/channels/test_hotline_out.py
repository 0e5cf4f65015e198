"""热线去信: what happened goes out once, in their fields, no result before it was told."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.test.utils import override_settings

from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.hotline import sending
from bancheng.channels.models import Order, Passage, Setup
from bancheng.core.calendar import CHINA
from bancheng.journal import read
from bancheng.people.change import Change
from bancheng.wire import rounds
from bancheng.wire.letter_row import Letter
from bancheng.wire.place_row import Place
from bancheng.wire.sending import Answer, NotSentError, Request
from tests.casework.hall import Hall
from tests.channels.orders import MATTER, NAME, PHONE, a_channel, order, say, their_program, then
from tests.web.conftest import NOW, Clock
from tests.wire.station import station

pytestmark = pytest.mark.database
AT = "2026-11-24 14:30"
SET: dict[str, Any] = {
    "address": "https://hotline.example/api",
    "key": "0123456789abcdef",
    "secret": "s" * 40,
}


class TheirSide:
    """Takes what is sent, without a wire."""

    def __init__(self) -> None:
        self.got: list[tuple[Request, dict[str, Any]]] = []
        self.fails = 0
        self.answer = b"{}"

    def __call__(self, request: Request) -> Answer:
        self.got.append((request, json.loads(request.body) if request.body else {}))
        if self.fails:
            self.fails -= 1
            raise NotSentError("没有连上")
        return Answer(200, {}, self.answer)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Which messages came and what they said."""
        return [(body["message"], body.get("text", "")) for _, body in self.got]


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> TheirSide:
    """The other side."""
    side = TheirSide()
    monkeypatch.setattr(sending, "send", side)
    return side


def round_of_the_clock(now: datetime = NOW) -> None:
    """What the tick does for channels."""
    setups.tell(now)
    rounds.run(now)


def an_order(hall: Hall, accepted: bool = True) -> str:
    """An order that has come and was registered."""
    setup = a_channel(**SET)
    case_no: str = say(their_program(), setup, order())["case_no"]
    hall.do("chen", case_no, "register", AT, matter=MATTER, name=NAME, phone=PHONE)
    if accepted:
        hall.do("chen", case_no, "accept", AT, ground="not_accepted", kind="general")
    return case_no


def carried_to_the_end(hall: Hall, case_no: str) -> None:
    """Placed, answered, told, completed, called back."""
    hall.do("jiang", case_no, "screen", AT)
    hall.do("gu", case_no, "transfer", AT, lead="housing", opinion="请办理", signature="顾清和")
    hall.do("mo", case_no, "claim", AT)
    hall.do("mo", case_no, "report_progress", AT, text="内部：等会签")
    hall.do("mo", case_no, "reply", AT, answer="result", text="图已盖章", signature="莫海涛")
    round_of_the_clock()
    hall.do("chen", case_no, "inform", AT, means="phone")
    hall.do("chen", case_no, "tell_acceptance", AT, means="phone")


@pytest.mark.clause("XF-6", "XF-9.2")
def test_every_step_that_concerns_them_goes_out_once_and_in_order(
    hall: Hall, theirs: TheirSide
) -> None:
    case_no = an_order(hall)
    carried_to_the_end(hall, case_no)
    assert "图已盖章" not in str(theirs.told), "nobody hears a result before the petitioner"
    hall.do("chen", case_no, "complete", AT, outcome="done")
    for _ in range(3):
        round_of_the_clock()
    assert theirs.told == [
        ("accepted", f"已受理，工单编号 {case_no}。"),
        ("progress", "已转区住建局办理。"),
        ("progress", "承办部门已反馈进展，正在办理。"),
        ("result", "办成。图已盖章。"),
    ]
    assert "内部" not in str(theirs.told)
    assert theirs.got[3][1]["outcome"] == "done"
    assert theirs.got[3][1]["order_no"] == "H-77"
    assert read.case(case_no)[-1].event == "result_returned", "which the window owes no more"
    assert [p.ref for p in Passage.objects.filter(way="went")] == ["H-77"] * 4


@pytest.mark.clause("XF-6")
def test_an_order_sent_back_says_why_and_its_end_here_is_no_result(
    hall: Hall, theirs: TheirSide
) -> None:
    case_no = an_order(hall, accepted=False)
    where = "人民法院（12368）"
    hall.do("chen", case_no, "decline", AT, refusal="litigation", where_to_go=where)
    hall.do("chen", case_no, "inform", AT, means="phone")
    hall.do("chen", case_no, "complete", AT, outcome="out_of_scope")
    round_of_the_clock()
    assert theirs.told == [("returned", f"不予受理：涉诉。可以去：{where}。")]
    assert Order.objects.get().returned
    assert read.case(case_no)[-1].event == "result_returned"


def test_what_did_not_arrive_goes_again_under_the_same_id(hall: Hall, theirs: TheirSide) -> None:
    case_no = an_order(hall)
    theirs.fails = 1
    round_of_the_clock()
    assert not Letter.objects.get().arrived_at
    assert not Passage.objects.filter(way="went").latest("pk").fine
    later = datetime(2026, 11, 24, 15, 0, tzinfo=CHINA)
    round_of_the_clock(later)
    first, second = theirs.got
    assert first[1] == second[1]
    assert first[1]["id"] == f"{case_no}:3"
    assert first[0].headers["Idempotency-Key"] == f"{case_no}:3"
    assert first[0].headers["X-Bancheng-Nonce"] != second[0].headers["X-Bancheng-Nonce"]
    round_of_the_clock(later)
    assert len(theirs.got) == 2


@pytest.mark.clause("XF-6")
def test_another_citys_fields_codes_and_yes_are_data(hall: Hall, theirs: TheirSide) -> None:
    mapping = """
takes: {order: data.no, fields: {matter: data.content}, kinds: {create: [1, "派"]}}
sends:
  path: /gd/push
  fields: {order_no: ~, id: ~, msgId: id, data.no: order, data.time: at, data.kind: message}
  fixed: {source: bcb, version: 2}
tells: {accepted: {path: /gd/accept, fields: {data.who: department}}}
words: {accept: 收到}
codes: {message: {accepted: "A1"}}
accepted_when: {field: head.code, values: [0]}
time: "%Y-%m-%d %H:%M:%S"
"""
    setup = a_channel(**SET, mapping=mapping)
    told = {"id": "m-1", "message": 1, "data": {"no": 778899, "content": MATTER}}
    case_no = say(their_program(), setup, told)["case_no"]
    hall.do("chen", case_no, "register", AT, matter=MATTER, name=NAME, phone=PHONE)
    hall.do("chen", case_no, "accept", AT, ground="not_accepted", kind="general")
    theirs.answer = b'{"head": {"code": 7}}'
    round_of_the_clock()
    request, body = theirs.got[0]
    assert request.url == "https://hotline.example/api/gd/accept"
    assert body["msgId"] == f"{case_no}:3"
    assert body["data"] == {"no": "778899", "time": "2026-11-24 14:30:00", "kind": "A1"}
    assert (body["source"], body["version"]) == ("bcb", 2)
    assert body["text"] == "收到"
    assert "head.code" in Letter.objects.get().failure, "a 200 that means no is no yes"
    theirs.answer = b'{"head": {"code": 0}}'
    round_of_the_clock(datetime(2026, 11, 24, 15, 0, tzinfo=CHINA))
    assert Letter.objects.get().arrived_at


@pytest.mark.clause("XF-11", "XF-6")
def test_no_mapping_tells_what_a_department_wrote_before_the_petitioner_was_told(
    hall: Hall, theirs: TheirSide
) -> None:
    mapping = """
acts: {reply: progress, report_progress: progress, screen: progress}
words: {reply: "{lead}：{text}。{result}。", report_progress: "{text}", screen: "{opinion}进展"}
"""
    setup = a_channel(**SET, mapping=mapping)
    case_no = say(their_program(), setup, order())["case_no"]
    hall.do("chen", case_no, "register", AT, matter=MATTER, name=NAME, phone=PHONE)
    hall.do("chen", case_no, "accept", AT, ground="not_accepted", kind="general")
    carried_to_the_end(hall, case_no)
    hall.do("chen", case_no, "complete", AT, outcome="done")
    round_of_the_clock()
    said = [text for message, text in theirs.told if message == "progress"]
    assert not [text for text in said if "盖章" in text or "会签" in text]
    assert theirs.told[-1] == ("result", "办成。图已盖章。")


def test_their_own_taking_back_is_not_told_back(hall: Hall, theirs: TheirSide) -> None:
    setup = a_channel(**SET)
    client = their_program()
    say(client, setup, order())
    say(client, setup, then("withdraw", text="市民撤诉"))
    round_of_the_clock()
    assert theirs.got == []


def test_while_it_is_off_nothing_goes_and_afterwards_all_of_it(
    hall: Hall, theirs: TheirSide
) -> None:
    an_order(hall)
    setup = Setup.objects.get()
    setups.switch(setup, False, "keeper", NOW)
    round_of_the_clock()
    assert theirs.got == []
    setups.switch(setup, True, "keeper", NOW)
    round_of_the_clock()
    assert len(theirs.got) == 1


def test_no_secret_lies_readable_and_none_is_told_in_the_record(hall: Hall, clock: Clock) -> None:
    setup = a_channel(**SET)
    assert b"ssss" not in bytes(setup.hidden)
    assert not [c for c in Change.objects.all() if "ssss" in c.sentence]
    assert "ssss" not in repr(setups.values_of(setup))


def test_the_zone_is_the_same_with_a_firm(hall: Hall, theirs: TheirSide) -> None:
    setup = a_channel("zone", "platform", **SET)
    assert adapters()["zone"].term == "经营主体诉求专区"
    firm = {"company": "山水甲有限公司", "credit_code": "91450300MA5KXXXXXX"}
    told = {"id": "z-1", "message": "create", "appeal_no": "Z-9", "content": MATTER, **firm}
    answer = say(their_program(), setup, {**told, "contact": NAME, "contact_phone": PHONE})
    case_no = answer["case_no"]
    assert answer["appeal_no"] == "Z-9"
    said = {field: text for (_, field), text in read.details(case_no).items()}
    assert (said["firm"], said["origin_no"]) == ("山水甲有限公司", "Z-9")
    assert "91450300MA5KXXXXXX" in str(said["reason"]), "a wrong code is kept as they wrote it"
    hall.do("chen", case_no, "register", AT, matter=MATTER, name=NAME, phone=PHONE)
    hall.do("chen", case_no, "accept", AT, ground="not_accepted", kind="general")
    round_of_the_clock()
    assert theirs.got[0][1]["appeal_no"] == "Z-9"
    assert "order_no" not in theirs.got[0][1]


TRIED = {401: "对方不认我们的密钥", 404: "没有“/status”这个路径", 503: "答复 503"}


@pytest.mark.clause("XF-6")
@pytest.mark.parametrize("status", TRIED)
def test_trying_it_says_what_to_do_about_the_answer(hall: Hall, status: int) -> None:
    with station(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n".encode()) as there:
        made = {"inside": True, "plain": True, "added_by": "keeper", "added_at": NOW}
        Place.objects.create(host="127.0.0.1", port=there.port, **made)
        with override_settings(CALLS_TO_THIS_MACHINE=True):
            setup = a_channel(address=f"http://127.0.0.1:{there.port}", signing="none")
            tried = adapters()["hotline"].try_it(setup, NOW)
    assert not tried.fine
    assert TRIED[status] in tried.said
