"""收集原因: reads new entries of every chain for what they say of a case's cause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction

from bancheng.casework.case_row import CaseRow
from bancheng.casework.facts import event_of
from bancheng.core.event import Event
from bancheng.core.standard.standard import Standard
from bancheng.improvement.cause_row import CaseCause, Gathered
from bancheng.journal import read
from bancheng.journal.envelope import Recorded
from bancheng.library import standards

AT_ONCE = 5000  # entries of a chain read after one tick; the rest waits for the next


def gather(now: datetime) -> None:
    """Called after each tick. Repeating it does no harm."""
    for chain in read.chains():
        while _gather(chain) == AT_ONCE:
            continue


def _gather(chain: str) -> int:
    with transaction.atomic():
        mark, _ = Gathered.objects.select_for_update().get_or_create(chain=chain)
        found = list(islice(read.chain(chain, mark.position), AT_ONCE))
        if not found:
            return 0
        rules = _rules({recorded.case_no for recorded in found})
        for recorded in found:
            if "act" in recorded.body and recorded.case_no in rules:
                _note(recorded, rules[recorded.case_no])
        mark.position = found[-1].position
        mark.save(update_fields=["position"])
        return len(found)


def _rules(case_nos: set[str]) -> dict[str, Standard]:
    """The standard each case is pinned to."""
    rows = CaseRow.objects.filter(case_no__in=case_nos)
    pinned = rows.values_list("case_no", "standard", "edition")
    return {number: standards.standard(name, edition) for number, name, edition in pinned}


def _note(recorded: Recorded, standard: Standard) -> None:
    told: dict[str, set[str]] = {}
    for field, cause in _said(event_of(recorded), standard):
        told.setdefault(field, set()).add(cause)
    for field, causes in told.items():
        CaseCause.objects.filter(case_no=recorded.case_no, field=field).delete()
        CaseCause.objects.bulk_create(
            CaseCause(case_no=recorded.case_no, chain=recorded.chain, cause=cause, field=field)
            for cause in sorted(causes)
        )


def _said(event: Event, standard: Standard) -> Iterator[tuple[str, str]]:
    """Field and cause, for every cause that this event's codes show."""
    for name, cause in standard.causes.items():
        for field, values in cause.shown_by.items():
            if event.text(field) in values:
                yield field, name
    recurring = standard.recurring
    if recurring is not None and recurring.told_in in event.beside:
        yield recurring.told_in, ""
