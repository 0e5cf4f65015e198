"""送不进来的: accounts that an open channel turns away although they seem to be meant for it.

Told of in two cases only. An account of the centre that could be chosen has tried within a few days
and was not chosen since; or accounts were chosen, and every one of them is turned away by now. A
channel for which nobody is chosen and nobody tries may well be meant so: a hotline that comes by
tables, a gateway that reports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from bancheng.channels import setups, speakers
from bancheng.channels.adapter import Hears, adapters
from bancheng.channels.passage_row import CAME, Passage
from bancheng.channels.setup_row import Setup
from bancheng.channels.speaker_row import Speaker
from bancheng.clients.client_row import Client

WHAT = "没有选的账号送来"
"""What such a line of the log is called, and known by."""
SAID = "这个接口账号没有勾在“对方用哪个接口账号送”里，没有收。是对方的，请勾上，请对方再送。"
ONCE_IN = timedelta(hours=1)
LATELY = timedelta(days=3)
"""From an evening before days off to the morning after."""
TRIED = "有账号送不进来"
ALL_LACK = "选了的账号都送不进来"
NAMED_AT_MOST = 3
MEND = (
    "到“渠道”里看往来记录：是对方的账号，就在“对方用哪个接口账号送”里勾上；"
    "送错了的，请对方改地址；选了的送不进来，照那一页上写的改。"
)


def note(setup: Setup, client: Client, now: datetime) -> None:
    """A line in the log that the channel does not name this client, at most one an hour. The one
    who asked is told nothing of it."""
    lines = Passage.objects.filter(setup=setup, what=WHAT, ref=client.user.username)
    lines = lines.filter(at__gt=now - ONCE_IN)
    if lines.exists():
        return
    with transaction.atomic():
        Setup.objects.select_for_update().get(pk=setup.pk)
        if not lines.exists():
            setups.log(setup, CAME, WHAT, now, ref=client.user.username, fine=False, said=SAID)


def shut_out(found: Iterable[Setup], now: datetime) -> dict[int, str]:
    """Of these channels, those that turn somebody away, and in a few words why."""
    known = adapters()
    open_ones = (setup for setup in found if setup.on and setup.ended_at is None)
    hearing = {each.pk: each for each in open_ones if isinstance(known.get(each.kind), Hears)}
    chosen = Speaker.objects.filter(setup__in=hearing).select_related("client__user")
    lack: dict[int, bool] = {}
    for row in chosen.filter(ended_at=None):
        lacks = bool(speakers.lacks(row.client, hearing[row.setup_id].centre, now))
        lack[row.setup_id] = lack.get(row.setup_id, True) and lacks
    why = {pk: ALL_LACK for pk, all_lack in lack.items() if all_lack}
    last_chosen = {
        (row.setup_id, row.client_id): row.named_at for row in chosen.order_by("named_at")
    }
    for (pk, client), at in _last_tries(hearing, now).items():
        named_at = last_chosen.get((pk, client.pk))
        if (named_at is None or named_at < at) and not speakers.lacks(
            client, hearing[pk].centre, now
        ):
            why.setdefault(pk, TRIED)
    return why


def health(now: datetime) -> tuple[str, str, str]:
    """The line on the page of whoever looks after the whole: name, how it stands, what to do."""
    in_use = setups.in_use()
    why = shut_out(in_use, now)
    said = [
        f"{setup.centre.shown}“{setup.name}”{why[setup.pk]}" for setup in in_use if setup.pk in why
    ]
    if not said:
        return "渠道", "没有发现被挡在外面的账号", ""
    more = f"，还有 {len(said) - NAMED_AT_MOST} 条" if len(said) > NAMED_AT_MOST else ""
    return "渠道", "；".join(said[:NAMED_AT_MOST]) + more, MEND


def _last_tries(pks: Iterable[int], now: datetime) -> dict[tuple[int, Client], datetime]:
    """By channel and account, when it was last written down that it was turned away."""
    tries = Passage.objects.filter(setup__in=pks, what=WHAT, at__gt=now - LATELY).order_by("at")
    last = {(pk, who): at for pk, who, at in tries.values_list("setup_id", "ref", "at")}
    clients = Client.objects.filter(user__username__in={who for _, who in last})
    return {
        (pk, client): at
        for client in clients.select_related("user")
        for (pk, who), at in last.items()
        if who == client.user.username
    }
