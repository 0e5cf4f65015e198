"""事件通知 of a client, as its page lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from bancheng.clients.client_row import Client
from bancheng.core.acts import ACTS
from bancheng.webhooks import keeping
from bancheng.webhooks.models import Subscription
from bancheng.wire import letters


@dataclass(frozen=True, slots=True)
class Listed:
    """A subscription, what it is told of, and how many letters are stuck."""

    subscription: Subscription
    acts: str
    stuck: int


def hooks_of(client: Client) -> list[Listed]:
    """Those in force."""
    found = list(keeping.live(client))
    stuck = letters.stuck([one.road for one in found]).order_by().values("road")
    counted = {row["road"]: row["n"] for row in stuck.annotate(n=Count("pk"))}
    return [Listed(one, acts_said(one), counted.get(one.road, 0)) for one in found]


def acts_said(subscription: Subscription) -> str:
    """What it is told of, in words."""
    return "、".join(ACTS[name].term for name in subscription.acts) or "所有办理"
