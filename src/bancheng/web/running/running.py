"""运行: health, backups, drills and the arrangement for them, on one page for the administrator.

Only whoever looks after the top of the tree sees it: what is kept here is everybody's.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.dateparse import parse_time
from django.views.decorators.http import require_http_methods

from bancheng.core.actor import SYSTEM
from bancheng.people import directory, seats
from bancheng.running import health, plan
from bancheng.running.chore import Chore, Kind, ask_for
from bancheng.web.desk import Reader, desk, show

SHOWN = 20
STANDING = {"good": "正常", "look": "留意", "bad": "要处理"}


def looks_after_all(reader: Reader) -> bool:
    """An administrator whose post is at the top of the tree."""
    return reader.is_administrator and any(
        unit.parent_id is None for unit in seats.administered_by(reader.user, reader.now)
    )


@require_http_methods(["GET", "POST"])
@desk
def running_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /running/"""
    if not looks_after_all(reader):
        raise Http404
    if request.method == "GET":
        return _shown(request, reader, plan.in_force())
    if request.POST.get("do") in Kind.values:
        chore = ask_for(Kind(request.POST["do"]), reader.user.username, reader.now)
        messages.success(request, f"{chore.get_kind_display()}已排上，一两分钟内开始。")
        return redirect("running")
    wanted = arranged(request.POST)
    try:
        plan.change(wanted, reader.user.username, reader.now)
    except plan.PlanError as wrong:
        return _shown(request, reader, wanted, wrong)
    messages.success(request, "已改定，从现在起照这个安排。")
    return redirect("running")


def arranged(sent: QueryDict) -> plan.Plan:
    """The arrangement as it was typed; a number that is none is refused by ``change``."""
    return plan.Plan(
        backup_folder=sent.get("backup_folder", ""),
        backup_at=parse_time(sent.get("backup_at", "")) if sent.get("backup_at") else None,
        with_keys=bool(sent.get("with_keys")),
        keep=_number(sent.get("keep", "")),
        drill_every=_number(sent.get("drill_every", "")),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _by(chore: Chore) -> str:
    return "系统" if chore.asked_by == SYSTEM.user else directory.name_of(chore.asked_by)


def _shown(
    request: HttpRequest, reader: Reader, shown: plan.Plan, wrong: plan.PlanError | None = None
) -> HttpResponse:
    found = health.lines(reader.now)
    chores = list(Chore.objects.all()[:SHOWN])
    context = {
        "lines": [(line, STANDING[line.standing]) for line in found],
        "worst": health.worst(found),
        "plan": shown,
        "wrong": wrong,
        "chores": [(chore, _by(chore)) for chore in chores],
        "kinds": Kind.choices,
        "changed_by": directory.name_of(shown.changed_by) if shown.pk else "",
    }
    status = 422 if wrong else 200
    return show(request, reader, "running/running.html", context, at="running", status=status)
