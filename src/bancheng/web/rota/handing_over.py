"""交接班: write the note of a shift, take it over, and read what earlier shifts left (SC-8.2)."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bancheng.casework import handover, reading_rights
from bancheng.casework.handover import GROUPS, Item
from bancheng.core.refusal import Refusal
from bancheng.people import seats
from bancheng.people.attendance import stood_at
from bancheng.people.models import HandoverNote, Shift, Window
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.rota.halls import Hall, hall_at, hall_of
from bancheng.web.words_of_standing import standing_words
from bancheng.web.words_of_time import Due, clock_words, due_words

A_PAGE = 20


def hands_over(reader: Reader) -> bool:
    """Whoever works a hall's cases or writes its rota; nobody who reads only their own part."""
    return not reader.is_administrator and bool(halls_to_hand_over(reader))


def halls_to_hand_over(reader: Reader) -> list[str]:
    """The halls whose whole the reader reads: a note speaks of all of it."""
    reading = reading_rights.reading_of(reader.user)
    return sorted(reading.whole.union(*(one.whole for one in reading.stand_ins)))


def _hall(request: HttpRequest, reader: Reader) -> Hall:
    mine = halls_to_hand_over(reader)
    asked = request.POST.get("hall") or request.GET.get("hall") or ""
    if not mine or (asked and asked not in mine):
        raise Http404(asked)
    if asked:
        return hall_of(request, reader)
    first = next(c for c in seats.centres_of(reader.user, reader.now) if c.code in mine)
    return hall_at(first, reader)


@require_safe
@desk
def notes_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /handover/"""
    hall = _hall(request, reader)
    known = HandoverNote.objects.filter(window__centre=hall.centre).select_related(
        "window", "written_by", "to_user", "taken_by"
    )
    page = Paginator(known, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "hall": hall,
        "page": page,
        "notes": handover.read(reader.user, page.object_list, hall.centre),
        "windows": hall.windows(),
        "cites": cites(hall.standard, hall.standard.rota.cites) if hall.standard.rota else "",
    }
    return show(request, reader, "rota/notes.html", context, at="handover")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def note_new_page(request: HttpRequest, reader: Reader, window: int) -> HttpResponse:
    """GET and POST /handover/new/<window>"""
    place = Window.objects.filter(pk=window, active=True).select_related("centre").first()
    if place is None or place.centre.code not in halls_to_hand_over(reader):
        raise Http404(window)
    hall = hall_at(place.centre, reader)
    staff = hall.at_window(reader.now)
    if request.method == "POST":
        sent = request.POST
        to_user = next((u for u in staff if u.username == sent.get("to_user")), None)
        said = {
            name.removeprefix("remark"): str(text)
            for name, text in sent.items()
            if name.startswith("remark")
        }
        overall = sent.get("overall", "")
        command = sent.get("command_id", "")[:32] or uuid4().hex
        note = handover.write(reader.user, place, to_user, said, overall, command, reader.now)
        messages.success(request, "交接班已写好，等接班的人接。")
        answer = redirect("handover-note", note.pk)
        answer.status_code = 303
        return answer
    items, more = handover.draw(reader.user, place.centre, reader.now)
    following = _next_shift(place, reader)
    context = {
        "hall": hall,
        "window": place,
        "groups": grouped(items, hall, reader),
        "count": len(items),
        "more": more,
        "staff": [user for user in staff if user.pk != reader.user.pk],
        "following": following,
        "on_duty": standing_words(stood_at(place, reader.now)),
        "command_id": uuid4().hex,
    }
    return show(request, reader, "rota/note_new.html", context, at="handover")


def _next_shift(window: Window, reader: Reader) -> Shift | None:
    coming = Shift.objects.filter(window=window, starts_at__gt=reader.now, struck_at=None)
    return coming.exclude(user=reader.user).select_related("user").order_by("starts_at").first()


def grouped(
    items: list[Item] | tuple[Item, ...], hall: Hall, reader: Reader
) -> list[tuple[str, str, list[tuple[Item, Due]]]]:
    """Items by what is pressing about them, each with its due time in words."""
    found = []
    for group, label in GROUPS.items():
        of_group = [(item, _due(item, hall, reader)) for item in items if item.group == group]
        if of_group:
            found.append((group, label, of_group))
    return found


def _due(item: Item, hall: Hall, reader: Reader) -> Due:
    due = hall.calendar.local(item.due) if item.due else None
    return due_words(due, reader.now)


@require_safe
@desk
def note_page(request: HttpRequest, reader: Reader, key: int) -> HttpResponse:
    """GET /handover/<key>/"""
    note, hall = _note(key, reader)
    (shown,) = handover.read(reader.user, [note], hall.centre)
    context = {
        "hall": hall,
        "note": note,
        "shown": shown,
        "groups": grouped(shown.items, hall, reader),
        "written": clock_words(hall.calendar.local(note.written_at), reader.now),
        "taken": clock_words(hall.calendar.local(note.taken_at), reader.now)
        if note.taken_at
        else "",
        "may_take": note.taken_by is None and note.written_by_id != reader.user.pk,
    }
    return show(request, reader, "rota/note.html", context, at="handover")


@require_POST
@desk
def note_take(request: HttpRequest, reader: Reader, key: int) -> HttpResponse:
    """POST /handover/<key>/take"""
    note, _ = _note(key, reader)
    try:
        handover.take_over(note, reader.user, reader.now)
    except Refusal as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, f"已从{note.written_by.name}手里接班。")
    answer = redirect("handover-note", key)
    answer.status_code = 303
    return answer


def _note(key: int, reader: Reader) -> tuple[HandoverNote, Hall]:
    known = HandoverNote.objects.select_related(
        "window__centre", "written_by", "to_user", "taken_by"
    )
    note = known.filter(pk=key).first()
    if note is None or note.window.centre.code not in halls_to_hand_over(reader):
        raise Http404(key)
    return note, hall_at(note.window.centre, reader)
