"""Texts to petitioners over a real gateway: what they need to know, once, and nothing more."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

from bancheng.casework.erase import erase
from bancheng.channels import setups
from bancheng.channels.models import Passage, Text
from bancheng.channels.sms import arriving
from bancheng.channels.sms.words import filled_in
from bancheng.cli.stand_ins.sms import Gateway
from bancheng.cli.stand_ins.stand import Heard, Stand
from bancheng.people.appoint import appoint, create_user
from bancheng.people.models import Unit
from bancheng.people.post import ADMINISTRATOR
from bancheng.wire import letters, rounds
from bancheng.wire.letter_row import Letter
from tests.casework.hall import PASSWORD, Hall, at
from tests.small_channels.conftest import Opened

pytestmark = pytest.mark.django_db
NINE = at("2026-11-23 09:00")
MATTER = "装电梯的材料交了四趟，两个窗口互相要对方的意见"


def texts(line: Stand, **more: object) -> dict[str, object]:
    return {
        "url": f"{line.url}/send",
        "report_url": f"{line.url}/reports",
        "for_petitioners": True,
        "sign_name": "【某区政务】",
        **more,
    }


def tick(now: datetime) -> None:
    setups.tell(now)
    rounds.run(now)


def said(gateway: Gateway) -> list[str]:
    return [text["content"] for text in gateway.sent.values()]


@pytest.mark.database
@pytest.mark.clause("XF-9.3", "XF-9.1")
def test_a_petitioner_is_texted_the_number_the_date_and_whom_to_call(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line))
    case_no = hall.placed("2026-11-23 09:00")
    tick(NINE)
    (text,) = gateway.sent.values()
    assert text["mobile"] == "13900005512"
    assert text["sign"] == "【某区政务】"
    assert text["content"] == (
        f"某区政务服务中心：您反映的事（{case_no}）交给部门去办了。最晚 11月24日 17:00 前 答复您。"
    )


@pytest.mark.clause("XF-9.3", "XF-7.5")
def test_no_text_says_what_the_matter_is_or_whose_it_is(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line, most_a_day=20))
    hall.register("2026-11-23 09:00", ground="conduct", accused_units=["housing"])
    tick(NINE)
    hall.ended("2026-11-23 10:00")
    tick(at("2026-11-23 10:01"))
    assert len(gateway.sent) == 2
    everything = b"".join(one.body for one in line.heard).decode()
    for word in (MATTER, "电梯", "秦桂芳", "已办好", "住建", "态度", "莫海涛", "投诉"):
        assert word not in everything


@pytest.mark.database
def test_the_same_round_again_sends_nothing_again(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line))
    hall.register("2026-11-23 09:00")
    for minute in range(3):
        tick(NINE + timedelta(minutes=minute))
    assert len(gateway.sent) == 1
    assert len([one for one in line.heard if one.path == "/send"]) == 1


def test_what_happened_before_it_was_switched_on_is_told_to_nobody(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    hall.register("2026-11-20 09:00")
    opened("sms", line, **texts(line))
    tick(NINE)
    assert gateway.sent == {}


def test_at_night_a_text_waits_until_the_morning(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line))
    hall.register("2026-11-23 20:30")
    tick(at("2026-11-23 20:31"))
    tick(at("2026-11-24 07:59"))
    assert gateway.sent == {}
    tick(at("2026-11-24 08:00"))
    assert len(gateway.sent) == 1


@pytest.mark.database
@pytest.mark.parametrize("fault", ["reset", "late_reset", "busy", "broken"])
def test_a_bad_line_neither_loses_a_text_nor_sends_it_twice(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand, fault: str
) -> None:
    opened("sms", line, **texts(line))
    hall.register("2026-11-23 09:00")
    line.faults.append(fault)
    for minute in range(0, 10, 2):
        tick(NINE + timedelta(minutes=minute))
    assert len(gateway.sent) == 1
    assert Text.objects.get().state in ("gone", "arrived")


def test_an_answer_of_200_that_says_no_is_a_failure(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    gateway.check = lambda heard: False
    opened("sms", line, **texts(line))
    case_no = hall.register("2026-11-23 09:00")
    tick(NINE)
    letter = Letter.objects.get()
    assert letter.stuck
    assert "401" in letter.failure
    assert arriving.not_arrived(case_no) is not None


def test_what_the_gateway_says_back_never_brings_the_phone_into_our_log(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line, body='{"mobile": "{phone}", "id": "{mark}"}'))
    hall.register("2026-11-23 09:00")
    tick(NINE)
    passage = Passage.objects.get(fine=False)
    assert "400" in passage.said
    assert "13900005512" not in passage.said + Letter.objects.get().failure


@pytest.mark.database
@pytest.mark.clause("XF-11")
def test_a_text_that_did_not_arrive_is_known_so_that_somebody_calls(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    gateway.unreachable.add("13900005512")
    opened("sms", line, **texts(line))
    case_no = hall.register("2026-11-23 09:00")
    tick(NINE)
    assert arriving.not_arrived(case_no) is None
    tick(NINE + timedelta(minutes=1))
    failed = arriving.not_arrived(case_no)
    assert failed is not None
    assert failed.why == "关机"
    gateway.unreachable.clear()
    hall.do("jiang", case_no, "screen", "2026-11-23 10:00")
    more = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-11-23 10:00", **more)
    for minute in range(2):
        tick(at("2026-11-23 10:01") + timedelta(minutes=minute))
    assert arriving.not_arrived(case_no) is None


def test_a_case_costs_no_more_than_so_many_texts_a_day(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line, most_a_day=2))
    case_no = hall.placed("2026-11-23 09:00")
    tick(NINE)
    for minute in range(10, 15):
        when = f"2026-11-23 09:{minute}"
        hall.do("chen", case_no, "call_unanswered", when)
        tick(at(when))
    assert len(gateway.sent) == 2
    assert Passage.objects.filter(fine=False, said__contains="今天已发 2 条").exists()


@pytest.mark.parametrize("phone", ["0700-7654321", "075582345678"])
def test_a_phone_that_takes_no_texts_gets_none(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand, phone: str
) -> None:
    opened("sms", line, **texts(line))
    hall.register("2026-11-23 09:00", phone=phone)
    tick(NINE)
    assert gateway.sent == {}
    assert not Letter.objects.exists()


def test_a_phone_put_right_meanwhile_is_the_one_that_is_used(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line))
    case_no = hall.register("2026-11-23 20:30")
    tick(at("2026-11-23 20:31"))
    right = {"corrected": 1, "phone": "13900007788", "text": "听错了", "reason": "听错了"}
    hall.do("chen", case_no, "correct", "2026-11-24 07:50", **right)
    tick(at("2026-11-24 08:01"))
    assert [text["mobile"] for text in gateway.sent.values()] == ["13900007788"]


@pytest.mark.database
def test_a_letter_that_waits_holds_neither_phone_nor_words_and_goes_with_its_case(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line))
    case_no = hall.register("2026-11-23 20:30")
    tick(at("2026-11-23 20:31"))
    assert set(letters.told_by(Letter.objects.get())) == {"text"}
    keeper = create_user("keeper", "白静文", PASSWORD, must_change_password=False)
    appoint(keeper, Unit.objects.get(code="district"), ADMINISTRATOR)
    erase(keeper, case_no, "保存期限已满", "erase-1", at("2026-11-23 21:00"))
    tick(at("2026-11-24 08:01"))
    assert gateway.sent == {}
    assert not Text.objects.exists()


def test_a_request_is_signed_as_the_manual_says(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    def signed(heard: Heard) -> bool:
        mac = HMAC(b"the-shared-secret", hashes.SM3())
        told = heard.told
        mac.update(f"acc{heard.headers['X-Time']}{told.get('mobile')}".encode())
        return bool(heard.headers["X-Sign"] == mac.finalize().hex())

    gateway.check = signed
    headers = "X-Time: {time}\nX-Sign: {signature}"
    signing = {"account": "acc", "secret": "the-shared-secret", "algorithm": "hmac-sm3"}
    opened("sms", line, **texts(line, headers=headers, report_url="", **signing))
    hall.register("2026-11-23 09:00")
    tick(NINE)
    assert len(gateway.sent) == 1


def test_a_quotation_mark_breaks_out_of_no_place(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line, sign_name='【"}某\n区】'))
    hall.register("2026-11-23 09:00")
    tick(NINE)
    (text,) = gateway.sent.values()
    assert text["sign"] == '【"}某\n区】'
    body = json.loads(next(one for one in line.heard if one.path == "/send").body)
    assert set(body) == {"mobile", "content", "sign", "id"}


def test_a_centre_says_it_in_its_own_words_or_not_at_all(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened(
        "sms", line, **texts(line, words="accept = 收到，编号{number}。最晚{until}。\ntransfer =")
    )
    case_no = hall.register("2026-11-23 09:00")
    tick(NINE)
    hall.do("jiang", case_no, "screen", "2026-11-23 09:10")
    more = {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}
    hall.do("gu", case_no, "transfer", "2026-11-23 09:10", **more)
    tick(at("2026-11-23 09:11"))
    assert said(gateway) == [f"收到，编号{case_no}。"]


@pytest.mark.parametrize("before", ["前", " 前", "之前", "以前"])
def test_no_text_says_before_twice(before: str) -> None:
    told = filled_in(f"请等到{{until}}{before}。", {"until": "11月24日 17:00 前"})
    assert told == f"请等到11月24日 17:00{before}。"
