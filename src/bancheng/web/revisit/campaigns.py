"""全量回访: the campaigns of the reader's body, and opening one."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.people import directory
from bancheng.people.unit import Unit
from bancheng.revisit.authority import bodies_of, centres_under
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.campaigns import open_campaign, usual_days
from bancheng.revisit.progress import by_centre, total
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, wrong_of

SHOWN = 20


@require_http_methods(["GET", "POST"])
@desk
def campaigns_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /revisit/; POST opens a campaign."""
    bodies = bodies_of(reader.user, reader.now)
    if not bodies:
        raise Http404
    wanted = request.POST.get("unit") or bodies[0].code
    body = next((unit for unit in bodies if unit.code == wanted), None)
    if body is None:
        raise Http404
    standard = standard_for(centres_under(body.code)[0])
    wrong: Wrong | None = None
    if request.method == "POST":
        try:
            campaign = _opened(request, reader, body)
        except Refusal as refusal:
            wrong = wrong_of(refusal, standard)
        else:
            n = campaign.entries.count()
            messages.success(request, f"已开一批，列入 {n} 件。以后办结的会自动列入。")
            answer = redirect("revisit-campaign", pk=campaign.pk)
            answer.status_code = 303
            return answer
    context = _context(request, reader, bodies, body, standard)
    status = 422 if wrong else 200
    context["wrong"] = wrong
    return show(request, reader, "revisit/campaigns.html", context, at="revisit", status=status)


def _opened(request: HttpRequest, reader: Reader, body: Unit) -> Campaign:
    first, last = (_day(request, name) for name in ("first_on", "last_on"))
    command = request.POST.get("command_id", "")[:80] or str(uuid4())
    return open_campaign(reader.user, body, first, last, command, reader.now)


def _day(request: HttpRequest, name: str) -> date:
    text = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = f"“{text}”不是日期，要写成 2026-01-01 这样。" if text else "请填起止日期。"
        raise Refusal("wrong_shape", sentence, field=name) from None


def _context(
    request: HttpRequest, reader: Reader, bodies: list[Unit], body: Unit, standard: Standard
) -> dict[str, object]:
    codes = [unit.code for unit in bodies]
    found = Campaign.objects.filter(unit__in=codes).order_by("-first_on", "-pk")
    rule = standard.revisit
    first, last = usual_days(rule, reader.now.date()) if rule else (None, None)
    listed = found[:SHOWN]
    return {
        "bodies": bodies,
        "body": body,
        "centres": centres_under(body.code),
        "cites": cites(standard, rule.cites if rule else ()),
        "because": rule.because if rule else "",
        "first_on": request.POST.get("first_on", first.isoformat() if first else ""),
        "last_on": request.POST.get("last_on", last.isoformat() if last else ""),
        "command_id": str(uuid4()),
        "campaigns": [
            (one, directory.unit_name(one.unit), total(by_centre(reader.user, one)))
            for one in listed
        ],
        "more": max(found.count() - SHOWN, 0),
    }
