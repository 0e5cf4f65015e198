"""重建: every row made anew from the journal, and a comparison that says where rows differ.

An upgrade that puts more into the rows finds those of the release before; they are made anew by
themselves, in one transaction: whoever stops it midway finds everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction

from bancheng.casework import shape_row
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.facts import ERASED, case_of, event_of
from bancheng.casework.link_row import LinkRow
from bancheng.casework.placement_row import Placement, Wall
from bancheng.casework.project import (
    SHAPE,
    Pinned,
    case_values,
    duty_values,
    link_values,
    project,
    read_by,
)
from bancheng.casework.searching import reindex
from bancheng.core.case import Case
from bancheng.journal import append, read
from bancheng.journal.entry_row import Entry
from bancheng.journal.envelope import Recorded
from bancheng.library import standards


def case_numbers() -> list[str]:
    """The numbers of all cases in the journal, in the order they were opened."""
    first = Entry.objects.filter(version=1).order_by("recorded_at", "chain", "position")
    return list(first.values_list("case_no", flat=True))


def _pinned(recorded: list[Recorded]) -> Pinned:
    first = event_of(recorded[0])
    standard = standards.standard(first.text("standard"), first.text("edition"))
    return Pinned(recorded[0].case_no, recorded[0].chain, standard)


def is_up_to_date() -> bool:
    """Whether the rows have the shape that this program gives them."""
    return shape_row.kept() >= SHAPE


def bring_up_to_date(told: Callable[[int], None] | None = None) -> int:
    """Make the rows anew if a release before this one made them; of how many cases, or 0."""
    with transaction.atomic():
        _lock_all()
        return 0 if is_up_to_date() else rebuild(told)  # another process may have been quicker


def rebuild(told: Callable[[int], None] | None = None) -> int:
    """Throw all rows of cases away and make them anew; ``told`` hears of each case as it is done.
    Returns the number of cases."""
    with transaction.atomic():
        _lock_all()
        numbers = case_numbers()
        CaseRow.objects.all().delete()
        for case_no in numbers:
            recorded = read.case(case_no)
            acts = [r for r in recorded if r.event != ERASED]
            case = case_of(recorded)
            pk = project(case, _pinned(recorded), [event_of(r) for r in acts])
            reindex(case_no, recorded[0].chain, pk)
            if told is not None:
                told(1)
        shape_row.keep(SHAPE)
    return len(numbers)


def _lock_all() -> None:
    for chain in read.chains():
        append.lock(chain)


def compare() -> list[str]:
    """Where the rows differ from what the journal says; empty where they are equal."""
    return list(_differences())


def _differences() -> Iterator[str]:
    numbers = case_numbers()
    extra = set(CaseRow.objects.values_list("case_no", flat=True)) - set(numbers)
    for case_no in sorted(extra):
        yield f"{case_no}：有行而日志里没有"
    for case_no in numbers:
        recorded = read.case(case_no)
        row = CaseRow.objects.filter(case_no=case_no).first()
        if row is None:
            yield f"{case_no}：日志里有而没有行"
            continue
        yield from _of_one(row, case_of(recorded), _pinned(recorded), recorded)


def _of_one(row: CaseRow, case: Case, pinned: Pinned, recorded: list[Recorded]) -> Iterator[str]:
    acts = [r for r in recorded if r.event != ERASED]
    wanted = case_values(case, pinned, acts[-1].recorded_at)
    for name, value in wanted.items():
        if name != "version" and getattr(row, name) != value:
            yield f"{row.case_no}.{name}：行为 {getattr(row, name)!r}，日志为 {value!r}"
    yield from _of_duties(row, case, pinned)
    placed = dict(Placement.objects.filter(case=row).values_list("unit", "part"))
    if placed != read_by(case):
        yield f"{row.case_no}：承办单位不同"
    links = LinkRow.objects.filter(case=row).order_by("since")
    if list(links.values("since", "above", "standing")) != link_values(case):
        yield f"{row.case_no}：上级工单不同"
    walls = set(Wall.objects.filter(case=row).values_list("unit", "user"))
    kept: set[tuple[str | None, str | None]] = set()
    if case.conduct:
        kept |= {(unit, None) for unit in case.accused_units}
        kept |= {(None, user) for user in case.accused_users}
    if walls != kept:
        yield f"{row.case_no}：回避名单不同"


def _of_duties(row: CaseRow, case: Case, pinned: Pinned) -> Iterator[str]:
    duties = {d.duty_id: d for d in DutyRow.objects.filter(case=row)}
    if set(duties) != set(case.duties):
        yield f"{row.case_no}：应办事项不同 {sorted(set(duties) ^ set(case.duties))}"
    for duty_id in set(duties) & set(case.duties):
        values: dict[str, Any] = duty_values(case.duties[duty_id], case, pinned)
        for name, value in values.items():
            if getattr(duties[duty_id], name) != value:
                yield f"{row.case_no} {duty_id}.{name}：行与日志不同"
