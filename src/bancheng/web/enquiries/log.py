"""咨询登记: two fields and a key; the day's list below; one more key makes a case of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bancheng.core.refusal import Refusal
from bancheng.counter import answers, directory, enquiries
from bancheng.people import directory as people
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.at_counter import AtCounter, at_counter
from bancheng.web.enquiries.plain_field import plain_field, wrong_with
from bancheng.web.fields import Field, Wrong
from bancheng.web.search import LONGEST, sealed, unsealed

DAYS = 14
NOTE, CASE, LOOK = "note", "case", "look"
PLACES_SHOWN = 3


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def log_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /enquiries/"""
    at = at_counter(request, reader)
    if request.method == "GET":
        return _shown(request, reader, at, QueryDict())
    sent = request.POST
    if sent.get("then") == LOOK:
        return _shown(request, reader, at, sent)
    try:
        row = enquiries.note(
            reader.user, at.code, sent.dict(), sent.get("command_id", ""), reader.now
        )
    except Refusal as refusal:
        return _shown(request, reader, at, sent, wrong_with(refusal))
    used = sent.get("answer_used", "")
    if used and row.at == reader.now:  # not the same form sent twice
        answers.used(reader.user, used, "enquiry", reader.now)
    if sent.get("then") == CASE:
        return _see_other("enquiry-register", row.uid)
    today = enquiries.counts_by_day(reader.user, at.code, at.today).get(at.today, (0, 0))[0]
    messages.success(request, f"已记下，今天第 {today} 条。")
    answer = redirect(f"{reverse('enquiries')}?at={at.code}&new={row.uid}")
    answer.status_code = 303
    return answer


def _see_other(name: str, *args: str) -> HttpResponse:
    answer = redirect(name, *args)
    answer.status_code = 303
    return answer


def _shown(
    request: HttpRequest,
    reader: Reader,
    at: AtCounter,
    sent: QueryDict,
    wrong: Wrong | None = None,
) -> HttpResponse:
    text = unsealed(reader, request.GET.get("f", ""))
    day = _day(request.GET.get("day", ""), at.today)
    lines, more = (
        enquiries.found(reader.user, at.code, text)
        if text
        else (enquiries.of_day(reader.user, at.code, day), False)
    )
    counts = enquiries.counts_by_day(reader.user, at.code, at.today - timedelta(days=DAYS))
    context = {
        "at": at,
        "fields": fields_of(sent, wrong),
        "wrong": wrong,
        "command_id": sent.get("command_id") or uuid4().hex,
        "new": request.GET.get("new", ""),
        "text": text,
        "day": day,
        "lines": [
            (noted, people.name_of(noted.row.by), noted.row.by == reader.user.username)
            for noted in lines
        ],
        "several_windows": len({noted.row.window_id for noted in lines}) > 1,
        "more": more,
        "limit": enquiries.SHOWN,
        "days": [(d, *counts[d]) for d in sorted({*counts, at.today}, reverse=True) if d in counts]
        or [(at.today, 0, 0)],
        "counted": counts.get(day, (0, 0)),
        **suggestions(reader, at, sent.get("asked", "")),
    }
    status = 422 if wrong else 200
    return show(request, reader, "enquiries/log.html", context, at="enquiries", status=status)


def fields_of(given: Mapping[str, str], wrong: Wrong | None) -> list[Field]:
    """The two fields, and the phone that may be left out."""
    longest = enquiries.LONGEST
    hints = {"asked": "一两句话就够", "answered": "答了什么，或者请到哪里去"}
    both = [
        plain_field(
            name, term, given, wrong, widget="text", required=True, hint=hints[name],
            longest=longest,
        )
        for name, term in enquiries.TERMS.items()
    ]  # fmt: skip
    phone = plain_field(
        "phone", "电话", given, wrong, widget="phone", hint="可不填；要回电的才记", longest=30
    )
    return [*both, phone]


def suggestions(reader: Reader, at: AtCounter, asked: str) -> dict[str, object]:
    """What is at hand for a question: answers that fit, and where people are sent."""
    places = directory.listed(at.code, reader.now)
    fit = directory.fitting(places, asked)[:PLACES_SHOWN]
    return {
        "answers": answers.suggested(reader.user, at.code, asked, at.today),
        "places": fit,
        "other_places": [line for line in places if line not in fit],
        "asked": bool(asked.strip()),
    }


@sensitive_post_parameters()
@require_POST
@desk
def suggestions_part(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /enquiries/at-hand: the part beside the form, while somebody types."""
    at = at_counter(request, reader)
    context = {"at": at, **suggestions(reader, at, request.POST.get("asked", ""))}
    return render(request, "enquiries/at_hand.html", context)


@sensitive_post_parameters()
@require_POST
@desk
def find_enquiries(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /enquiries/find: what was typed goes into the address sealed, as it may be a name."""
    at = at_counter(request, reader)
    text = request.POST.get("text", "").strip()[:LONGEST]
    address = f"{reverse('enquiries')}?at={at.code}"
    return redirect(f"{address}&f={sealed(reader, text)}" if text else address)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
