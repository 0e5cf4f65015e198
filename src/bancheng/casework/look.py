"""看一件: everything a case page needs, in one read through the read door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import ERASED, event_of
from bancheng.casework.names import Names, names_for
from bancheng.casework.project import Pinned, case_values
from bancheng.casework.surroundings import calendar_of
from bancheng.core.act import Question
from bancheng.core.actor import Actor
from bancheng.core.acts import ACTS
from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.fold import fold
from bancheng.core.permission import act_term, roles_towards, whose_act, why_not
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.actor import actor_for
from bancheng.people.unit import Unit
from bancheng.people.user import User


@dataclass(frozen=True)
class Entry:
    """One line of the timeline. ``texts``: what stands beside; None where it was erased."""

    event: Event
    texts: dict[str, str | None]
    position: int
    hash: str


@dataclass(frozen=True)
class Open:
    """An act and whether it is open to the reader; ``owed`` is the reader's own duty it does."""

    act: str
    term: str
    refusal: Refusal | None
    owed: Duty | None
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """A case as one person sees it at one moment."""

    row: CaseRow
    case: Case
    standard: Standard
    centre: Unit
    calendar: WorkCalendar
    actor: Actor
    entries: list[Entry]
    now: datetime
    names: Names

    def text(self, field: str) -> str | None:
        """The latest text of a field, corrections included; None where none was given or it was
        erased."""
        for entry in reversed(self.entries):
            if field in entry.texts:
                return entry.texts[field]
        return None

    def was_erased(self, field: str) -> bool:
        """Whether a text of this field was given once and erased since."""
        return any(field in e.texts and e.texts[field] is None for e in self.entries)

    def question(self) -> Question:
        """What this person may ask of the case now."""
        return Question(self.case, self.actor, self.standard, self.calendar, self.now)

    @property
    def duties(self) -> list[Duty]:
        """Open duties by due time, then the closed ones, latest first."""
        far = datetime.max.replace(tzinfo=self.now.tzinfo)
        is_open = sorted(self.case.owed(), key=lambda d: (d.due or far, d.arose))
        closed = [d for d in self.case.duties.values() if not d.is_open]
        return is_open + sorted(closed, key=lambda d: d.closed_at or self.now, reverse=True)

    def owed_by_reader(self) -> list[Duty]:
        """The open duties that the reader holds, also in the place of a colleague who is away."""
        return [d for d in self.case.owed() if any(self._holds(p, d) for p in self.actor.parts)]

    def _holds(self, part: Actor, duty: Duty) -> bool:
        roles = roles_towards(self.case, part, self.standard)
        mine = duty.person in (None, part.user)
        return mine and duty.by in roles and duty.unit in (None, part.unit)

    @cached_property
    def acts(self) -> list[Open]:
        """The acts that concern the reader: those open first, the owed ones before others."""
        question, owed = self.question(), self.owed_by_reader()
        found = []
        for name, spec in ACTS.items():
            rule = self.standard.acts.get(name)
            if spec.core_by == ("system",) or (rule is None and not spec.is_housekeeping):
                continue
            refusal = why_not(question, name)
            if refusal and refusal.code in HIDDEN:
                continue
            if refusal and rule is not None and whose_act(question, rule) is None:
                continue
            duty = next((d for d in owed if name in d.owed), None)
            cites = rule.cites if rule else ()
            told = self.names.told(refusal) if refusal else None
            found.append(Open(name, act_term(self.standard, name), told, duty, cites))
        return sorted(found, key=_first_things_first)


HIDDEN = frozenset(
    {"not_used_here", "not_your_act", "nothing_to_approve", "walled_off"}
    | {"not_declined", "not_reviewed", "no_papers_held", "nothing_asked"}
    | {"nothing_promised", "carried_out_already", "not_sent_up", "nothing_sent_up"}
)


def _first_things_first(act: Open) -> tuple[bool, bool, bool]:
    return act.refusal is not None, act.owed is None, ACTS[act.act].is_housekeeping


def look(user: User, case_no: str, now: datetime) -> Look:
    """A case as this person may see it. Raises NotFound."""
    place = access.place_for(user, case_no)
    return _looked(place, case_no, actor_for(user, place.chain), now)


def look_from_outside(role: str, case_no: str, now: datetime) -> Look:
    """A case for somebody without an account, who has shown elsewhere that it is theirs: what of it
    they may be told is for whoever calls this. Raises NotFound."""
    place = access.place_of(case_no)
    return _looked(place, case_no, Actor(role, None, frozenset({role})), now)


def _looked(place: access.Place, case_no: str, actor: Actor, now: datetime) -> Look:
    recorded = read.case(case_no)
    texts = read.details(case_no)
    standard = standards.standard(place.standard, place.edition)
    entries = [
        Entry(
            event_of(r),
            {field: texts.get((r.position, field)) for field in r.fields},
            r.position,
            r.hash,
        )
        for r in recorded
        if r.event != ERASED
    ]
    case = fold(entry.event for entry in entries)
    case.version = recorded[-1].version
    pinned = Pinned(case_no, place.chain, standard)
    touched_at = entries[-1].event.recorded_at
    return Look(
        # the row as it is worked out, which costs less than reading it
        row=CaseRow(pk=place.pk, **case_values(case, pinned, touched_at)),
        case=case,
        standard=standard,
        centre=seats.unit_by_code(place.chain),
        calendar=calendar_of(place.chain),
        actor=actor,
        entries=entries,
        now=now,
        names=names_for(standard),
    )
