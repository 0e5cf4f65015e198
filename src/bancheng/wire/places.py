"""可以连的地址 as people keep them: put on the list, taken off, and looked up without being called.

Every change is on record beside those of units and posts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from bancheng.people.change import record
from bancheng.people.errors import PeopleError
from bancheng.wire.addresses import DOTTED, ForbiddenError, Resolve, read_host, resolved
from bancheng.wire.networks import may_call
from bancheng.wire.place_row import Place

HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Found:
    """One address that a name has, and whether it would be called."""

    address: str
    called: bool


def add(host: str, port: int, *, inside: bool, plain: bool, by: str, now: datetime) -> Place:
    """A host that may be called from now on. ``PeopleError`` says why not."""
    try:
        name = read_host(host.strip().lower())
    except ForbiddenError as odd:
        raise PeopleError(str(odd), "host") from None
    if not 0 < port <= HIGHEST_PORT:
        raise PeopleError("端口要是 1 到 65535 的数，一般是 443。", "port")
    if DOTTED.fullmatch(name) and not may_call(name, inside=inside):
        raise PeopleError(_why_not(name), "host")
    place = Place(host=name, port=port, inside=inside, plain=plain, added_by=by, added_at=now)
    try:
        with transaction.atomic():
            place.save()
            record(by, None, f"可以连的地址加上 {place}{_said(place)}。")
    except IntegrityError:
        raise PeopleError(f"{place} 已经在里面了；要改，先取消再加。", "host") from None
    return place


def end(place: Place, by: str, now: datetime) -> bool:
    """Not called from now on; whether it was until now."""
    with transaction.atomic():
        ended = Place.objects.filter(pk=place.pk, ended_at=None).update(ended_at=now)
        if ended:
            record(by, None, f"可以连的地址取消 {place}。")
    return bool(ended)


def in_force() -> list[Place]:
    """Every place that may be called, by its host."""
    return list(Place.objects.filter(ended_at=None))


def of_the_environment() -> list[Place]:
    """Those that whoever runs the program named; they are not taken off by a page."""
    named = settings.PLACES_BY_ENVIRONMENT
    return [Place(host=host, port=port, inside=True, plain=plain) for host, port, plain in named]


def look_up(place: Place, resolve: Resolve | None = None) -> list[Found]:
    """What its name resolves to just now. No connection is made."""
    found = dict.fromkeys((resolve or resolved)(place.host, place.port))
    return [Found(address, may_call(address, inside=place.inside)) for address in found]


def _why_not(name: str) -> str:
    if may_call(name, inside=True):
        return f"{name} 是内网地址，请勾上“在内网”。"
    return f"{name} 是本机、链路本地或者保留的地址，这样的地址不能连。"


def _said(place: Place) -> str:
    words = [word for word, on in (("在内网", place.inside), ("不加密", place.plain)) if on]
    return f"（{'，'.join(words)}）" if words else ""
