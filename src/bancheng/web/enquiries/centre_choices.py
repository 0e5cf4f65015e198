"""窗口的约定: what the centre settles for its window, why, and who settled it when."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.core.refusal import Refusal
from bancheng.counter import choices
from bancheng.counter.choice_row import CentreChoice
from bancheng.counter.choices import Choice
from bancheng.people import directory as people
from bancheng.people.seats import administered_by
from bancheng.people.unit import Form, Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.plain_field import wrong_with
from bancheng.web.fields import Wrong


@dataclass(frozen=True, slots=True)
class Settled:
    """One choice as it stands, with what it was before; ``wrong`` where the last try failed."""

    choice: Choice
    value: int
    because: str
    history: tuple[tuple[CentreChoice, str], ...]
    wrong: Wrong | None = None
    typed: str = ""


@require_http_methods(["GET", "POST"])
@desk
def centre_choices_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /centre-choices/"""
    centres = [u for u in administered_by(reader.user, reader.now) if u.form == Form.CENTRE]
    if not centres:
        raise Http404
    sent = request.POST
    wanted = sent.get("at") or request.GET.get("at", "")
    centre = next((c for c in centres if c.code == wanted), centres[0])
    failed: tuple[str, Wrong] | None = None
    if request.method == "POST":
        name = sent.get("name", "")
        try:
            value = sent.get("value", "").strip()
            number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
            because = sent.get("because", "")
            choices.choose(reader.user, centre, name, number, because, reader.now)
        except Refusal as refusal:
            failed = (name, wrong_with(refusal))
        else:
            messages.success(request, "已设定，从现在起生效。")
            answer = redirect(f"{reverse('centre-choices')}?at={centre.code}")
            answer.status_code = 303
            return answer
    context = {
        "centre": centre,
        "others": [c for c in centres if c.code != centre.code],
        "lines": settled(centre, failed, sent.get("because", "")),
    }
    status = 422 if failed else 200
    page = "enquiries/centre_choices.html"
    return show(request, reader, page, context, at="centre-choices", status=status)


def settled(centre: Unit, failed: tuple[str, Wrong] | None, typed: str) -> list[Settled]:
    """Every choice of the centre with its default's reason, or the one that was written."""
    history = choices.history(centre)
    found = []
    for choice in choices.of_centre(centre):
        past = history.get(choice.name, [])
        wrong = failed[1] if failed and failed[0] == choice.name else None
        found.append(
            Settled(
                choice,
                choices.chosen(centre, choice.name),
                past[0].because if past else choice.because,
                tuple((row, people.name_of(row.made_by)) for row in past),
                wrong,
                typed if wrong else "",
            )
        )
    return found


def settles_something(reader: Reader) -> bool:
    """For the side list: administrators."""
    return reader.is_administrator
