"""Notices by mail: to a server of the list, at the address looked at, encrypted, naming no case."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.header import decode_header
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from bancheng.channels.adapter import adapters
from bancheng.channels.models import Passage
from bancheng.channels.setup_row import Setup
from bancheng.cli.stand_ins.post_office import PostOffice
from bancheng.notices import preference, spreading
from bancheng.notices.message import Message
from bancheng.notices.preference import Preference
from bancheng.notices.senders import on_offer
from bancheng.wire.mailing import MailServer, post
from bancheng.wire.place_row import Place
from bancheng.wire.sending import NotSentError
from tests.casework.hall import Hall, at
from tests.small_channels.conftest import SINCE, Opened
from tests.wire.certificates import server_side

pytestmark = pytest.mark.django_db
NINE = at("2026-11-23 09:00")
LETTER = EmailMessage("办成", "有新的通知", "window@example.gov.cn", ["lin@example.gov.cn"])


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office


def put(host: str, port: int, *, plain: bool = True) -> None:
    more = {"inside": True, "plain": plain, "added_by": "keeper", "added_at": SINCE}
    Place.objects.create(host=host, port=port, **more)


def opened_for(opened: Opened, office: PostOffice, **more: object) -> Setup:
    chosen = {"host": "127.0.0.1", "port": office.port, "security": "plain"}
    return opened("mail", None, **{**chosen, "sender": "window@example.gov.cn", **more})


def test_a_member_of_staff_gets_one_mail_a_round_that_names_no_case(
    hall: Hall, opened: Opened, office: PostOffice
) -> None:
    opened_for(opened, office)
    put("127.0.0.1", office.port)
    preference.choose(Preference(username="lin", channels={"mail": "lin@example.gov.cn"}))
    case_no = hall.register("2026-11-23 09:00", kind="consultation", ground="other")
    spreading.run(NINE)
    spreading.run(NINE)
    (letter,) = office.letters
    told = email.message_from_bytes(letter)
    text = told.get_payload(decode=True)
    assert isinstance(text, bytes)
    assert "条新通知" in text.decode()
    ((subject, charset),) = decode_header(str(told["Subject"]))
    assert isinstance(subject, bytes)
    assert subject.decode(charset or "utf-8") == "办成：有新的通知"
    assert case_no not in letter.decode()
    assert Passage.objects.get().said == "邮件服务器收下了。"


@pytest.mark.parametrize(("code", "again"), [(450, True), (550, False)])
def test_what_the_server_does_not_take_is_tried_again_where_that_may_help(
    hall: Hall, opened: Opened, office: PostOffice, code: int, again: bool
) -> None:
    opened_for(opened, office)
    put("127.0.0.1", office.port)
    office.refusing = code
    with pytest.raises(NotSentError) as refused:
        post(MailServer("127.0.0.1", office.port, "plain"), LETTER)
    assert refused.value.again is again
    assert str(refused.value) == f"127.0.0.1 没有收下（{code}）。"
    preference.choose(Preference(username="lin", channels={"mail": "lin@example.gov.cn"}))
    hall.register("2026-11-23 09:00", kind="consultation", ground="other")
    spreading.run(NINE)
    message = Message.objects.get()
    assert message.sent_at is None
    assert str(code) in message.failure
    assert "lin@" not in message.failure + Passage.objects.get().said


@pytest.mark.parametrize("case", ["not listed", "not plain", "clouds' secrets"])
def test_a_server_that_may_not_be_called_is_not_called(
    hall: Hall, office: PostOffice, settings: Settings, case: str
) -> None:
    settings.CALLS_TO_THIS_MACHINE = True
    host = "127.0.0.1" if case != "clouds' secrets" else "mail.example.gov.cn"
    if case != "not listed":
        put(host, office.port, plain=case != "not plain")
    with pytest.raises(NotSentError) as refused:
        post(
            MailServer(host, office.port, "plain"),
            LETTER,
            lambda name, port: ["127.0.0.1", "169.254.169.254"] if case[0] == "c" else [name],
        )
    assert not refused.value.again
    assert office.connections == 0


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    ("name", "trusted", "fine"),
    [("localhost", True, True), ("localhost", False, False), ("another.example", True, False)],
)
def test_the_certificate_must_be_the_hosts_and_of_a_known_authority(
    hall: Hall, tmp_path: Path, settings: Settings, at_once: bool, name: str, trusted: bool,
    fine: bool,
) -> None:  # fmt: skip
    settings.CALLS_TO_THIS_MACHINE = True
    context, authority = server_side(tmp_path, name)
    settings.TRUSTED_AUTHORITIES = authority if trusted else ""
    with PostOffice(context, at_once) as office:
        put("localhost", office.port, plain=False)
        server = MailServer("localhost", office.port, "tls" if at_once else "starttls")
        if fine:
            post(server, LETTER, lambda name, port: ["127.0.0.1"])
        else:
            with pytest.raises(NotSentError, match="证书不对"):
                post(server, LETTER, lambda name, port: ["127.0.0.1"])
        assert len(office.letters) == int(fine)


def test_a_server_without_encryption_gets_nothing_where_encryption_was_asked_for(
    hall: Hall, office: PostOffice, settings: Settings
) -> None:
    settings.CALLS_TO_THIS_MACHINE = True
    put("127.0.0.1", office.port, plain=False)
    with pytest.raises(NotSentError, match="不支持这样加密"):
        post(MailServer("127.0.0.1", office.port, "starttls"), LETTER)
    with pytest.raises(NotSentError, match="加密没有谈成"):
        post(MailServer("127.0.0.1", office.port, "tls"), LETTER)
    assert office.letters == []


def test_trying_it_sends_a_mail_to_oneself(hall: Hall, opened: Opened, office: PostOffice) -> None:
    adapter = adapters()["mail"]
    setup = opened_for(opened, office)
    assert "请先填" in adapter.try_it(setup, NINE).said
    mine = opened_for(opened, office, try_to="keeper@example.gov.cn")
    assert "不在可以连的地址里" in adapter.try_it(mine, NINE).said
    put("127.0.0.1", office.port)
    assert adapter.try_it(mine, NINE).fine
    assert b"To: keeper@example.gov.cn" in office.letters[0]


def test_the_road_is_offered_only_where_a_server_is_switched_on(
    hall: Hall, opened: Opened, office: PostOffice
) -> None:
    assert "mail" not in on_offer()
    opened_for(opened, office)
    assert "mail" in on_offer()
