"""个人信息告知 whole, on a page of its own: who reads, read off what the program lets them read.

What the standard lets a role read, which channels are switched on, which systems have an account:
the page cannot say less than the read door opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.reading_rights import chains_in_reach
from bancheng.channels.setups import in_use
from bancheng.clients.client_row import READ, Client
from bancheng.core.permission import role_term
from bancheng.core.standard.standard import Standard
from bancheng.web.public.privacy import notice
from bancheng.web.public.visit import Visit, public, show

READS: Mapping[str, str] = {
    "centre": "这个窗口的事，他们都看得到：",
    "placed": "只看得到交给他们的事：",
    "referred": "只看得到请他们定的事：",
    "conduct": "只看得到说人态度不好的事：",
}
"""What a role reads, as the standard says it (``reads``)."""
OF_CHANNEL: Mapping[str, str] = {
    "hotline": "从热线转来的事，办得怎么样会告诉热线。",
    "zone": "从企业专区来的事，答复会送回专区。",
    "web_handover": "从别的平台转来的，那边也有您填的。",
    "service_rating": "评价的平台只收分数，不收姓名和电话。",
}
"""What of a petitioner a kind of channel brings to others; notices to staff bring nothing. Texts
are told of with the notice itself."""
TOLD_NOTHING = frozenset({"sms", "mail", "wecom_robot", "dingtalk_robot"})


@dataclass(frozen=True, slots=True)
class Readers:
    """``roles``: what they read, and who; ``channels``: sentences; ``others`` and ``systems``:
    channels of other kinds and connected systems, by name."""

    roles: tuple[tuple[str, tuple[str, ...]], ...]
    asks_later: str
    above: bool
    channels: tuple[str, ...]
    systems: tuple[str, ...]


@require_safe
@public
def privacy_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET /w/<centre>/privacy"""
    context = {"notice": notice(visit), "readers": readers(visit)}
    return show(request, visit, "public/privacy.html", context)


def readers(visit: Visit) -> Readers:
    """Everybody who may read a matter brought here, or a part of it."""
    found, code = visit.standard, visit.centre.code
    setups = in_use(centre=code)
    kinds = dict.fromkeys(setup.kind for setup in setups)
    others = [s.name for s in setups if s.kind not in OF_CHANNEL and s.kind not in TOLD_NOTHING]
    return Readers(
        tuple((said, who) for reads, said in READS.items() if (who := _who(found, reads))),
        role_term(found, found.revisit.by) if found.revisit else "",
        "send_up" in found.acts,
        tuple(OF_CHANNEL[kind] for kind in kinds if kind in OF_CHANNEL),
        (*others, *_systems(code)),
    )


def _who(standard: Standard, reads: str) -> tuple[str, ...]:
    return tuple(role.label for role in standard.roles.values() if role.reads == reads)


def _systems(code: str) -> list[str]:
    """Connected systems that may read cases of the centre."""
    going = Client.objects.filter(stopped_at=None).select_related("user")
    return [c.user.name for c in going if c.may(READ) and code in chains_in_reach(c.user)]
