"""写通知: after each tick, a letter for every new entry that a subscription is to be told of.

Read from the journal by a position of its own, so nothing is told twice or left out, whatever
crashes in between. The read door decides for every entry; what an account does not see is passed
by and never told later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction

from bancheng.casework import access
from bancheng.casework.facts import ERASED
from bancheng.casework.reading_rights import chains_in_reach
from bancheng.clients.client_row import READ
from bancheng.core.acts import ACT_OF_EVENT
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.webhooks.message import of_entry
from bancheng.webhooks.models import Subscription, ToldUpTo
from bancheng.wire import letters

A_STEP = 100  # entries looked at in one transaction, so that nobody waits long
AT_A_TICK = 3000
WHAT = "工单有了变化"
"""A letter stands in lists that the administrator reads, who sees no case."""


def run(now: datetime) -> None:
    """Called after each tick."""
    live = Subscription.objects.filter(ended_at=None, client__stopped_at=None)
    chains = read.chains()
    for subscription in live.select_related("client__user"):
        reach = chains_in_reach(subscription.client.user)
        for chain in chains:
            if chain in reach:
                _catch_up(subscription, chain, now)
            else:
                _pass_by(subscription, chain)


def _catch_up(subscription: Subscription, chain: str, now: datetime) -> None:
    most = AT_A_TICK
    while most > 0 and (looked_at := _step(subscription, chain, now)):
        most -= looked_at


def _step(subscription: Subscription, chain: str, now: datetime) -> int:
    """Look at the next entries; returns how many they were."""
    with transaction.atomic():
        mark = _mark(subscription, chain)
        if read.head(chain)[0] <= mark.position:
            return 0
        found = list(islice(read.chain(chain, mark.position), A_STEP))
        for entry in _to_be_told(subscription, found):
            message = of_entry(subscription.road, entry)
            letters.write(
                subscription.road, message["id"], WHAT, message, now, case_no=entry.case_no
            )
        mark.position = found[-1].position
        mark.save(update_fields=["position"])
    return len(found)


def _to_be_told(subscription: Subscription, found: Sequence[Recorded]) -> list[Recorded]:
    client = subscription.client
    wanted = [entry for entry in found if _is_asked_for(subscription, entry)]
    if not wanted or not client.may(READ):
        return []
    asked = {entry.case_no for entry in wanted}
    seen = access.visible(client.user).filter(case_no__in=asked)
    numbers = set(seen.values_list("case_no", flat=True))
    return [entry for entry in wanted if entry.case_no in numbers]


def _is_asked_for(subscription: Subscription, entry: Recorded) -> bool:
    # that details were erased is always told: whoever was given them must erase them too
    if not subscription.acts or entry.event == ERASED:
        return True
    return ACT_OF_EVENT.get(entry.event) in subscription.acts


def _pass_by(subscription: Subscription, chain: str) -> None:
    """Nothing there is this account's; should it become so, it is told from then on."""
    position = read.head(chain)[0]
    mark, _ = ToldUpTo.objects.get_or_create(subscription=subscription, chain=chain)
    if mark.position < position:
        ToldUpTo.objects.filter(pk=mark.pk, position=mark.position).update(position=position)


def _mark(subscription: Subscription, chain: str) -> ToldUpTo:
    rows = ToldUpTo.objects.select_for_update()
    return rows.get_or_create(subscription=subscription, chain=chain)[0]
