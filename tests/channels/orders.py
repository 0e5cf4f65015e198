"""A channel of the hall in a test: set up as asked, its messages as the other side sends them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bancheng.channels import setups, speakers
from bancheng.channels.adapter import adapters
from bancheng.channels.models import Setup
from bancheng.people.establish import create_unit
from bancheng.people.seats import unit_by_code
from bancheng.people.unit import Form
from bancheng.wire.client import Client
from tests.api.partner import partner
from tests.api.talking import client_of
from tests.web.conftest import NOW

MATTER = "证照办了三趟没办成"
NAME, PHONE = "秦桂芳", "13900005512"
DUE = "2026-11-26T18:00:00+08:00"


def a_channel(
    kind: str = "hotline", channel: str = "hotline", centre: str = "hall", **values: object
) -> Setup:
    """Set up and switched on."""
    adapter = adapters()[kind]
    setup = setups.add(adapter, unit_by_code(centre), "热线", "keeper", NOW)
    setup.channel = channel
    setups.keep(setup, adapter.settings.model_validate(values), "keeper", NOW)
    setups.switch(setup, True, "keeper", NOW)
    return setup


def their_program(**more: Any) -> Client:
    """The other side's program, which may speak for channels and nothing else, and is named by
    every channel that is there."""
    who = partner(scopes=("channel",), **more)
    for setup in Setup.objects.all():
        speakers.name(setup, [who.client], "keeper", NOW)
    return client_of(who)


def order(number: str = "H-77", mark: str = "m-1", **more: object) -> dict[str, object]:
    """A work order in the default's fields."""
    told = {"id": mark, "message": "create", "order_no": number, "due_at": DUE}
    return {**told, "matter": MATTER, "name": NAME, "phone": PHONE, **more}


def then(kind: str, number: str = "H-77", mark: str = "m-2", **more: object) -> dict[str, object]:
    """Another message about it."""
    return {"id": mark, "message": kind, "order_no": number, **more}


def say(client: Client, setup: Setup, told: Mapping[str, object]) -> dict[str, Any]:
    """Send it; what is answered. Raises Refused."""
    answer = client.request("POST", f"/channels/{setup.pk}/messages", body=told)
    found: dict[str, Any] = answer.body
    return found


def next_door() -> None:
    """Another centre of the same district."""
    district = unit_by_code("district")
    create_unit("next-door", "邻区中心", Form.CENTRE, district, standard="guilin-xiufeng")
