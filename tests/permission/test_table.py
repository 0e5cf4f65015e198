"""Every cell of the permission table, for every standard: the program says what the file says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bancheng.core.act import Question
from bancheng.core.actor import Actor
from bancheng.core.acts import ACTS
from bancheng.core.case import Case
from bancheng.core.permission import why_not
from bancheng.library import standards
from tests.permission.table import PLACED, Cell, Standing, cells
from tests.shelves import every_standard, national

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
BY_THE_TABLE = frozenset(
    {"walled_off", "not_used_here", "not_your_act", "not_at_this_stage", "nothing_to_approve"}
)
"""Where the file permits, only the case itself may stand against it, never one of these."""
SHELVES = list(every_standard())
UNITS = {"lead": PLACED.LEAD, "supporting": PLACED.SUPPORTING}


def the_case(cell: Cell) -> Case:
    """A case that is placed with two departments; a complaint where somebody is kept from it."""
    units = {PLACED.LEAD: "lead", PLACED.SUPPORTING: "supporting"}
    case = Case(stage=cell.stage, units=units, version=9)
    if cell.standing.kept_from:
        case.conduct = True
        case.accused_units = frozenset({PLACED.LEAD})
        case.accused_users = frozenset({"somebody"})
    return case


def the_actor(standing: Standing) -> Actor:
    unit = UNITS.get(standing.part, PLACED.BEFORE)
    return Actor("somebody", unit, standing.roles)


@pytest.mark.clause("XF-9.2.1", "XF-9.2.3", "SC-7.2.2", "SC-8.4")
@pytest.mark.parametrize(("shelf", "standard_id"), SHELVES, ids=[name for _, name in SHELVES])
def test_every_cell_is_allowed_or_refused_as_the_file_says(shelf: Path, standard_id: str) -> None:
    standard = standards.standard(standard_id, folder=shelf)
    data = standards.source(standard_id, standard.edition, shelf).data
    question = Question(Case(), Actor("", None, frozenset()), standard, national(), NOW)
    tried: Counter[str] = Counter()
    wrong = []
    for cell in cells(data):
        asked = replace(question, case=the_case(cell), actor=the_actor(cell.standing))
        refusal = why_not(asked, cell.act)
        found = "may" if refusal is None else refusal.code
        expected_may = cell.says == "may"
        agrees = found not in BY_THE_TABLE if expected_may else found == cell.says
        if not agrees:
            wrong.append(f"{cell.act} {cell.stage} {cell.standing.name}: {cell.says} / {found}")
        tried[cell.says] += 1
    assert not wrong, "\n".join(wrong[:20])
    assert tried["may"] > 400
    assert tried.total() > 10_000
    assert len(ACTS) > 60


def test_a_rule_taken_out_of_the_file_would_be_noticed() -> None:
    """The control: the table read from a file that differs in one act disagrees."""
    shelf, standard_id = SHELVES[0]
    standard = standards.standard(standard_id, folder=shelf)
    data = standards.source(standard_id, standard.edition, shelf).data
    other = {**data, "acts": {**data["acts"]}}
    other["acts"]["complete"] = {**data["acts"]["complete"], "by": "supervision"}
    before = {(c.act, c.stage, c.standing): c.says for c in cells(data)}
    changed = {c.act for c in cells(other) if before.get((c.act, c.stage, c.standing)) != c.says}
    assert changed == {"complete"}
