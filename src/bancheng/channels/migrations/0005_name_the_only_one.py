from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import Q
from django.utils import timezone

BY = "（升级）"
LISTENS = ("hotline", "zone", "sms")
"""The kinds of channel into which another side speaks."""


def name_the_only_one(apps: Any, schema: Any) -> None:
    """Until now every client with the scope could speak into every channel of its centre. Where one
    client and one channel were all there is, they meant each other; anywhere else nobody is named,
    and the channel's page says so."""
    setups = apps.get_model("channels", "Setup")
    posts = apps.get_model("people", "Post")
    now = timezone.now()
    today = timezone.localdate(now)
    listening = setups.objects.filter(ended_at=None, kind__in=LISTENS)
    for setup in listening:
        if listening.filter(centre_id=setup.centre_id).count() != 1:
            continue
        here = posts.objects.filter(Q(until_on=None) | Q(until_on__gt=today))
        users = here.filter(unit_id=setup.centre_id, from_on__lte=today).values("user_id")
        clients = apps.get_model("clients", "Client").objects.filter(
            user_id__in=users, user__is_active=True, stopped_at=None
        )
        found = [client for client in clients if "channel" in client.scopes]
        if len(found) == 1:
            apps.get_model("channels", "Speaker").objects.create(
                setup=setup, client=found[0], named_by=BY, named_at=now
            )
            told = f"{found[0].user.name}（{found[0].user.username}）"
            sentence = f"接口账号{told}可以往渠道“{setup.name}”送消息。"
            apps.get_model("people", "Change").objects.create(
                at=now, by=BY, about=setup.centre.code, sentence=sentence
            )


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0004_speakers"),
    ]

    operations = [
        migrations.RunPython(name_the_only_one, migrations.RunPython.noop),
    ]
