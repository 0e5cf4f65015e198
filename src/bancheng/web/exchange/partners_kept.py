"""交换对方: for the administrator, every other installation we know, and our own cards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.exchange.card import in_groups
from bancheng.exchange.own_keys import own_card
from bancheng.exchange.partner_row import Partner, PartnerKey
from bancheng.exchange.partners import possible, still_open
from bancheng.web.administration.keeping import must_keep
from bancheng.web.desk import Reader, desk, show

SHOWN = 100


@require_safe
@desk
def partners_kept_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /partners/"""
    mine = must_keep(reader)
    found = Partner.objects.filter(ours__in=mine).select_related("ours", "theirs")
    found = found.order_by("ended_at", "ours__sort", "ours__code", "pk")
    listed = list(found[:SHOWN])
    in_force = PartnerKey.objects.filter(partner__in=listed, ended_at=None)
    keys = {key.partner_id: key for key in in_force}
    speaking = {pair[1].code: pair[1] for pair in possible(mine, reader.now)}
    speaking |= {one.ours.code: one.ours for one in listed if one.ended_at is None}
    context = {
        "lines": [(one, keys.get(one.pk)) for one in listed],
        "more": max(found.count() - SHOWN, 0),
        "cards": [(unit, in_groups(own_card(unit).fingerprint)) for unit in speaking.values()],
        "may_add": bool(still_open(mine, reader.now)),
    }
    return show(request, reader, "exchange/partners_kept.html", context, at="partners")
