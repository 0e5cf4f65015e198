"""谁可以往渠道里送: only the clients that a channel names; to every other it is not there."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from bancheng.channels import setups, speakers
from bancheng.channels.models import Setup, Speaker
from bancheng.clients.keeping import change_client
from bancheng.clients.models import Client as Account
from bancheng.people.change import Change
from bancheng.people.establish import create_unit
from bancheng.people.seats import unit_by_code
from bancheng.people.unit import Form
from bancheng.wire.client import Client, Refused
from tests.api.partner import Partner, partner
from tests.api.talking import client_of
from tests.casework.hall import Hall
from tests.channels.orders import a_channel, next_door, order, say
from tests.web.conftest import NOW

pytestmark = pytest.mark.database
REPORTS: dict[str, object] = {"reports": [{"id": "G1", "status": "UNDELIV"}]}


def theirs(username: str) -> Partner:
    """An account at the hall with the scope, named by nobody."""
    return partner(username, scopes=("channel",))


def refusal(client: Client, path: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
    """What a client is told that is turned away, all of it."""
    with pytest.raises(Refused) as refused:
        client.request("POST", path, body=body)
    return refused.value.status, dict(refused.value.problem)


def messages(setup: Setup) -> str:
    return f"/channels/{setup.pk}/messages"


@pytest.mark.clause("XF-6", "XF-9.1")
def test_a_client_speaks_only_into_the_channels_that_name_it(hall: Hall) -> None:
    hotline, zone = a_channel(), a_channel("zone", "platform")
    gateway = a_channel("sms", "", url="https://sms.example/send")
    one, other = theirs("api.hotline"), theirs("api.zone")
    speakers.name(hotline, [one.client], "keeper", NOW)
    speakers.name(zone, [other.client], "keeper", NOW)
    client = client_of(one)
    assert say(client, hotline, order())["taken"] == "created"
    nothing = refusal(client, "/channels/999/messages", order(mark="m-2"))
    assert nothing[0] == 404
    assert refusal(client, messages(zone), order(mark="m-2")) == nothing
    reports = f"/channels/{gateway.pk}/reports"
    assert refusal(client, reports, REPORTS) == nothing
    assert refusal(client_of(other), messages(hotline), order(mark="m-2")) == nothing
    assert refusal(client_of(other), messages(hotline), {"id": 7}) == nothing, "nothing is read"
    setups.switch(zone, False, "keeper", NOW)
    assert refusal(client, messages(zone), order(mark="m-2")) == nothing, "nor that it is off"


@pytest.mark.clause("XF-6")
def test_who_is_taken_off_speaks_no_more_and_who_is_named_again_does(hall: Hall) -> None:
    setup, who = a_channel(), theirs("api.hotline")
    client = client_of(who)
    assert refusal(client, messages(setup), order())[0] == 404
    for _ in range(2):
        speakers.name(setup, [who.client], "keeper", NOW)
    assert say(client, setup, order())["taken"] == "created"
    speakers.name(setup, [], "keeper", NOW)
    assert refusal(client, messages(setup), order())[0] == 404
    speakers.name(setup, [who.client], "keeper", NOW)
    assert say(client, setup, order())["taken"] == "created", "as it was answered before"
    assert Speaker.objects.count() == 2
    assert Speaker.objects.filter(ended_at=None).count() == 1


def test_being_named_gives_nothing_without_the_scope_and_a_post(hall: Hall) -> None:
    setup, who = a_channel(), theirs("api.hotline")
    next_door()
    away = partner("api.away", unit="next-door", scopes=("channel",))
    speakers.name(setup, [who.client, away.client], "keeper", NOW)
    change_client(who.client, ["read"], ["127.0.0.1"], "keeper", None)
    assert refusal(client_of(who), messages(setup), order())[0] == 403
    assert refusal(client_of(away), messages(setup), order())[0] == 404
    assert [one.lacks for one in speakers.named(setup, NOW)] == [
        "在这个中心没有任职",
        "没有勾“给渠道送消息”",
    ]


def upgrade() -> list[tuple[Setup, Account]]:
    """The step that names those who were there before; who is named by then."""
    import_module("bancheng.channels.migrations.0005_name_the_only_one").name_the_only_one(
        apps, None
    )
    return [(row.setup, row.client) for row in Speaker.objects.order_by("pk")]


def test_what_was_there_before_is_named_only_where_it_is_the_only_one(hall: Hall) -> None:
    hotline, who = a_channel(), theirs("api.hotline")
    partner("api.reads", scopes=("read",))
    second_hotline = a_channel("zone", "platform")
    assert not upgrade(), "two that take orders"
    setups.end(second_hotline, "keeper", NOW)
    second = theirs("api.second")
    assert not upgrade(), "two accounts"
    change_client(second.client, ["read"], ["127.0.0.1"], "keeper", None)
    a_channel("sms", "", url="https://sms.example/send")
    assert upgrade() == [(hotline, who.client)], "and nobody for the gateway"
    assert "api.hotline）可以往渠道" in Change.objects.latest("pk").sentence


def test_a_gateway_was_meant_where_nothing_else_listens(hall: Hall) -> None:
    gateway, who = a_channel("sms", "", url="https://sms.example/send"), theirs("api.sms")
    assert upgrade() == [(gateway, who.client)]


def test_an_account_was_meant_by_every_centre_at_which_its_post_counts(hall: Hall) -> None:
    next_door()
    setup, far = a_channel(), a_channel(centre="next-door")
    create_unit("desk", "三号窗口", Form.DEPARTMENT, unit_by_code("hall"))
    below = partner("api.below", unit="desk", scopes=("channel",))
    assert upgrade() == [(setup, below.client)]
    assert [one.lacks for one in speakers.named(setup, NOW)] == [""]
    above = partner("api.above", unit="housing", role="department", scopes=("channel",))
    assert upgrade()[1:] == [(far, above.client)], "two at the hall by now, one next door"
    assert [one.lacks for one in speakers.named(far, NOW)] == [""]
