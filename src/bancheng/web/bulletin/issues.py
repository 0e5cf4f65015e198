"""通报: those that went out, the drafts for who writes them, and a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.bulletin.authority import read_by, rule_of, writes
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.issuing import TERMS, begin, period_of
from bancheng.bulletin.laying_out import number_words
from bancheng.bulletin.words import period_words
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.refusal import Refusal
from bancheng.core.standard.bulletins import Rhythm
from bancheng.figures.period import months_on
from bancheng.people import directory
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import clock_words

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One issue as the list shows it."""

    key: str
    number: str
    about: str
    who: str
    at: str


@require_http_methods(["GET", "POST"])
@desk
def bulletins_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /bulletins/?centre=…; POST begins a draft, or opens the one there is."""
    centres = read_by(reader.user, reader.now)
    sent = request.POST if request.method == "POST" else request.GET
    wanted = sent.get("centre") or (centres[0].code if centres else "")
    centre = next((unit for unit in centres if unit.code == wanted), None)
    if centre is None:
        raise Http404
    wrong = ""
    if request.method == "POST":
        try:
            draft = _begun(reader, centre, sent.get("rhythm", ""), sent.get("day", ""))
        except Refusal as refusal:
            wrong = refusal.sentence
        else:
            answer = redirect("bulletin", key=draft.key)
            answer.status_code = 303
            return answer
    context = {**_page(reader, centre), "centres": centres, "centre": centre, "wrong": wrong}
    status = 422 if wrong else 200
    return show(request, reader, "bulletin/issues.html", context, at="bulletins", status=status)


def _begun(reader: Reader, centre: Unit, rhythm: str, day: str) -> Issue:
    found: Rhythm | None = next((name for name in rule_of(centre).rhythm if name == rhythm), None)
    if found is None:
        raise Refusal("unknown_option", "请选月通报、季度通报或者年通报。", field="rhythm")
    try:
        inside = date.fromisoformat(f"{day}-01" if len(day) == len("2026-11") else day)
    except ValueError as not_a_day:
        sentence = f"月份“{day}”看不懂，要写成 2026-11 这样。"
        raise Refusal("wrong_shape", sentence, field="day") from not_a_day
    return begin(reader.user, centre.code, period_of(found, inside), reader.now)


def _page(reader: Reader, centre: Unit) -> dict[str, object]:
    rule, may = rule_of(centre), writes(reader.user, centre, reader.now)
    rows = Issue.objects.filter(centre=centre.code, dropped_at=None)
    out = rows.exclude(issued_at=None).order_by("-issued_at", "-pk")
    drafts = rows.filter(issued_at=None).order_by("-first", "-pk") if may else rows.none()
    last = months_on(calendar_of(centre).local(reader.now).date(), -1)
    month = period_of("month", last)
    return {
        "rule": rule,
        "refs": [standard_for(centre).ref(clause) for clause in rule.cites],
        "may": may,
        "out": [_line(one, reader) for one in out[:SHOWN]],
        "more": max(out.count() - SHOWN, 0),
        "drafts": [_line(one, reader) for one in drafts[:SHOWN]],
        "rhythms": [(name, TERMS[name]) for name in rule.rhythm],
        "day": f"{last:%Y-%m}",
        "owed": ""
        if not may or out.filter(first=month.first, last=month.last).exists()
        else period_words(month),
    }


def _line(one: Issue, reader: Reader) -> Line:
    at = one.issued_at or one.begun_at
    return Line(
        key=one.key,
        number=number_words(one) or "草稿",
        about=period_words(one.period),
        who=directory.name_of(one.issued_by or one.begun_by),
        at=clock_words(at, reader.now),
    )
