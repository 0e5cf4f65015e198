"""打一个回访电话: what a caller needs to see, the phone on request, and what came of the call.

The phone stands on the answer to a POST and in no address; that it was shown is recorded.
"""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import asking
from bancheng.casework.access import NotFound
from bancheng.casework.revisiting import ACT, Glimpse
from bancheng.casework.surroundings import setting_of
from bancheng.core.calendar import CHINA
from bancheng.core.decider import Setting
from bancheng.core.glossary import OPTION_TERMS
from bancheng.core.linked import is_abroad
from bancheng.core.refusal import Refusal
from bancheng.library import standards
from bancheng.people import directory
from bancheng.revisit.attempt_row import IN_VAIN, OUTCOMES
from bancheng.revisit.authority import campaign_for
from bancheng.revisit.calling import entry_for, note_in_vain, note_result
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.entry_row import DONE, WAITING, Entry
from bancheng.revisit.seeing import glimpses, show_whole
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, drawn, read, wrong_of
from bancheng.web.revisit.listed import row_of
from bancheng.web.words_of_time import clock_words

Whole = tuple[str, str, str]


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def call_page(request: HttpRequest, reader: Reader, pk: int, case_no: str) -> HttpResponse:
    """GET and POST /revisit/<pk>/call/<case_no>; POST shows a phone or takes what came of it."""
    campaign = campaign_for(reader.user, pk, reader.now)
    entry = entry_for(reader.user, campaign, case_no)
    glimpse = glimpses(reader.user, [case_no]).get(case_no)
    if glimpse is None:
        raise NotFound(case_no)
    standard = standards.standard(glimpse.standard, glimpse.edition)
    setting = setting_of(glimpse.chain, standard)
    wrong: Wrong | None = None
    whole: Whole | None = None
    if request.method == "POST":
        try:
            if who := request.POST.get("show"):
                name, phone = show_whole(reader.user, case_no, who, reader.now)
                whole = (who, name, phone)
            else:
                _take(request, reader, entry, setting)
                return _onwards(request, reader, campaign, case_no)
        except Refusal as refusal:
            wrong = wrong_of(refusal, standard)
    context = _context(request, reader, entry, glimpse, setting, wrong)
    context |= {"campaign": campaign, "wrong": wrong, "whole": whole}
    status = 422 if wrong else 200
    return show(request, reader, "revisit/call.html", context, at="revisit", status=status)


def _take(request: HttpRequest, reader: Reader, entry: Entry, setting: Setting) -> None:
    command = request.POST.get("command_id", "")[:80] or str(uuid4())
    if outcome := request.POST.get("outcome"):
        whom = request.POST.get("whom", "petitioner")
        note_in_vain(reader.user, entry, outcome, whom, command, reader.now)
        messages.success(request, f"{entry.number} 已记一次“{IN_VAIN.get(outcome, '')}”。")
        return
    given = read(_asked(setting), request.POST)
    note_result(reader.user, entry, given, command, reader.now)
    onwards = "到“交换”页做一份，带给对方。" if is_abroad(entry.case_no) else ""
    messages.success(request, f"{entry.number} 的回访已记录。窗口的回访原样保留。{onwards}")


def _asked(setting: Setting) -> list[asking.FieldView]:
    return [view for view in asking.fields(ACT, setting) if view.ask.name != "campaign"]


def _onwards(
    request: HttpRequest, reader: Reader, campaign: Campaign, case_no: str
) -> HttpResponse:
    """To the caller's next case, or back to the list where there is none."""
    mine = campaign.entries.filter(state=WAITING, caller=reader.user.username)
    following = mine.exclude(case_no=case_no).order_by("tries", "pk").first()
    if following is not None:
        answer = redirect("revisit-call", pk=campaign.pk, case_no=following.case_no)
    else:
        answer = redirect("revisit-list", pk=campaign.pk)
    answer.status_code = 303
    return answer


def _context(
    request: HttpRequest,
    reader: Reader,
    entry: Entry,
    glimpse: Glimpse,
    setting: Setting,
    wrong: Wrong | None,
) -> dict[str, object]:
    views = _asked(setting)
    given = read(views, request.POST) if request.method == "POST" else {}
    done_again = entry.state == DONE and entry.done_round == glimpse.round
    whom = OPTION_TERMS["answered_by"]
    return {
        "row": row_of(entry, glimpse),
        "by_file": is_abroad(entry.case_no),
        "glimpse": glimpse,
        "people": [(who, whom[who], name, phone) for who, name, phone in glimpse.people],
        "fields": drawn(views, given, wrong),
        "outcomes": IN_VAIN.items(),
        "command_id": str(uuid4()),
        "may_call": glimpse.closed and not done_again and entry.campaign.ended_at is None,
        "attempts": [
            (
                clock_words(one.at.astimezone(CHINA), reader.now),
                directory.name_of(one.by),
                whom.get(one.whom, ""),
                OUTCOMES[one.outcome],
            )
            for one in entry.attempts.order_by("at", "pk")
        ],
    }
