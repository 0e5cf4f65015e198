"""谁可以往渠道里送: only the clients that a channel names; to every other it is not there."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from bancheng.channels import setups, shut_out, speakers
from bancheng.channels.models import Passage, Setup, Speaker
from bancheng.clients.keeping import change_client, start_again, stop
from bancheng.clients.models import Client as Account
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import Change
from bancheng.people.establish import create_unit
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.seats import unit_by_code
from bancheng.people.unit import Form
from bancheng.wire.client import Client, Refused
from tests.api.partner import Partner, partner
from tests.api.talking import client_of
from tests.casework.hall import PASSWORD, Hall
from tests.channels.orders import MATTER, a_channel, next_door, order, say
from tests.web.clerk import Clerk
from tests.web.conftest import NOW, Clock

pytestmark = pytest.mark.database
WAITS = "还没有选谁可以送"
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


def tries(setup: Setup) -> list[str]:
    """The accounts that were turned away, as the channel's log tells of them."""
    rows = Passage.objects.filter(setup=setup, what=shut_out.WHAT).order_by("pk")
    assert all(row.way == "came" and not row.fine for row in rows)
    assert MATTER not in str(list(rows.values()))
    return [row.ref for row in rows]


@pytest.mark.clause("XF-6")
def test_who_is_turned_away_for_want_of_being_chosen_is_in_the_log_once_an_hour(
    hall: Hall, clock: Clock
) -> None:
    hotline, zone, who = a_channel(), a_channel("zone", "platform"), theirs("api.hotline")
    client = client_of(who)
    nothing = refusal(client, "/channels/999/messages", order())
    for _ in range(3):
        assert refusal(client, messages(hotline), order()) == nothing
        clock.pass_by(minutes=20)
    assert tries(hotline) == ["api.hotline"]
    clock.pass_by(minutes=1)
    refusal(client, messages(hotline), order())
    assert tries(hotline) == ["api.hotline"] * 2
    refusal(client_of(theirs("api.other")), messages(hotline), order())
    assert tries(hotline) == [*["api.hotline"] * 2, "api.other"]
    assert "没有勾在“对方用哪个接口账号送”里" in Passage.objects.latest("pk").said
    assert not tries(zone)
    speakers.name(hotline, [who.client], "keeper", clock.now)
    say(client, hotline, order())
    assert len(tries(hotline)) == 3


@pytest.mark.clause("XF-6")
def test_nobody_else_leaves_a_line_in_the_log(hall: Hall) -> None:
    setup = a_channel()
    next_door()
    away = client_of(partner("api.away", unit="next-door", scopes=("channel",)))
    assert refusal(away, messages(setup), order())[0] == 404
    without = client_of(partner("api.reads", scopes=("read",)))
    assert refusal(without, messages(setup), order())[0] == 403
    client = client_of(theirs("api.hotline"))
    assert refusal(client, f"/channels/{setup.pk}/reports", REPORTS)[0] == 404, "not its address"
    setups.end(setup, "keeper", NOW)
    assert refusal(client, messages(setup), order())[0] == 404
    assert not tries(setup)


@pytest.mark.clause("XF-6")
def test_a_channel_turns_somebody_away_until_they_are_chosen_stopped_or_try_no_more(
    hall: Hall, clock: Clock
) -> None:
    setup, who, other = a_channel(), theirs("api.hotline"), theirs("api.other")

    def why() -> str:
        return shut_out.shut_out(Setup.objects.all(), clock.now).get(setup.pk, "")

    assert not why(), "nobody chosen, nobody missed: orders may come by tables"
    speakers.name(setup, [other.client], "keeper", clock.now)
    refusal(client_of(who), messages(setup), order())
    assert why() == shut_out.TRIED, "the wrong one was chosen"
    setups.switch(setup, False, "keeper", clock.now)
    assert not why()
    setups.switch(setup, True, "keeper", clock.now)
    speakers.name(setup, [who.client], "keeper", clock.now)
    assert not why()
    change_client(who.client, ["read"], ["127.0.0.1"], "keeper", None)
    assert why() == shut_out.ALL_LACK
    speakers.name(setup, [], "keeper", clock.now)
    clock.pass_by(minutes=1)
    refusal(client_of(other), messages(setup), order())
    assert why() == shut_out.TRIED
    stop(other.client, "keeper", None, clock.now)
    assert not why()
    start_again(other.client, "keeper", None)
    assert why()
    clock.pass_by(days=3)
    assert not why()


@pytest.mark.clause("XF-6")
def test_the_list_says_which_channel_turns_somebody_away_and_which_waits(hall: Hall) -> None:
    user = create_user("root", "管信达", PASSWORD, must_change_password=False)
    appoint(user, unit_by_code("district"), ADMINISTRATOR)
    a_channel()
    a_channel("sms", "", url="https://sms.example/send")
    keeper = Clerk("root")
    page = keeper.get("/channels/")
    assert shut_out.TRIED not in page
    assert WAITS not in page, "tables, and a gateway that need not report"
    setup = a_channel("zone", "platform", address="https://zone.example", signing="none")
    assert keeper.get("/channels/").count(WAITS) == 1
    shut_out.note(setup, theirs("api.zone").client, NOW)
    page = keeper.get("/channels/")
    assert page.count(shut_out.TRIED) == 1
    assert WAITS not in page


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
