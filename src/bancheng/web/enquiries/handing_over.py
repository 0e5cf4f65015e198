"""交接几件: whoever goes off duty hands several cases over at once, by name (首问负责)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access, queries
from bancheng.casework.door import Order, handle
from bancheng.core.permission import stage_term
from bancheng.core.refusal import Refusal
from bancheng.people import directory as people
from bancheng.web.desk import Reader, desk, show
from bancheng.web.enquiries.at_counter import AtCounter, at_counter

SHOWN = 100
OVER = ("ended", "archived")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def hand_over_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /hand-over/"""
    at = at_counter(request, reader)
    sent = request.POST
    wrong = ""
    skipped: list[tuple[str, str]] = []
    if request.method == "POST":
        chosen, to_user = sent.getlist("case"), sent.get("to_user", "")
        wrong = _wrong(chosen, to_user, at)
        if not wrong:
            done, skipped = hand_over(
                reader, chosen, to_user, sent.get("text", ""), sent["command"]
            )
            if done:
                name = people.name_of(to_user)
                messages.success(
                    request, f"已把 {len(done)} 件交接给{name}，以后由{name}首问负责。"
                )
            if not skipped:
                answer = redirect(f"{reverse('hand-over')}?at={at.code}")
                answer.status_code = 303
                return answer
    whose = sent.get("whose") or request.GET.get("whose") or reader.user.username
    context = {
        "at": at,
        "whose": whose,
        "whose_name": people.name_of(whose),
        "mine": whose == reader.user.username,
        **_lines(reader, at, whose),
        "staff": staff(at),
        "to_user": sent.get("to_user", ""),
        "text": sent.get("text", ""),
        "chosen": frozenset(sent.getlist("case")),
        "wrong": wrong,
        "skipped": skipped,
        "command": uuid4().hex,
    }
    status = 422 if wrong else 200
    return show(request, reader, "enquiries/hand_over.html", context, at="hand-over", status=status)


def hand_over(
    reader: Reader, cases: list[str], to_user: str, text: str, command: str
) -> tuple[list[str], list[tuple[str, str]]]:
    """Each case by an act of its own: what was done, and what was skipped and why."""
    done, skipped = [], []
    given = {"to_user": to_user, "text": text}
    for case_no in dict.fromkeys(cases):
        order = Order("hand_over", {k: v for k, v in given.items() if v})
        try:
            handle(reader.user, case_no, [order], f"{command[:32]}-{case_no}", None, reader.now)
        except access.NotFound:
            skipped.append((case_no, "没有这一件，或者不在您能查看的范围内。"))
        except Refusal as refusal:
            skipped.append((case_no, refusal.sentence))
        else:
            done.append(case_no)
    return done, skipped


def staff(at: AtCounter) -> list[tuple[str, str]]:
    """Who may take over: the people who work at this counter."""
    rule = at.standard.acts["register"]
    found = {
        person.username: person.name
        for role in rule.by
        for person in people.holders(at.centre, role)
        if person.active
    }
    return sorted(found.items(), key=lambda one: one[1])


def _lines(reader: Reader, at: AtCounter, whose: str) -> dict[str, object]:
    rows = access.visible(reader.user).filter(chain=at.code, answerable=whose)
    still = rows.exclude(stage__in=OVER).order_by("registered_at")
    some = list(still[: SHOWN + 1])
    lines = queries.case_lines(some[:SHOWN]).values()
    return {
        "lines": [(line, stage_term(line.standard, line.case.stage)) for line in lines],
        "more": len(some) > SHOWN,
        "limit": SHOWN,
    }


def _wrong(chosen: list[str], to_user: str, at: AtCounter) -> str:
    if not chosen:
        return "请勾选要交接的工单。"
    if to_user not in dict(staff(at)):
        return "请选接手的人。"
    return ""
