"""接口账号: every other system that may speak to the units one looks after, and its last use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.clients.keeping import live_keys
from bancheng.clients.models import Client
from bancheng.people.unit import Form
from bancheng.web.administration.keeping import must_keep
from bancheng.web.desk import Reader, desk, show


@dataclass(frozen=True, slots=True)
class Line:
    """One client as the list shows it."""

    client: Client
    places: tuple[str, ...]
    keys: int
    used_at: datetime | None


@require_safe
@desk
def clients_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /clients/"""
    kept = must_keep(reader)
    codes = {unit.code for unit in kept}
    every = Client.objects.select_related("user").prefetch_related("keys", "user__posts__unit")
    lines = []
    for client in every:
        units = [post.unit for post in client.user.posts.all()]
        if units and not any(unit.code in codes for unit in units):
            continue
        places = tuple(dict.fromkeys(unit.shown for unit in units if unit.code in codes))
        uses = [key.used_at for key in client.keys.all() if key.used_at is not None]
        line = Line(client, places, len(live_keys(client, reader.now)), max(uses, default=None))
        lines.append(line)
    units = [unit for unit in kept if unit.active and unit.form != Form.REGION]
    context = {"lines": lines, "units": units}
    return show(request, reader, "api_clients/list.html", context, at="api-clients")
