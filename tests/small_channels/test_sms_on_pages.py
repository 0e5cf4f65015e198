"""Texts where people meet them: the settings, the case page, the form, the staff's own notices."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pydantic import ValidationError

from bancheng.channels.sms.settings import SmsSettings
from bancheng.channels.sms.words import WORDS
from bancheng.cli.stand_ins.sms import Gateway
from bancheng.cli.stand_ins.stand import Stand
from bancheng.core.acts import ACTS
from bancheng.notices import preference, spreading
from bancheng.notices.preference import Preference
from bancheng.notices.senders import on_offer
from bancheng.people.appoint import appoint, create_user
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.seats import unit_by_code
from tests.casework.hall import PASSWORD, Hall, at
from tests.petitioner.plain_language import faults
from tests.petitioner.visitor import Visitor
from tests.small_channels.conftest import Opened
from tests.small_channels.test_sms import texts, tick
from tests.web.clerk import Clerk

pytestmark = pytest.mark.django_db
NINE = at("2026-11-23 09:00")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("body", '{"to": "{mobil}"}', "没有“{mobil}”这个位置"),
        ("headers", "X-Sign {signature}", "不是标头"),
        ("words", "accept = {matter}", "没有“{matter}”这个位置"),
        ("words", "acept = 好", "不是办理动作的名称"),
        ("words", "accept", "写得不对"),
        ("quiet_from", "8点", "写成 20:00 这样"),
        ("try_phone", "0700-1", "写 11 位手机号"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_at_its_field(
    field: str, value: str, told: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        SmsSettings.model_validate({field: value})
    (error,) = refused.value.errors()
    assert error["loc"] == (field,)
    assert told in error["msg"]


def test_every_text_is_of_a_known_act_short_and_of_places_that_name_nobody() -> None:
    for act, words in WORDS.items():
        assert act in ACTS
        assert len(words) <= 70, "one text, not two"


def test_a_text_that_waits_for_the_morning_is_not_said_to_be_on_its_way(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = at("2026-11-23 20:31")
    monkeypatch.setattr(timezone, "now", lambda: night)
    root = create_user("root", "管信达", PASSWORD, must_change_password=False)
    appoint(root, unit_by_code("district"), ADMINISTRATOR)
    setup = opened("sms", line, **texts(line))
    hall.register("2026-11-23 20:30")
    tick(night)
    keeper = Clerk("root")
    for page in ("/channels/", f"/channels/{setup.pk}/"):
        shown = keeper.get(page)
        assert "1 封夜里不打扰，明天 08:00 发" in shown
        assert "封在路上" not in shown


def test_staff_are_texted_by_their_own_centres_gateway_and_no_case_is_named(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    opened("sms", line, **texts(line, for_petitioners=False, for_staff=True))
    preference.choose(Preference(username="lin", channels={"sms": "13900001111"}))
    case_no = hall.register("2026-11-23 09:00", kind="consultation", ground="other")
    spreading.run(NINE)
    (text,) = gateway.sent.values()
    assert text["mobile"] == "13900001111"
    assert "条新通知" in text["content"]
    assert case_no not in line.heard[0].body.decode()


def test_the_road_for_staff_is_offered_only_where_a_gateway_is_switched_on(
    hall: Hall, opened: Opened, line: Stand
) -> None:
    assert "sms" not in on_offer()
    opened("sms", line, **texts(line, for_staff=True))
    assert "sms" in on_offer()


@pytest.mark.clause("XF-11")
def test_the_window_reads_on_the_case_page_that_a_text_did_not_arrive_and_others_do_not(
    hall: Hall, opened: Opened, gateway: Gateway, line: Stand
) -> None:
    gateway.unreachable.add("13900005512")
    opened("sms", line, **texts(line))
    case_no = hall.placed("2026-11-23 09:00")
    tick(NINE)
    tick(NINE + timedelta(minutes=1))
    page = Clerk("chen").get(f"/cases/{case_no}/")
    assert "短信没有送到" in page
    assert "关机" in page
    assert "短信没有送到" not in Clerk("mo").get(f"/cases/{case_no}/")
    hall.do("chen", case_no, "note", "2026-11-23 09:30", text="打了电话，告诉本人了")
    assert "短信没有送到" not in Clerk("chen").get(f"/cases/{case_no}/")


def test_a_petitioner_learns_that_texts_are_sent_before_leaving_a_phone(
    hall: Hall, opened: Opened, line: Stand
) -> None:
    visitor = Visitor()
    assert "短信" not in visitor.reads("/submit")
    opened("sms", line, **texts(line))
    page = visitor.get("/submit")
    assert "发短信的公司看得到您的号码" in page.content.decode()
    assert not faults(page.content.decode())
