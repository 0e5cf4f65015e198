"""会议: what waits for one, those called, and calling another with the cases that are ticked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework.names import names_for
from bancheng.casework.surroundings import calendar_of
from bancheng.core.refusal import Refusal
from bancheng.meetings.body import Body, bodies_of
from bancheng.meetings.calling import Wanted, call
from bancheng.meetings.meeting_row import Fixing, Meeting
from bancheng.meetings.questions import waiting
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, read_moment, wrong_of
from bancheng.web.meetings.on_the_table import state_of
from bancheng.web.meetings.words import asked
from bancheng.web.words_of_time import clock_words

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Called:
    """One meeting in the list."""

    number: int
    when: str
    place: str
    chair: str
    state: str


@require_http_methods(["GET", "POST"])
@desk
def meetings_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /meetings/"""
    bodies = bodies_of(reader.user, reader.now)
    if not bodies:
        raise Http404
    sent, wrong = request.POST, None
    body = body_of(bodies, sent.get("at") or request.GET.get("at", ""))
    if request.method == "POST":
        try:
            meeting = call(reader.user, body, wanted(sent), sent.getlist("case"), reader.now)
        except Refusal as refusal:
            wrong = wrong_of(refusal, body.standard)
        else:
            messages.success(request, f"已召集{body.term}。")
            answer = redirect("meeting", meeting.pk)
            answer.status_code = 303
            return answer
    context = page(reader, bodies, body, sent, request.GET.get("page", "1"), wrong)
    status = 422 if wrong else 200
    return show(request, reader, "meetings/listing.html", context, at="meetings", status=status)


def body_of(bodies: list[Body], centre: str) -> Body:
    """The body of the centre named, else the reader's first."""
    return next((b for b in bodies if b.centre.code == centre), bodies[0])


def wanted(sent: QueryDict) -> Wanted:
    """When, where and under whom, as typed. Refusal at what is missing."""
    try:
        starts_at = read_moment(sent.get("starts_at", ""))
    except Refusal as refusal:
        raise Refusal("wrong_shape", refusal.sentence, field="starts_at") from None
    if starts_at is None:
        raise Refusal("missing", "请填会议时间。", field="starts_at")
    return Wanted(starts_at, sent.get("place", ""), sent.get("chair", ""))


def page(
    reader: Reader, bodies: list[Body], body: Body, sent: QueryDict, number: str,
    wrong: Wrong | None,
) -> dict[str, object]:  # fmt: skip
    """Everything the page shows."""
    found, more = waiting(reader.user, [body])
    free = [asked(one, reader.now) for one in found if one.meeting is None]
    members = body.members(reader.now)
    chair = sent.get("chair") or next(iter(members), "")
    rows = Meeting.objects.filter(chain=body.centre.code).order_by("-pk")
    pages = Paginator(rows, A_PAGE)
    shown = pages.get_page(number)
    return {
        "bodies": bodies,
        "body": body,
        "free": free,
        "more": more,
        "on_agendas": len(found) - len(free),
        "ticked": sent.getlist("case") if sent else [one.case_no for one in free],
        "members": members.items(),
        "chair": chair,
        "starts_at": sent.get("starts_at") or next_hour(body, reader.now),
        "place": sent.get("place", ""),
        "called": listed(list(shown.object_list), body, reader.now),
        "page": shown,
        "wrong": wrong,
    }


def next_hour(body: Body, now: datetime) -> str:
    """The next full hour, as a time field wants it."""
    local = calendar_of(body.centre).local(now) + timedelta(hours=1)
    return f"{local:%Y-%m-%dT%H}:00"


def listed(rows: list[Meeting], body: Body, now: datetime) -> list[Called]:
    """Meetings with what was last fixed for them: one statement, however many there are.

    No number of items: it would count what is kept from the reader.
    """
    fixed: dict[int, Fixing] = {}
    for fixing in Fixing.objects.filter(meeting__in=rows).order_by("pk"):
        fixed[fixing.meeting_id] = fixing
    names, calendar = names_for(body.standard), calendar_of(body.centre)
    return [
        Called(
            row.pk,
            clock_words(calendar.local(fixed[row.pk].starts_at), now),
            fixed[row.pk].place,
            names.user(fixed[row.pk].chair),
            state_of(row, fixed[row.pk], now),
        )
        for row in rows
    ]
