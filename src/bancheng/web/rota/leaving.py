"""离岗移交: everything that is somebody's by name, handed on to colleagues in one go (首问负责).

Cases go through the write door one by one; turns of the rota, standing in and days in the hall are
rearranged. Nothing is left without somebody: what could not be handed on is named with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.casework import leaving as cases_left
from bancheng.casework.leaving import Mine
from bancheng.people import directory, leader_days, leaving
from bancheng.people.away import name_substitute, stand_in, stop_standing_in
from bancheng.people.errors import PeopleError
from bancheng.people.leader_day import LeaderDay
from bancheng.people.models import Shift, StandIn, Substitute, User
from bancheng.people.rota import put_on_shift, take_off_shift
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label
from bancheng.web.rota.colleague import hall_with, may_record
from bancheng.web.rota.days import span_words
from bancheng.web.rota.halls import Hall
from bancheng.web.words_of_time import day_words

NOBODY = "-"


@dataclass(frozen=True)
class Open:
    """One thing that is somebody's: ``key`` names it in the form, ``why_not`` why it could not be
    handed on just now."""

    key: str
    kind: str
    words: str
    row: object
    must_have: bool = True
    case_no: str = ""
    why_not: str = ""


@require_http_methods(["GET", "POST"])
@desk
def leaving_page(request: HttpRequest, reader: Reader, username: str) -> HttpResponse:
    """GET and POST /roster/<user name>/leaving"""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Http404(username)
    hall = hall_with(user, reader)
    if user.pk != reader.user.pk and not may_record(user, reader):
        raise Http404(username)
    failed: dict[str, str] = {}
    wrong: PeopleError | None = None
    done = 0
    if request.method == "POST" and request.POST.get("do") == "settled":
        return _settled(request, user, hall, reader)
    if request.method == "POST":
        done, failed = hand_on(request.POST, user, hall, reader)
        if not done and not failed:
            wrong = PeopleError("请选交给谁：统一交给一位，或者逐项选。", "to_all")
        elif not failed:
            messages.success(request, f"已移交 {done} 项。")
            answer = redirect("leaving", username)
            answer.status_code = 303
            return answer
    left, more = everything(user, hall, reader, failed)
    leaver = next(
        (x for x in leaving.leavers(hall.centre, reader.now) if x.username == username), None
    )
    context = {
        "hall": hall,
        "who": user,
        "left": left,
        "more": more,
        "failed": len(failed),
        "done": done,
        "wrong": wrong if left else None,
        "takers": [u for u in hall.at_window(reader.now) if u.pk != user.pk],
        "leaver": leaver,
        "gone": leaver is not None and leaving.has_gone(leaver, reader.now),
        "hidden_cases": reader.is_administrator and cases_left.anything_left(username, hall.centre),
        "command_id": uuid4().hex,
        "sent": request.POST,
    }
    status = 422 if failed or wrong else 200
    return show(request, reader, "rota/leaving.html", context, at="roster", status=status)


def serves_a_hall(user: User, reader: Reader) -> bool:
    """Whether there is a page for handing on what this person does: a post in a hall."""
    try:
        hall_with(user, reader)
    except Http404:
        return False
    return True


def leaves_something(user: User, reader: Reader) -> bool:
    """Whether anything at all is still somebody's by name, told as yes or no alone."""
    try:
        hall = hall_with(user, reader)
    except Http404:  # no post in any hall of the reader's, so nothing of theirs is open there
        return False
    left, _ = everything(user, hall, reader, {})
    return bool(left) or cases_left.anything_left(user.username, hall.centre)


def everything(
    user: User, hall: Hall, reader: Reader, failed: dict[str, str]
) -> tuple[list[Open], int]:
    """All that is open, cases first; and how many more cases there are."""
    mine, more = cases_left.cases_of(reader.user, user.username, hall.centre)
    found = [_case(one) for one in mine]
    shifts = Shift.objects.filter(
        user=user, window__centre=hall.centre, ends_at__gt=reader.now, struck_at=None
    ).select_related("window")
    found += [_shift(one, hall, reader) for one in shifts]
    named = Substitute.objects.filter(user=user, ended_at=None).select_related(
        "post__user", "post__unit"
    )
    found += [
        Open(
            f"b{one.pk}",
            "B 角",
            f"{one.post.user.name}（{role_label(one.post)}）的 B 角",
            one,
            False,
        )
        for one in named
    ]
    standing = StandIn.objects.filter(
        user=user, ended_at=None, absence__ended_at=None, absence__ends_at__gt=reader.now
    ).select_related("absence__user", "post__unit")
    found += [
        Open(
            f"i{one.pk}",
            "替岗",
            f"{one.absence.user.name}（{role_label(one.post)}）不在的时候由{user.name}代",
            one,
            False,
        )
        for one in standing
    ]
    days = LeaderDay.objects.filter(
        user=user,
        centre=hall.centre,
        falls_on__gte=reader.now.date(),
        called_off_at=None,
        came_at=None,
    )
    found += [
        Open(f"d{one.pk}", "进大厅", f"{one.falls_on:%m-%d} 进大厅", one, False) for one in days
    ]
    shown = [
        Open(o.key, o.kind, o.words, o.row, o.must_have, o.case_no, failed.get(o.key, ""))
        for o in found
    ]
    return shown, more


def _case(mine: Mine) -> Open:
    kind = "首问工单" if mine.is_answerable else "帮办代办"
    words = f"{mine.line.line}　{mine.line.name}".strip()
    if mine.is_answerable and mine.is_helping:
        words += "（也在帮办代办）"
    case_no = mine.line.case.case_no
    return Open(f"c{case_no}", kind, words, mine, True, case_no)


def _shift(shift: Shift, hall: Hall, reader: Reader) -> Open:
    day = hall.calendar.local(shift.starts_at).date()
    span = span_words(shift.starts_at, shift.ends_at, hall)
    words = f"{day_words(day, reader.now.date())} {span}　{shift.window.name}"
    return Open(f"s{shift.pk}", "排了的班", words, shift)


def hand_on(sent: QueryDict, user: User, hall: Hall, reader: Reader) -> tuple[int, dict[str, str]]:
    """How many were handed on; why the others were not, by key."""
    left, _ = everything(user, hall, reader, {})
    takers = {u.username: u for u in hall.at_window(reader.now) if u.pk != user.pk}
    to_all = sent.get("to_all", "")
    chosen = {one.key: sent.get(f"to-{one.key}") or to_all for one in left}
    failed: dict[str, str] = {}
    done = 0
    cases = {o.case_no: o.row for o in left if isinstance(o.row, Mine)}
    to = {o.case_no: chosen[o.key] for o in left if o.case_no and chosen[o.key] not in ("", NOBODY)}
    command = f"leaving-{sent.get('command_id', '')[:32] or uuid4().hex}"
    why = sent.get("why", "") or f"{user.name}离岗移交"
    for handed in cases_left.hand_on(reader.user, cases, to, why, command, reader.now):
        if handed.why_not:
            failed[f"c{handed.case_no}"] = handed.why_not
        else:
            done += 1
    for one in left:
        if one.case_no or not chosen[one.key]:
            continue
        try:
            with transaction.atomic():
                _rearrange(one, takers.get(chosen[one.key]), reader)
            done += 1
        except PeopleError as refused:
            failed[one.key] = refused.sentence
    return done, failed


def _rearrange(one: Open, taker: User | None, reader: Reader) -> None:
    row = one.row
    if isinstance(row, Shift):
        if taker is None:
            raise PeopleError("排了的班要有人接，请选一位。")
        take_off_shift(row, reader.now, by=reader.user)
        begins = max(row.starts_at, reader.now)
        put_on_shift(row.window, taker, begins, row.ends_at, row.part, by=reader.user)
    elif isinstance(row, Substitute):
        name_substitute(row.post, taker, by=reader.user, at=reader.now)
    elif isinstance(row, StandIn):
        if taker is None:
            stop_standing_in(row, by=reader.user, at=reader.now)
        else:
            stand_in(row.absence, row.post, taker, by=reader.user, at=reader.now)
    elif isinstance(row, LeaderDay):
        leader_days.call_off(row, by=reader.user, at=reader.now)


def _settled(request: HttpRequest, user: User, hall: Hall, reader: Reader) -> HttpResponse:
    left, more = everything(user, hall, reader, {})
    answer = redirect("leaving", user.username)
    answer.status_code = 303
    if left or more:
        messages.warning(request, "还有没移交的，先交给别人。")
        return answer
    known = leaving.leavers(hall.centre, reader.now)
    leaver = next((one for one in known if one.username == user.username), None)
    if leaver is None or not leaving.has_gone(leaver, reader.now):
        messages.warning(request, "人还没有离岗，到那天以前可能还有新的，离岗以后再确认。")
        return answer
    rest = cases_left.anything_left(user.username, hall.centre)
    leaving.settle(user, hall.centre, not rest, reader.user, reader.now)
    messages.success(request, f"已记下：{directory.name_of(user.username)}名下没有遗留。")
    return answer
