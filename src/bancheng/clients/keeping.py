"""发放与停用: a client, what it may do, and its keys: two live at most, so that one is changed
without a pause. Every change is kept beside those of posts and units.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from bancheng.clients.models import Client, Key
from bancheng.clients.scopes import SCOPES
from bancheng.journal.kept_apart import box_for_writing, box_of
from bancheng.people.appoint import appoint, create_user
from bancheng.people.change import record
from bancheng.people.errors import PeopleError
from bancheng.people.models import Unit

LIVE_KEYS = 2
MOST_ADDRESSES = 20
NAME_BYTES, SECRET_BYTES = 8, 32
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Issued:
    """A fresh key. ``secret`` is shown once and can be shown by nobody again."""

    key: Key
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Wanted:
    """What a client is to be: the account's user name and name, its first post, what it may do."""

    username: str
    name: str
    unit: Unit
    role: str
    scopes: Sequence[str]
    addresses: Sequence[str]
    known_roles: Collection[str] | None = None


def new_client(wanted: Wanted, by: str, now: datetime) -> Client:
    """An account nobody signs in with, its post, and the client. ``PeopleError`` says why not."""
    scopes, addresses = read_scopes(wanted.scopes), read_addresses(wanted.addresses)
    with transaction.atomic():
        user = create_user(
            wanted.username, wanted.name, None, must_change_password=False, is_program=True
        )
        appoint(user, wanted.unit, wanted.role, known_roles=wanted.known_roles)
        made = {"scopes": scopes, "addresses": addresses, "made_at": now}
        client = Client.objects.create(user=user, **made)
        said = f"建立接口账号{user.name}（{user.username}），可以：{_said(scopes)}；"
        record(by, wanted.unit, f"{said}来自：{'、'.join(addresses)}。")
    return client


def change_client(
    client: Client, scopes: Sequence[str], addresses: Sequence[str], by: str, about: Unit | None
) -> bool:
    """Other rights or addresses, from the next request on; False where nothing changed."""
    wanted = read_scopes(scopes), read_addresses(addresses)
    if wanted == (client.scopes, client.addresses):
        return False
    with transaction.atomic():
        client.scopes, client.addresses = wanted
        client.save(update_fields=["scopes", "addresses"])
        said = f"改了接口账号{client}：可以：{_said(wanted[0])}；来自：{'、'.join(wanted[1])}。"
        record(by, about, said)
    return True


def issue(client: Client, algorithm: str, by: str, about: Unit | None, now: datetime) -> Issued:
    """Another key. ``PeopleError`` where two are live already."""
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=client.pk)
        if len(live_keys(client, now)) >= LIVE_KEYS:
            raise PeopleError("已有两把密钥在用，请先作废一把旧的，再发新的。")
        name, secret = secrets.token_hex(NAME_BYTES), secrets.token_urlsafe(SECRET_BYTES)
        hidden = box_for_writing(_owner(client)).shut(name, secret)
        made = {"name": name, "algorithm": algorithm, "hidden": hidden, "made_at": now}
        key = Key.objects.create(client=client, **made)
        record(by, about, f"给接口账号{client}发放密钥 {name}（{algorithm}）。")
    return Issued(key, secret)


def end_key(key: Key, by: str, about: Unit | None, now: datetime) -> None:
    """No request is taken under it from now on."""
    with transaction.atomic():
        if Key.objects.filter(pk=key.pk, ended_at=None).update(ended_at=now):
            record(by, about, f"作废接口账号{key.client}的密钥 {key.name}。")


def stop(client: Client, by: str, about: Unit | None, now: datetime) -> None:
    """No request of it is taken from now on; its keys stay as they are."""
    with transaction.atomic():
        if Client.objects.filter(pk=client.pk, stopped_at=None).update(stopped_at=now):
            record(by, about, f"停用接口账号{client}。")


def start_again(client: Client, by: str, about: Unit | None) -> None:
    """Back in use."""
    with transaction.atomic():
        if Client.objects.filter(pk=client.pk).exclude(stopped_at=None).update(stopped_at=None):
            record(by, about, f"恢复接口账号{client}。")


def live_keys(client: Client, now: datetime) -> list[Key]:
    """The keys requests may be signed with."""
    return [key for key in client.keys.all() if key.is_live(now)]


def secret_of(key: Key) -> str | None:
    """The secret of a key; None where the stored text no longer opens as one."""
    found = box_of(_owner(key.client)).opened(key.name, key.hidden)
    return found if SECRET.fullmatch(found) else None


def read_scopes(scopes: Iterable[str]) -> list[str]:
    """What a client may do; at least something."""
    found = list(dict.fromkeys(scopes))
    if not found:
        raise PeopleError("请至少勾选一项可以做的事。", "scopes")
    if unknown := [scope for scope in found if scope not in SCOPES]:
        raise PeopleError(f"没有“{unknown[0]}”这项权限。", "scopes")
    return found


def read_addresses(addresses: Iterable[str]) -> list[str]:
    """Networks in one way of writing; at least one. ``PeopleError`` names the one that is none."""
    found: list[str] = []
    for text in addresses:
        try:
            network = str(ipaddress.ip_network(text, strict=False))
        except ValueError:
            said = f"“{text}”不是网络地址，写成 10.20.0.8 或者 10.20.0.0/16 这样。"
            raise PeopleError(said, "addresses") from None
        if network not in found:
            found.append(network)
    if not found:
        raise PeopleError("请写明对方从哪些地址来，一个也没有就谁也连不上。", "addresses")
    if len(found) > MOST_ADDRESSES:
        raise PeopleError(f"最多写 {MOST_ADDRESSES} 个地址，请改写成网段。", "addresses")
    return found


def speaks_from(client: Client, address: str) -> bool:
    """Whether an address is one of the client's; an unreadable one is none."""
    try:
        here = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(here, ipaddress.IPv6Address) and here.ipv4_mapped is not None:
        here = here.ipv4_mapped
    return any(here in ipaddress.ip_network(network) for network in client.addresses)


def _said(scopes: Iterable[str]) -> str:
    return "、".join(SCOPES[scope] for scope in scopes)


def _owner(client: Client) -> str:
    return f"api client {client.pk}"
