"""The notice stands where something is asked for, and names whoever the program lets read."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bancheng.casework.door import Order, open_case
from bancheng.casework.surroundings import standard_for
from bancheng.channels.adapter import adapters
from bancheng.channels.setup_row import Setup
from bancheng.clients.keeping import Wanted, new_client
from bancheng.people.models import Unit
from bancheng.web.public.privacy_page import OF_CHANNEL, TOLD_NOTHING
from tests.casework.hall import COMMANDS, Hall, at
from tests.petitioner.test_own_acts import inside
from tests.petitioner.visitor import Visitor

pytestmark = pytest.mark.database
DAY = "2026-11-20 09:00"
LINK = 'href="/w/hall/privacy"'
COVER = "请把用不着的地方遮住"


def test_the_notice_stands_wherever_something_is_written_signed_or_brought(hall: Hall) -> None:
    told = Visitor().get("/submit").content.decode()
    assert LINK in told
    assert COVER in told
    signed, noticed = _registered(hall), _registered(hall)
    hall.do("chen", noticed, "give_notice", DAY, missing="还缺照片", next_step="补来就收")
    for case_no, act, brings in (
        (signed, "confirm", False),
        (noticed, "supplement", True),
        (hall.ended(DAY), "rate", False),
    ):
        told = inside(case_no).get(f"/mine/{act}").content.decode()
        assert LINK in told, act
        assert (COVER in told) is brings, act


def test_everybody_whom_the_standard_lets_read_is_named_and_nobody_else(hall: Hall) -> None:
    page = Visitor().get("/privacy").content.decode()
    standard = standard_for("hall")
    asks_later = standard.revisit.by if standard.revisit else None
    for name, role in standard.roles.items():
        reads = role.reads != "none" or name == asks_later
        assert (f'<span lang="zh">{role.label}</span>' in page) is reads, name
    assert "管系统的人看不到您的事" in page


def test_a_channel_and_a_connected_system_are_named_while_they_are_on(hall: Hall) -> None:
    now, centre = timezone.now(), Unit.objects.get(code="hall")
    setup = Setup.objects.create(
        centre=centre, kind="hotline", name="热线", made_at=now, changed_at=now
    )
    wanted = Wanted("bridge", "大数据平台", centre, "window", ["read"], ["10.0.0.0/8"])
    page = Visitor().reads("/privacy")
    assert OF_CHANNEL["hotline"] not in page
    assert "大数据平台" not in page
    Setup.objects.filter(pk=setup.pk).update(on=True)
    new_client(wanted, "root", now)
    page = Visitor().reads("/privacy")
    assert OF_CHANNEL["hotline"] in page
    assert "大数据平台" in page


def test_every_kind_of_channel_is_either_told_of_or_brings_nobody_anything() -> None:
    assert set(adapters()) == set(OF_CHANNEL) | TOLD_NOTHING


def _registered(hall: Hall) -> str:
    given = {"matter": "装电梯", "name": "秦桂芳", "phone": "13900005512", "channel": "counter"}
    orders, number = [Order("register", given)], f"test-{next(COMMANDS)}"
    return open_case(hall.people["chen"], "hall", orders, number, at(DAY)).case_no
