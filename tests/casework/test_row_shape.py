"""Rows that an earlier release made are made anew by themselves, all of them or none."""

from __future__ import annotations

import hashlib

import pytest

from bancheng.casework import queries, rebuild, shape_row
from bancheng.casework.case_row import CaseRow
from bancheng.casework.duty_row import DutyRow
from bancheng.casework.link_row import LinkRow
from bancheng.casework.placement_row import Placement, Wall
from bancheng.casework.project import SHAPE, Pinned, project
from bancheng.casework.searching import GRAM, SEARCHED
from bancheng.core.case import Case
from bancheng.core.event import Event
from bancheng.journal.verify import verify
from tests.casework.hall import Hall

pytestmark = pytest.mark.database

KNOWN = {1: "ecefbdef"}
"""Every shape there was, with the beginning of the digest of its columns. A column more or less, or
another way of cutting words: raise ``project.SHAPE`` and add a line; never change one."""


def columns() -> str:
    tables = (CaseRow, DutyRow, LinkRow, Placement, Wall)
    told = [f"{t.__name__}.{f.name}" for t in tables for f in t._meta.concrete_fields]
    return hashlib.sha256("\n".join([*told, *SEARCHED, str(GRAM)]).encode()).hexdigest()


def as_made_before(hall: Hall) -> list[str]:
    """Three cases whose rows lack what a later shape knows of them."""
    cases = [hall.placed(), hall.ended(), hall.register("2026-11-23 09:00")]
    rebuild.bring_up_to_date()
    shape_row.keep(SHAPE - 1)
    CaseRow.objects.update(channel=None, kind=None)
    DutyRow.objects.update(because=None)
    assert rebuild.compare()
    return cases


def test_a_changed_column_asks_for_a_new_number() -> None:
    assert max(KNOWN) == SHAPE
    assert columns().startswith(KNOWN[SHAPE]), columns()


def test_rows_of_an_earlier_shape_are_made_anew_once(hall: Hall) -> None:
    cases = as_made_before(hall)
    heard: list[int] = []
    assert not rebuild.is_up_to_date()
    assert rebuild.bring_up_to_date(heard.append) == len(cases) == sum(heard)
    assert rebuild.is_up_to_date()
    assert rebuild.compare() == []
    assert len(queries.search(hall.people["chen"], "电梯")) == len(cases)
    assert rebuild.bring_up_to_date(heard.append) == 0, "and not a second time"
    assert len(heard) == len(cases)


def test_rows_from_before_shapes_were_numbered_are_of_the_oldest(hall: Hall) -> None:
    cases = as_made_before(hall)
    shape_row.RowShape.objects.all().delete()
    assert not rebuild.is_up_to_date()
    assert rebuild.bring_up_to_date() == len(cases)
    assert rebuild.compare() == []


def test_stopped_midway_everything_is_as_it_was_and_the_next_time_begins_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = as_made_before(hall)
    before = list(CaseRow.objects.order_by("pk").values())
    done: list[int] = []

    def break_off(case: Case, pinned: Pinned, events: list[Event]) -> int:
        done.append(case.version)
        if len(done) == len(cases):
            raise KeyboardInterrupt
        return project(case, pinned, events)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("bancheng.casework.rebuild.project", break_off)
        with pytest.raises(KeyboardInterrupt):
            rebuild.bring_up_to_date()
    assert list(CaseRow.objects.order_by("pk").values()) == before
    assert shape_row.kept() == SHAPE - 1
    assert verify().ok
    assert rebuild.bring_up_to_date() == len(cases)
    assert rebuild.compare() == []


def test_rows_of_a_later_shape_are_left_alone(hall: Hall) -> None:
    hall.placed()
    shape_row.keep(SHAPE + 1)
    assert rebuild.bring_up_to_date() == 0
    assert shape_row.kept() == SHAPE + 1
