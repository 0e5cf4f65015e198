"""交接班: the note one shift leaves to the next, taken over by name (SC-8.2).

What is late, which calls are promised and what falls due is drawn from the open duties through the
read door; the remarks are the writer's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bancheng.casework import access, remarks
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.queries import CaseLine, case_lines, my_open_duties
from bancheng.casework.remarks import Opened, wipe
from bancheng.casework.surroundings import calendar_of
from bancheng.core.permission import duty_term, role_term
from bancheng.core.refusal import Refusal
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.people import directory
from bancheng.people.handover_note import HandoverLine, HandoverNote
from bancheng.people.models import Unit, User, Window

LATE, CALL, SOON, LATER = "late", "call", "soon", "later"
GROUPS = {
    LATE: "已超时",
    CALL: "答应要打的电话、要告知的",
    SOON: "下一个工作日以前到期",
    LATER: "其他未了",
}
CALLS = frozenset({"feedback", "callback", "notice", "contact"})
NO_CALL = frozenset({"accept", "decline", "give_notice"})
"""Deciding on a matter tells the petitioner too, but nobody has been promised a call by it."""
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Item:
    """One open duty as the note shows it. ``key`` names it in a form."""

    key: str
    case_no: str
    duty_id: str
    group: str
    term: str
    holder: str
    line: str
    name: str
    due: datetime | None
    remark: str = ""
    standing: str = ""


def draw(user: User, centre: Unit, now: datetime) -> tuple[list[Item], int]:
    """What would stand on a note now, grouped and by due time; and how many more there are."""
    rows = (
        access.open_duties(user)
        .filter(my_open_duties(user) | Q(due__lt=now), chain=centre.code)
        .select_related("case")
        .order_by("due", "pk")
    )
    found = list(rows[:SHOWN])
    more = rows.count() - len(found) if len(found) == SHOWN else 0
    lines = case_lines([row.case for row in found])
    until = _soon(centre, now)
    items = [_item(row, lines[row.case.case_no], _group(row, now, until)) for row in found]
    order = list(GROUPS)
    return sorted(items, key=lambda item: order.index(item.group)), more


def _soon(centre: Unit, now: datetime) -> datetime:
    calendar = calendar_of(centre)
    return calendar.closes_at(calendar.roll(calendar.local(now).date() + timedelta(days=1)))


def _group(row: DutyRow, now: datetime, until: datetime) -> str:
    if row.due is not None and row.due < now:
        return LATE
    if row.means in CALLS and not NO_CALL & set(row.owed):
        return CALL
    return SOON if row.due is not None and row.due <= until else LATER


def _item(row: DutyRow, line: CaseLine, group: str) -> Item:
    standard = line.standard
    holder = directory.unit_name(row.unit) if row.unit else role_term(standard, row.by)
    return Item(
        key=str(row.pk),
        case_no=line.case.case_no,
        duty_id=row.duty_id,
        group=group,
        term=duty_term(standard, row.rule),
        holder=holder,
        line=line.line,
        name=line.name,
        due=row.due,
    )


def write(
    user: User,
    window: Window,
    to_user: User | None,
    said: Mapping[str, str],
    overall: str,
    command_id: str,
    now: datetime,
) -> HandoverNote:
    """The note, with a remark for each item by its ``key`` and one about everything. Sent twice
    under one command id it is one note."""
    with transaction.atomic():
        Window.objects.select_for_update().get(pk=window.pk)
        known = HandoverLine.objects.filter(mark=command_id, about="").select_related("note")
        if (line := known.first()) is not None:
            return line.note
        items, _ = draw(user, window.centre, now)
        note = HandoverNote.objects.create(
            window=window, written_by=user, written_at=now, to_user=to_user
        )
        lines = [HandoverLine(note=note, mark=command_id)]
        remarks.shut(lines[0], overall, window.centre.code)
        for number, item in enumerate(items, 1):
            one = HandoverLine(
                note=note,
                about=item.case_no,
                what=item.duty_id,
                group=item.group,
                due=item.due,
                sort=number,
            )
            remarks.shut(one, said.get(item.key, ""), window.centre.code)
            lines.append(one)
        HandoverLine.objects.bulk_create(lines)
    return note


def take_over(note: HandoverNote, user: User, now: datetime) -> None:
    """By name, once. Refusal where it was taken over already, or by whoever wrote it."""
    with transaction.atomic():
        kept = HandoverNote.objects.select_for_update().get(pk=note.pk)
        if kept.taken_by is not None:
            raise Refusal("taken_over", f"{kept.taken_by.name}已经接了班，不用再接。")
        if kept.written_by_id == user.pk:
            raise Refusal("same_person", "自己写的交接班要由接班的人来接。")
        kept.taken_by, kept.taken_at = user, now
        kept.save(update_fields=["taken_by", "taken_at"])


@dataclass(frozen=True, slots=True)
class Shown:
    """A note as one person may read it; what is about cases they may not see is not there."""

    note: HandoverNote
    overall: str
    items: tuple[Item, ...]


def read(user: User, notes: Iterable[HandoverNote], centre: Unit) -> list[Shown]:
    """Notes with their items: a fixed number of queries, however many there are."""
    by_pk = {note.pk: note for note in notes}
    lines = list(HandoverLine.objects.filter(note__in=by_pk).order_by("sort", "pk"))
    rows = access.visible(user).filter(case_no__in={ln.about for ln in lines if ln.about})
    cases = case_lines(rows)
    duties = _duties(cases)
    opened = Opened([ln for ln in lines if not ln.about or ln.about in cases], centre.code)
    found = []
    for pk, note in by_pk.items():
        mine = [ln for ln in lines if ln.note_id == pk]
        overall = next((opened.text(ln) for ln in mine if not ln.about), "")
        items = [
            _kept(ln, cases[ln.about], duties.get((ln.about, ln.what)), opened)
            for ln in mine
            if ln.about in cases
        ]
        found.append(Shown(note, overall, tuple(items)))
    return found


def _duties(cases: Mapping[str, CaseLine]) -> dict[tuple[str, str], DutyRow]:
    rows = DutyRow.objects.filter(case__case_no__in=cases).select_related("case")
    return {(row.case.case_no, row.duty_id): row for row in rows}


def _kept(line: HandoverLine, case: CaseLine, row: DutyRow | None, opened: Opened) -> Item:
    rule = line.what.partition("#")[0]
    standing = "" if row is None else "还没办" if row.state == "open" else "已了结"
    return Item(
        key=str(line.pk),
        case_no=line.about,
        duty_id=line.what,
        group=line.group,
        term=duty_term(case.standard, rule),
        holder="",
        line=case.line,
        name=case.name,
        due=line.due,
        remark=opened.text(line),
        standing=standing,
    )


def forget_case(case_no: str) -> None:
    """Whatever notes say of a case goes with its details; so does what they say of everything."""
    overwrite_what_is_deleted()
    now = timezone.now()
    lines = list(HandoverLine.objects.filter(about=case_no))
    whole = HandoverLine.objects.filter(note__in={line.note_id for line in lines}, about="")
    for line in (*lines, *whole):
        wipe(line, now)
