"""制度: the service rules at hand, those the standard refers to and the centre's own on file, dated
(SC-6.2.2, XF-5).
"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from bancheng.people.centre_rule import file_rule, withdraw_rule
from bancheng.people.errors import PeopleError
from bancheng.people.models import CentreRule
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.halls import Hall, hall_at, hall_of, read_day


@require_safe
@desk
def rules_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /rules/"""
    hall = hall_of(request, reader)
    known = list(CentreRule.objects.filter(centre=hall.centre).select_related("filed_by"))
    today = reader.now.date()
    context = {
        "hall": hall,
        "references": hall.standard.standard.references,
        "standard": hall.standard,
        "now": [rule for rule in known if rule.holds(today)],
        "soon": [rule for rule in known if rule.in_force_on > today],
        "past": [rule for rule in known if rule.ended_on and rule.ended_on <= today],
        "cites": hall.cites("rules"),
    }
    return show(request, reader, "rota/rules.html", context, at="roster")


@require_http_methods(["GET", "POST"])
@desk
def rule_page(request: HttpRequest, reader: Reader, key: int) -> HttpResponse:
    """GET and POST /rules/<key>/"""
    rule = (
        CentreRule.objects.filter(pk=key)
        .select_related("centre", "filed_by", "ended_by", "replaces")
        .first()
    )
    if rule is None:
        raise Http404(key)
    hall = hall_at(rule.centre, reader, must_keep=request.method == "POST")
    wrong = None
    if request.method == "POST":
        try:
            on = read_day(request.POST.get("on", ""), date.min)
            if on == date.min:
                raise PeopleError("请写明从哪天起停止施行。", "on")
            withdraw_rule(rule, on, reader.user)
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, f"“{rule.title}”{on:%Y-%m-%d} 起停止施行。")
            answer = redirect("rule", key)
            answer.status_code = 303
            return answer
    context = {
        "hall": hall,
        "rule": rule,
        "holds": rule.holds(reader.now.date()),
        "replaced_by": rule.replaced_by.first(),
        "today": reader.now.date(),
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/rule.html", context, at="roster", status=status)


@require_http_methods(["GET", "POST"])
@desk
def rule_new_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /rules/new?replaces=<key>"""
    hall = hall_of(request, reader, must_keep=True)
    sent = request.POST if request.method == "POST" else request.GET
    replaces = _replaced(sent, hall)
    wrong = None
    if request.method == "POST":
        try:
            rule = _file(sent, hall, replaces, reader)
        except PeopleError as refused:
            wrong = refused
        else:
            messages.success(request, f"“{rule.title}”已归入本中心制度。")
            answer = redirect("rule", rule.pk)
            answer.status_code = 303
            return answer
    context = {
        "hall": hall,
        "replaces": replaces,
        "title": sent.get("title") or (replaces.title if replaces else ""),
        "sent": sent,
        "wrong": wrong,
    }
    status = 422 if wrong else 200
    return show(request, reader, "rota/rule_new.html", context, at="roster", status=status)


def _replaced(sent: QueryDict, hall: Hall) -> CentreRule | None:
    key = sent.get("replaces", "")
    if not (key.isascii() and key.isdigit()):
        return None
    return CentreRule.objects.filter(centre=hall.centre, pk=key, ended_on=None).first()


def _file(sent: QueryDict, hall: Hall, replaces: CentreRule | None, reader: Reader) -> CentreRule:
    days = {name: read_day(sent.get(name, ""), date.min) for name in ("issued_on", "in_force_on")}
    for name, words in (("issued_on", "印发日期"), ("in_force_on", "施行日期")):
        if days[name] == date.min:
            raise PeopleError(f"请写明{words}。", name)
    return file_rule(
        hall.centre,
        sent.get("title", ""),
        days["issued_on"],
        days["in_force_on"],
        sent.get("body", ""),
        sent.get("reference", ""),
        reader.user,
        reader.now,
        replaces,
    )
