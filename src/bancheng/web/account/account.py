"""我的账号: how one signs in, at a glance, and the ways to change it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.identity import recovery, required
from bancheng.identity.factor_row import factor_of
from bancheng.identity.link_row import link_of
from bancheng.identity.organisation.service import offered
from bancheng.people import directory
from bancheng.web.desk import Reader, desk, show


@require_safe
@desk
def account_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /account/"""
    factor, link, service = factor_of(reader.user), link_of(reader.user), offered()
    used = (
        factor.recovery_codes.exclude(used_at=None).order_by("used_at").last() if factor else None
    )
    context = {
        "person": reader.user,
        "factor": factor,
        "left": recovery.left(factor) if factor else 0,
        "used_at": used.used_at if used else None,
        "must": required.must_have(reader.user, reader.now),
        "service": service,
        "link": link,
        "bound_by": directory.name_of(link.bound_by) if link else "",
    }
    return show(request, reader, "account/account.html", context, at="account")
