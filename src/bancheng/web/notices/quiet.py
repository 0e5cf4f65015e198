"""勿扰: when I wish to be left alone, what I want to hear of, and where else it should go."""

from __future__ import annotations

from datetime import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_time
from django.views.decorators.http import require_http_methods

from bancheng.notices import preference
from bancheng.notices.preference import ALWAYS, Preference, PreferenceError
from bancheng.notices.senders import on_offer
from bancheng.web.basics import works_on_cases
from bancheng.web.desk import Reader, desk, show
from bancheng.web.notices.words import TERMS


@require_http_methods(["GET", "POST"])
@desk
def quiet_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /notices/quiet"""
    if not works_on_cases(reader):
        raise Http404
    wrong, chosen = None, preference.of(reader.user.username)
    if request.method == "POST":
        chosen = _typed(request, reader)
        try:
            preference.choose(chosen)
        except PreferenceError as refused:
            wrong = refused
        else:
            messages.success(request, "已记下。")
            return redirect("notices")
    context = {
        "chosen": chosen,
        "wrong": wrong,
        "abouts": [
            (name, term, preference.wants(chosen, name), name in ALWAYS)
            for name, term in TERMS.items()
        ],
        "roads": [
            (name, road.term, chosen.channels.get(name, "")) for name, road in on_offer().items()
        ],
    }
    status = 422 if wrong else 200
    return show(request, reader, "notices/quiet.html", context, at="notices", status=status)


def _typed(request: HttpRequest, reader: Reader) -> Preference:
    sent = request.POST
    wanted = set(sent.getlist("wanted"))
    typed = {name: sent.get(f"to-{name}", "").strip()[:200] for name in on_offer()}
    known = preference.of(reader.user.username).channels
    typed = {**known, **typed}  # a road that is shut today keeps its address
    return Preference(
        username=reader.user.username,
        quiet_from=_clock(sent.get("quiet_from", "")),
        quiet_until=_clock(sent.get("quiet_until", "")),
        unwanted=[name for name in TERMS if name not in wanted],
        channels={name: address for name, address in typed.items() if address},
    )


def _clock(text: str) -> time | None:
    try:
        return parse_time(text)
    except ValueError:
        return None
