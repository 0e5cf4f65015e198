"""导入方案: what bringing a file in would do to a list — new, changed, untouched, missing, wrong.

Looking at a plan changes nothing. Carrying it out works in one transaction: with a wrong row
nothing is brought in, unless whoever imports says to leave just those rows out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from bancheng.casework.importing.encoded_text import UnreadableFileError
from bancheng.items import keeping
from bancheng.items.content import TERMS, ItemContent, content_of
from bancheng.items.departments import departments_near
from bancheng.items.difference import Difference, difference
from bancheng.items.errors import ItemError
from bancheng.items.importing.fault import Fault
from bancheng.items.importing.issuers import known_items, recognised
from bancheng.items.importing.reading import Reading, RowReader, merged, twice
from bancheng.items.importing.source import Source
from bancheng.items.keeping import Change, Signed
from bancheng.items.version_row import ItemVersion


@dataclass(frozen=True)
class Job:
    """Which file into which list. ``columns``: column title → field; ``given``: values for fields
    the file has no column for."""

    unit: str
    source: Source
    columns: Mapping[str, str]
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Planned:
    """One item as it would be written; ``difference`` is None for a new one."""

    line: int
    change: Change
    difference: Difference | None


@dataclass(frozen=True)
class Plan:
    """What bringing the file in would do. ``missing`` are items in use that the file has not;
    ``strangers`` are departments' names that are no unit here."""

    job: Job
    new: tuple[Planned, ...]
    changed: tuple[Planned, ...]
    untouched: int
    missing: tuple[ItemVersion, ...]
    strangers: tuple[str, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """What was brought in."""

    added: int
    changed: int
    untouched: int
    retired: int
    left_out: int


def plan(job: Job) -> Plan:
    """Look at the whole file. UnreadableFileError where no column holds the items' names."""
    if "name" not in job.columns.values():
        raise UnreadableFileError(
            f"没有哪一栏是“{TERMS['name']}”，请指明。现有的栏：{'、'.join(job.source.header)}。"
        )
    readings, faults = _read(job)
    stood = _standing(job.unit)
    contents = _contents(job, readings, stood, faults)
    planned = [_planned(reading, content, stood) for reading, content in contents]
    new = [p for p in planned if p.change.before is None]
    changed = [p for p in planned if p.change.before is not None and _moves(p)]
    there = {reading.code for reading in readings}
    missing = [v for code, v in stood.items() if v.active and code not in there]
    names = dict.fromkeys(content.department_name for _, content in contents)
    near = departments_near(job.unit)
    return Plan(
        job,
        tuple(new),
        tuple(changed),
        len(planned) - len(new) - len(changed),
        tuple(missing),
        tuple(name for name in names if name and name not in near),
        tuple(sorted(faults, key=lambda fault: fault.line)),
    )


def _contents(
    job: Job, readings: list[Reading], stood: Mapping[str, ItemVersion], faults: list[Fault]
) -> list[tuple[Reading, ItemContent]]:
    """What each item is to say; a row that does not fit what stood is added to the faults."""
    known = known_items(job.unit, ((r.code, r.content.name) for r in readings))
    near = departments_near(job.unit)
    titles = {field: title for title, field in job.columns.items()}
    found = []
    for reading in readings:
        content, before = reading.content, stood.get(reading.code)
        try:
            content = merged(reading, _said(before)) if before is not None else content
        except ItemError as error:
            title = titles.get(error.field, error.field)
            faults.append(Fault(reading.line, title, error.sentence, ""))
            continue
        if "department_name" in reading.said:
            content = replace(content, department=near.get(content.department_name, ""))
        found.append((reading, recognised(content, known)))
    return found


def carry_out(
    made: Plan, signed: Signed, retire_missing: bool = False, leave_out_wrong: bool = False
) -> Done:
    """Bring the file in, all in one transaction. ItemError where rows are wrong and nobody said to
    leave them out, where what is missing was to be retired although rows are wrong (it may stand
    in one of them), or where the list changed since the plan was made."""
    if made.faults and not leave_out_wrong:
        raise ItemError(
            f"有 {len(made.faults)} 处不对，一项也没有导入。改好再来，或者选择跳过这些行。"
        )
    if made.faults and retire_missing:
        raise ItemError(
            "有错的行里也许就有“文件里没有”的事项，没有改好以前不能停用。"
            "请先改好文件，或者这次不停用。"
        )
    with transaction.atomic():
        stood = set(_numbers(made.job.unit))
        changes = [p.change for p in (*made.new, *made.changed)]
        seen = {(c.before.pk, c.before.number) for c in changes if c.before is not None}
        if not seen <= stood or _taken(made):
            raise ItemError("您看方案的时候，有人改了这个事项库。请重新上传一次，再看方案。")
        keeping.write(made.job.unit, changes, signed)
        gone = list(made.missing) if retire_missing else []
        keeping.write(made.job.unit, [_retired(version) for version in gone], signed)
    wrong = len({fault.line for fault in made.faults})
    return Done(len(made.new), len(made.changed), made.untouched, len(gone), wrong)


def _read(job: Job) -> tuple[list[Reading], list[Fault]]:
    reader = RowReader(job.columns, job.given)
    readings: list[Reading] = []
    faults = list(job.source.faults)
    for row in job.source.rows:
        read = reader.read(row)
        if isinstance(read, Reading):
            readings.append(read)
        else:
            faults += read
    title = next((t for t, f in job.columns.items() if f == "code"), TERMS["code"])
    again = twice(readings, title)
    lines = {fault.line for fault in again}
    return [r for r in readings if r.line not in lines], faults + again


def _standing(unit: str) -> dict[str, ItemVersion]:
    rows = ItemVersion.objects.filter(item__unit=unit, current=True).select_related("item")
    found = rows.prefetch_related("materials").order_by("item__code")
    return {version.item.code: version for version in found}


def _said(version: ItemVersion) -> ItemContent:
    return content_of(version, version.materials.all())


def _planned(reading: Reading, content: ItemContent, stood: Mapping[str, ItemVersion]) -> Planned:
    before = stood.get(reading.code)
    told = difference(_said(before), content) if before is not None else None
    return Planned(reading.line, Change(reading.code, content, before), told)


def _moves(planned: Planned) -> bool:
    """Whether an item that stood would say something else, or come into use again."""
    before = planned.change.before
    return before is not None and (_said(before) != planned.change.content or not before.active)


def _retired(version: ItemVersion) -> Change:
    return Change(version.item.code, _said(version), version, active=False)


def _numbers(unit: str) -> list[tuple[int, int]]:
    rows = ItemVersion.objects.filter(item__unit=unit, current=True)
    return list(rows.values_list("pk", "number"))


def _taken(made: Plan) -> bool:
    codes = [p.change.code for p in made.new]
    rows = ItemVersion.objects.filter(item__unit=made.job.unit, current=True)
    return bool(set(rows.values_list("item__code", flat=True)) & set(codes))
