"""谁可以往渠道里送: the clients that a channel's setup names, and nobody else.

The scope says that a client may speak for channels at all; which one is for each channel to say,
else a gateway's key could hand in a hotline's orders.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.channels.setup_row import Setup
from bancheng.channels.speaker_row import Speaker
from bancheng.clients.client_row import CHANNEL, Client
from bancheng.people import seats
from bancheng.people.change import record
from bancheng.people.models import Unit


@dataclass(frozen=True, slots=True)
class MaySpeak:
    """A client that is named or could be. ``lacks``: why its requests are turned away all the
    same; empty where they are not."""

    client: Client
    lacks: str

    @property
    def name(self) -> str:
        """As people know it."""
        return f"{self.client}（{self.client.user.username}）"


def is_named(setup: Setup, client: Client) -> bool:
    """Whether this client was chosen for this channel."""
    return Speaker.objects.filter(setup=setup, client=client, ended_at=None).exists()


def named(setup: Setup, now: datetime) -> list[MaySpeak]:
    """Those chosen for a channel, by name."""
    clients = Client.objects.filter(pk__in=_named(setup)).select_related("user")
    return [MaySpeak(client, lacks(client, setup.centre, now)) for client in clients]


def offered(setup: Setup, now: datetime) -> list[MaySpeak]:
    """Those that could be chosen: the centre's clients with the scope; and those that are chosen
    already, whatever they lack by now."""
    chosen = set(_named(setup))
    all_of_them = Client.objects.select_related("user")
    found = [MaySpeak(client, lacks(client, setup.centre, now)) for client in all_of_them]
    return [one for one in found if not one.lacks or one.client.pk in chosen]


def name(setup: Setup, clients: Iterable[Client], by: str, now: datetime) -> None:
    """These and no others, from the next request on. Who was named or taken off is on record."""
    wanted = {client.pk: client for client in clients}
    with transaction.atomic():
        Setup.objects.select_for_update().get(pk=setup.pk)
        for row in Speaker.objects.filter(setup=setup, ended_at=None).select_related("client"):
            if wanted.pop(row.client_id, None) is None:
                Speaker.objects.filter(pk=row.pk).update(ended_by=by, ended_at=now)
                told = MaySpeak(row.client, "").name
                record(by, setup.centre, f"接口账号{told}不能再往渠道“{setup.name}”送消息。")
        for client in wanted.values():
            Speaker.objects.create(setup=setup, client=client, named_by=by, named_at=now)
            told = MaySpeak(client, "").name
            record(by, setup.centre, f"接口账号{told}可以往渠道“{setup.name}”送消息。")


def channels_of(client: Client) -> list[Setup]:
    """The channels in use that name a client."""
    rows = Speaker.objects.filter(client=client, ended_at=None, setup__ended_at=None)
    return [row.setup for row in rows.select_related("setup__centre").order_by("setup_id")]


def lacks(client: Client, centre: Unit, now: datetime) -> str:
    """Why a client's requests are turned away at a centre; empty where they are not."""
    if client.stopped_at is not None or not client.user.is_active:
        return "已停用"
    if not client.may(CHANNEL):
        return "没有勾“给渠道送消息”"
    if all(unit.code != centre.code for unit in seats.centres_of(client.user, now)):
        return "在这个中心没有任职"
    return ""


def _named(setup: Setup) -> list[int]:
    rows = Speaker.objects.filter(setup=setup, ended_at=None)
    return list(rows.values_list("client_id", flat=True))
