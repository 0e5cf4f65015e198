from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

BY = "（升级）"
TAKES_ORDERS = ("hotline", "zone")
LISTENS = (*TAKES_ORDERS, "sms")
"""The kinds of channel into which another side speaks."""


def name_the_only_one(apps: Any, schema: Any) -> None:
    """Until now every client with the scope could speak into every channel of its centre. Where one
    client and one channel that takes orders were all there is, they meant each other; a gateway of
    texts hears only of what was sent, and is meant where it is the one channel that listens. For
    any other nobody is named, and the channel's page says so."""
    setups = apps.get_model("channels", "Setup")
    now = timezone.now()
    listening = list(setups.objects.filter(ended_at=None, kind__in=LISTENS))
    for setup in listening:
        here = [each for each in listening if each.centre_id == setup.centre_id]
        taking = [each for each in here if each.kind in TAKES_ORDERS]
        if (taking or here) != [setup]:
            continue
        found = _clients_at(apps, setup.centre, now)
        if len(found) == 1:
            apps.get_model("channels", "Speaker").objects.create(
                setup=setup, client=found[0], named_by=BY, named_at=now
            )
            told = f"{found[0].user.name}（{found[0].user.username}）"
            sentence = f"接口账号{told}可以往渠道“{setup.name}”送消息。"
            apps.get_model("people", "Change").objects.create(
                at=now, by=BY, about=setup.centre.code, sentence=sentence
            )


def _clients_at(apps: Any, centre: Any, now: datetime) -> list[Any]:
    """The clients with the scope that have a post in force which counts at this centre."""
    today = timezone.localdate(now)
    posts = apps.get_model("people", "Post").objects.select_related("unit")
    in_force = posts.filter(Q(until_on=None) | Q(until_on__gt=today), from_on__lte=today)
    clients = apps.get_model("clients", "Client").objects.select_related("user")
    return [
        client
        for client in clients.filter(user__is_active=True, stopped_at=None)
        if "channel" in client.scopes
        if any(_serves(post.unit, centre) for post in in_force.filter(user_id=client.user_id))
    ]


def _serves(unit: Any, centre: Any) -> bool:
    """As ``people.counting.serves``: below the centre, or a department or body of a region that
    the centre lies in."""
    above = next((each for each in _line(unit) if each.form == "centre"), None)
    if above is not None:
        return bool(above.pk == centre.pk)
    regions = {each.pk for each in _line(centre) if each.form == "region"}
    return unit.form in ("department", "body") and unit.parent_id in regions


def _line(unit: Any) -> Iterator[Any]:
    seen: set[int] = set()
    while unit is not None and unit.pk not in seen:
        yield unit
        seen.add(unit.pk)
        unit = unit.parent


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_speakers"),
    ]

    operations = [
        migrations.RunPython(name_the_only_one, migrations.RunPython.noop),
    ]
