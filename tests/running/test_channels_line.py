"""渠道: accounts that a channel turns away are said to whoever looks after the machine."""

from __future__ import annotations

import pytest

from bancheng.channels import shut_out, speakers
from bancheng.running import health
from tests.api.partner import partner
from tests.casework.hall import Hall, at
from tests.channels.orders import a_channel

pytestmark = pytest.mark.database
NOW = at("2026-11-24 14:30")


def line() -> health.Line:
    """How the channels stand."""
    return next(each for each in health.lines(NOW) if each.name == "渠道")


@pytest.mark.clause("XF-6")
def test_an_account_that_is_turned_away_is_said_until_it_is_chosen(hall: Hall) -> None:
    many = [a_channel() for _ in range(5)]
    client = partner(scopes=("channel",)).client
    assert line().standing == "good", "they may work by tables"
    shut_out.note(many[0], client, NOW)
    assert (line().standing, line().said.endswith("“热线”有账号送不进来")) == ("look", True)
    assert "勾上" in line().todo
    for setup in many:
        shut_out.note(setup, client, NOW)
    assert line().said.endswith("，还有 2 条")
    for setup in many:
        speakers.name(setup, [client], "keeper", NOW)
    assert line().standing == "good"
