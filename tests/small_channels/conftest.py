"""The hall with channels to programs that stand on this machine and speak the other side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel
from pytest_django import Settings

from bancheng.casework import rebuild
from bancheng.channels import setups
from bancheng.channels.adapter import adapters
from bancheng.channels.setup_row import Setup
from bancheng.cli.stand_ins.sms import Gateway
from bancheng.cli.stand_ins.stand import Stand
from bancheng.people.models import Unit, Window
from bancheng.wire.place_row import Place
from tests.casework.hall import Hall, at, establish_hall

SINCE = at("2026-11-23 08:00")
SMALLER = (
    "bancheng.channels.sms.adapter.Sms",
    "bancheng.channels.web_handover.WebHandover",
    "bancheng.channels.service_rating.adapter.ServiceRating",
    "bancheng.channels.robots.adapters.WeComRobot",
    "bancheng.channels.robots.adapters.DingTalkRobot",
    "bancheng.channels.mail.Mail",
)
Opened = Callable[..., Setup]


@pytest.fixture
def hall(db: None) -> Iterator[Hall]:
    """A hall with a window's phone; after the test its rows must equal the fold of its journal."""
    hall = establish_hall()
    centre = Unit.objects.get(code="hall")
    Window.objects.create(centre=centre, name="反映窗口", place="一楼", phone="0700-1234567")
    yield hall
    assert rebuild.compare() == []


@pytest.fixture
def opened(hall: Hall, settings: Settings) -> Opened:
    """Sets a channel up against a stand-in, and switches it on."""
    settings.CALLS_TO_THIS_MACHINE = True
    settings.CHANNELS = SMALLER

    def opened(kind: str, stand: Stand | None, channel: str = "", **chosen: Any) -> Setup:
        if stand is not None:
            place = {"inside": True, "plain": True, "added_by": "keeper", "added_at": SINCE}
            Place.objects.get_or_create(host="127.0.0.1", port=stand.port, defaults=place)
        adapter = adapters()[kind]
        setup = setups.add(adapter, Unit.objects.get(code="hall"), adapter.term, "keeper", SINCE)
        setup.channel = channel
        values: BaseModel = adapter.settings.model_validate(chosen)
        setups.keep(setup, values, "keeper", SINCE)
        setups.switch(setup, True, "keeper", SINCE)
        return setup

    return opened


@pytest.fixture
def gateway() -> Gateway:
    """A gateway for texts."""
    return Gateway()


@pytest.fixture
def line(gateway: Gateway) -> Iterator[Stand]:
    """It listens."""
    with Stand(gateway.answer) as stand:
        yield stand
