"""看得见的人员记录: for those the standard lets read; for everybody what was confirmed of them.

A record tied to a complaint that is kept from the reader does not exist for them, unless it is
their own and confirmed; then they read its words and not the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.casework import access
from bancheng.casework.surroundings import standard_for
from bancheng.improvement import kept_texts
from bancheng.improvement.staff_record_row import (
    CONFIRMED,
    REVOKED,
    StaffRecord,
    StaffRecordCase,
    StaffRecordStep,
)
from bancheng.people import seats
from bancheng.people.user import User

SHOWN = 100


@dataclass(frozen=True)
class RecordLine:
    """A record as a list shows it; ``own``: it is about the reader."""

    record: StaffRecord
    label: str
    reason: str
    erased: bool
    own: bool


@dataclass(frozen=True)
class Told:
    """One step with its words."""

    step: StaffRecordStep
    texts: dict[str, str]


def visible(user: User, now: datetime) -> QuerySet[StaffRecord]:
    """The records this person may read."""
    if not user.is_active or seats.is_administrator(user, now):
        return StaffRecord.objects.none()
    shown = Q(pk__in=[])
    for centre, kinds in kinds_read(user, now).items():
        shown |= Q(centre=centre, kind__in=kinds)
    kept = access.kept_from(user).filter(case_no=OuterRef("case_no"))
    ties = StaffRecordCase.objects.filter(record=OuterRef("pk"))
    others = shown & ~Q(person=user.username) & ~Q(Exists(ties.filter(Exists(kept))))
    own = Q(person=user.username, stage__in=(CONFIRMED, REVOKED))
    return StaffRecord.objects.filter(others | own)


def kinds_read(user: User, now: datetime) -> dict[str, list[str]]:
    """Centre → the kinds of record this person reads, proposes or confirms there."""
    found: dict[str, list[str]] = {}
    for centre in seats.centres_of(user, now):
        roles = seats.roles_at(user, centre, now)
        kinds = [
            name
            for name, rule in standard_for(centre).staff_records.items()
            if roles & {*rule.by, *rule.confirmed_by, *rule.read_by}
        ]
        if kinds:
            found[centre.code] = kinds
    return found


def record_for(user: User, key: str, now: datetime) -> StaffRecord:
    """One record. Raises NotFound where there is none that this person may read."""
    record = visible(user, now).filter(key=key).first()
    if record is None:
        raise access.NotFound(key)
    return record


def lines(user: User, now: datetime) -> tuple[list[RecordLine], int]:
    """The records this person may read, the latest first, and how many more there are."""
    rows = visible(user, now).order_by("-touched_at", "-pk")
    records = list(rows[:SHOWN])
    more = max(rows.count() - SHOWN, 0) if len(records) == SHOWN else 0
    return _lines(user, records), more


def _lines(user: User, records: Sequence[StaffRecord]) -> list[RecordLine]:
    firsts = {
        step.record_id: step
        for step in StaffRecordStep.objects.filter(
            record__in=[r.pk for r in records], kind="proposed"
        )
    }
    texts: dict[int, dict[str, str]] = {}
    for centre in {record.centre for record in records}:
        steps = [firsts[r.pk] for r in records if r.centre == centre and r.pk in firsts]
        said = kept_texts.opened(steps, centre)
        texts |= {step.record_id: t for step, t in zip(steps, said, strict=True)}
    return [
        RecordLine(
            record,
            label_of(record),
            texts.get(record.pk, {}).get("reason", ""),
            record.pk in firsts and firsts[record.pk].erased,
            record.person == user.username,
        )
        for record in records
    ]


def label_of(record: StaffRecord) -> str:
    """What this kind of record is called here."""
    rule = standard_for(record.centre).staff_records.get(record.kind)
    return rule.label if rule else record.kind


def steps_of(record: StaffRecord) -> list[Told]:
    """Every step with its words, oldest first."""
    steps = list(record.steps.order_by("pk"))
    texts = kept_texts.opened(steps, record.centre)
    return [Told(step, said) for step, said in zip(steps, texts, strict=True)]


def cases_of(user: User, record: StaffRecord) -> list[str]:
    """The tied cases this person may see."""
    numbers = list(record.cases.order_by("pk").values_list("case_no", flat=True))
    seen = set(access.visible(user).filter(case_no__in=numbers).values_list("case_no", flat=True))
    return [number for number in numbers if number in seen]
