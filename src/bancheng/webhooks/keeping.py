"""订阅与密钥: a subscription is made, changed and ended; its keys are two at most, as a client's.

Messages are signed with the oldest live key. So a key is changed without a message being lost: the
new one is issued and given to the other side, then the old one is ended. Every change is on record.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from bancheng.clients.client_row import READ, Client
from bancheng.clients.keeping import LIVE_KEYS, NAME_BYTES, SECRET, SECRET_BYTES
from bancheng.clients.scopes import BY_PEOPLE
from bancheng.core.acts import ACTS
from bancheng.journal import read
from bancheng.journal.kept_apart import box_for_writing, box_of
from bancheng.people.change import record
from bancheng.people.errors import PeopleError
from bancheng.people.models import Unit
from bancheng.webhooks.models import HookKey, Subscription, ToldUpTo
from bancheng.wire import letters
from bancheng.wire.addresses import ForbiddenError, place_of, written

MOST = 5
"""Subscriptions of one client."""
LONGEST_URL = 500
NOT_READING = "这个接口账号没有勾“读取工单”，什么也不会通知它，请先勾上。"


@dataclass(frozen=True)
class Issued:
    """A fresh key. ``secret`` is shown once and can be shown by nobody again."""

    key: HookKey
    secret: str = field(repr=False)


def subscribe(
    client: Client, url: str, acts: Iterable[str], by: str, about: Unit | None, now: datetime
) -> Subscription:
    """Tell a client from now on, of nothing that happened before. ``PeopleError`` says why not."""
    wanted = read_acts(acts)
    _must_be_callable(url)
    if not client.may(READ):
        raise PeopleError(NOT_READING)
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        if live(client).count() >= MOST:
            raise PeopleError(f"一个接口账号最多 {MOST} 个通知地址，请先停掉一个。", "url")
        if live(client).filter(url=url).exists():
            raise PeopleError("这个地址已经在通知了。", "url")
        made = {"url": url, "acts": wanted, "made_by": by, "made_at": now}
        new = Subscription.objects.create(client=client, **made)
        ToldUpTo.objects.bulk_create(
            ToldUpTo(subscription=new, chain=chain, position=read.head(chain)[0])
            for chain in read.chains()
        )
        record(by, about, f"接口账号{client}的事件通知送到 {url}（{_said(wanted)}）。")
    return new


def choose(subscription: Subscription, acts: Iterable[str], by: str, about: Unit | None) -> bool:
    """Tell of other acts from now on; False where nothing changed."""
    wanted = read_acts(acts)
    if wanted == subscription.acts:
        return False
    with transaction.atomic():
        subscription.acts = wanted
        subscription.save(update_fields=["acts"])
        said = f"接口账号{subscription.client}送到 {subscription} 的事件通知改为：{_said(wanted)}。"
        record(by, about, said)
    return True


def end(subscription: Subscription, by: str, about: Unit | None, now: datetime) -> None:
    """Nothing is told from now on, nor what still waits."""
    with transaction.atomic():
        mine = Subscription.objects.filter(pk=subscription.pk, ended_at=None)
        if mine.update(ended_at=now):
            letters.drop_all(subscription.road, by, now, "通知停了。")
            said = f"接口账号{subscription.client}的事件通知不再送到 {subscription}。"
            record(by, about, said)


def issue(
    subscription: Subscription, algorithm: str, by: str, about: Unit | None, now: datetime
) -> Issued:
    """Another key. ``PeopleError`` where two are live already."""
    with transaction.atomic():
        Subscription.objects.select_for_update().get(pk=subscription.pk)
        if len(live_keys(subscription, now)) >= LIVE_KEYS:
            raise PeopleError("已有两把密钥在用，请先作废一把旧的，再发新的。")
        name, secret = secrets.token_hex(NAME_BYTES), secrets.token_urlsafe(SECRET_BYTES)
        hidden = box_for_writing(subscription.road).shut(name, secret)
        made = {"name": name, "algorithm": algorithm, "hidden": hidden, "made_at": now}
        key = HookKey.objects.create(subscription=subscription, **made)
        said = f"给接口账号{subscription.client}的事件通知发放密钥 {name}（{algorithm}）。"
        record(by, about, said)
    return Issued(key, secret)


def end_key(key: HookKey, by: str, about: Unit | None, now: datetime) -> None:
    """No message is signed with it from now on."""
    with transaction.atomic():
        if HookKey.objects.filter(pk=key.pk, ended_at=None).update(ended_at=now):
            client = key.subscription.client
            record(by, about, f"作废接口账号{client}的事件通知密钥 {key.name}。")


def try_again(subscription: Subscription, by: str, about: Unit | None, now: datetime) -> int:
    """All that is stuck goes once more; how many letters that are."""
    with transaction.atomic():
        found = letters.try_all_again(subscription.road, now)
        if found:
            said = f"接口账号{subscription.client}卡住的 {found} 封事件通知再送一遍。"
            record(by, about, said)
    return found


def give_up(
    subscription: Subscription, mark: str, by: str, about: Unit | None, now: datetime
) -> bool:
    """One letter is not sent any more; whether it still waited."""
    letter = letters.waiting().filter(road=subscription.road, mark=mark).first()
    with transaction.atomic():
        dropped = letter is not None and letters.drop(letter, by, now)
        if dropped:
            said = f"接口账号{subscription.client}编号 {mark[:8]} 的事件通知不再送。"
            record(by, about, said)
    return dropped


def live(client: Client) -> QuerySet[Subscription]:
    """The subscriptions of a client that are in force."""
    return Subscription.objects.filter(client=client, ended_at=None)


def live_keys(subscription: Subscription, now: datetime) -> list[HookKey]:
    """The keys messages may be signed with, the oldest first."""
    return [key for key in subscription.keys.all() if key.is_live(now)]


def secret_of(key: HookKey) -> str | None:
    """The secret of a key; None where the stored text no longer opens as one."""
    found = box_of(key.subscription.road).opened(key.name, key.hidden)
    return found if SECRET.fullmatch(found) else None


def read_acts(acts: Iterable[str]) -> list[str]:
    """Names of acts, in the order of the table; none means all."""
    wanted = set(acts)
    if unknown := sorted(wanted - set(BY_PEOPLE)):
        raise PeopleError(f"没有“{unknown[0]}”这件事。", "acts")
    return [name for name in BY_PEOPLE if name in wanted]


def _must_be_callable(url: str) -> None:
    if len(url) > LONGEST_URL:
        raise PeopleError(f"地址最长 {LONGEST_URL} 个字。", "url")
    try:
        place_of(written(url))
    except ForbiddenError as forbidden:
        raise PeopleError(str(forbidden), "url") from None


def _said(acts: Iterable[str]) -> str:
    return "、".join(ACTS[name].term for name in acts) or "所有办理"
