"""进大厅办了什么: what a leader saw to on a day in the hall — the acts in the journal, and what was
written down besides (SC-8.3.1). Everything through the read door of whoever looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from bancheng.casework import access, remarks, speaking
from bancheng.casework.facts import event_of
from bancheng.casework.names import names_for
from bancheng.casework.queries import CaseLine, case_lines
from bancheng.casework.remarks import Opened, wipe
from bancheng.casework.surroundings import calendar_of
from bancheng.core.permission import act_term
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.people.leader_day import LeaderDay, LeaderDayLine
from bancheng.people.models import Unit, User

Texts = Mapping[tuple[str, int, str], str | None]


@dataclass(frozen=True, slots=True)
class Did:
    """One act of a leader on one case."""

    case_no: str
    at: datetime
    term: str
    said: str
    line: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written down of a day: about a case, or something else."""

    key: int
    case_no: str
    line: str
    text: str
    written_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """One day in the hall, as one person may read it."""

    day: LeaderDay
    acts: tuple[Did, ...]
    notes: tuple[Noted, ...]

    @property
    def case_nos(self) -> set[str]:
        """The cases it touched."""
        written = {noted.case_no for noted in self.notes if noted.case_no}
        return {did.case_no for did in self.acts} | written


def leader_roles(standard: Standard) -> frozenset[str]:
    """The roles whose holders take days in the hall."""
    return frozenset(name for name, role in standard.roles.items() if role.in_hall)


def work_of(user: User, days: Iterable[LeaderDay], centre: Unit) -> list[Work]:
    """What leaders did on these days: a fixed number of queries a month, and the month's entries
    of the hall's journal. Counted by the day an act was written down."""
    days = list(days)
    if not days:
        return []
    facts = _facts(centre, {day.falls_on for day in days}, {day.user.username for day in days})
    lines = list(
        LeaderDayLine.objects.filter(day__in=days).select_related("written_by").order_by("pk")
    )
    asked = {r.case_no for r in facts} | {line.about for line in lines if line.about}
    cases = case_lines(access.visible(user).filter(case_no__in=asked))
    opened = Opened([ln for ln in lines if not ln.about or ln.about in cases], centre.code)
    texts = read.details_of([n for n in cases if n in {r.case_no for r in facts}])
    return [_work(day, facts, lines, cases, opened, texts, centre) for day in days]


def _facts(centre: Unit, days: set[date], usernames: set[str]) -> list[Recorded]:
    zone = calendar_of(centre).zone
    begins = datetime.combine(min(days), time.min, zone)
    ends = datetime.combine(max(days) + timedelta(days=1), time.min, zone)
    return [
        recorded
        for recorded in read.between(centre.code, begins, ends)
        if recorded.actor.get("user") in usernames and "act" in recorded.body
    ]


def _work(
    day: LeaderDay,
    facts: Iterable[Recorded],
    lines: Iterable[LeaderDayLine],
    cases: Mapping[str, CaseLine],
    opened: Opened,
    texts: Texts,
    centre: Unit,
) -> Work:
    calendar = calendar_of(centre)
    acts = [
        _did(recorded, cases[recorded.case_no], texts)
        for recorded in facts
        if recorded.case_no in cases
        and recorded.actor.get("user") == day.user.username
        and calendar.local(recorded.recorded_at).date() == day.falls_on
    ]
    notes = [
        Noted(
            line.pk,
            line.about,
            cases[line.about].line if line.about else "",
            opened.text(line),
            line.written_by.name,
            line.written_at,
        )
        for line in lines
        if line.day_id == day.pk and (not line.about or line.about in cases)
    ]
    return Work(day, tuple(acts), tuple(notes))


def _did(recorded: Recorded, case: CaseLine, texts: Texts) -> Did:
    event, standard = event_of(recorded), case.standard
    beside = {
        field: texts.get((recorded.case_no, recorded.position, field)) for field in recorded.fields
    }
    said = speaking.sentence(event, beside, standard, names_for(standard))
    return Did(recorded.case_no, event.done_at, act_term(standard, event.act), said, case.line)


def note(
    user: User, day: LeaderDay, case_no: str, text: str, command_id: str, now: datetime
) -> LeaderDayLine:
    """Write down what a leader saw to. Sent twice under one command id it is one line.

    Raises Refusal where nothing is said, NotFound for a case that the writer may not see.
    """
    if not text.strip():
        raise Refusal("missing", "请写当天看了什么、怎么处理的。", field="text")
    if case_no:
        case_no = access.row_for(user, case_no.strip().upper()).case_no
    with transaction.atomic():
        LeaderDay.objects.select_for_update().get(pk=day.pk)
        known = LeaderDayLine.objects.filter(day=day, mark=command_id).first()
        if known is not None:
            return known
        line = LeaderDayLine(
            day=day, about=case_no, mark=command_id, written_by=user, written_at=now
        )
        remarks.shut(line, text, day.centre.code)
        line.save()
    return line


def forget_case(case_no: str) -> None:
    """Whatever was written down of a case goes with its details. What was written about no single
    case on the same day may speak of it, and goes too."""
    overwrite_what_is_deleted()
    now = timezone.now()
    lines = list(LeaderDayLine.objects.filter(about=case_no))
    whole = LeaderDayLine.objects.filter(day__in={line.day_id for line in lines}, about="")
    for line in (*lines, *whole):
        wipe(line, now)
