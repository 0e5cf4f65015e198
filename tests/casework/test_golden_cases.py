"""Cases recorded by the first release fold to the same state in every later one.

The files in ``tests/golden/cases-v1`` are never made anew once released: the meaning of an entry
that a centre has sealed cannot change under its hands.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bancheng.casework.facts import event_of
from bancheng.core.acts import ACTS
from bancheng.journal.verify_export import read_export, verify_export
from tests.casework.golden_state import states_in

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "cases-v1"
FILES = sorted(path.name for path in GOLDEN.glob("*.journal"))


@pytest.fixture(scope="module")
def states() -> dict[str, dict[str, dict[str, object]]]:
    loaded: dict[str, dict[str, dict[str, object]]] = json.loads(
        (GOLDEN / "states.json").read_text(encoding="utf-8")
    )
    return loaded


def test_there_is_a_golden_journal_under_each_standard(
    states: dict[str, dict[str, dict[str, object]]],
) -> None:
    assert set(FILES) == set(states)
    standards = {
        event_of(r).text("standard")
        for name in FILES
        for r in read_export(GOLDEN / name)
        if r.version == 1
    }
    assert standards == {"guilin-xiufeng", "sichuan-township"}


@pytest.mark.parametrize("name", FILES)
def test_a_golden_journal_verifies_and_folds_to_the_same_cases(
    name: str, states: dict[str, dict[str, dict[str, object]]]
) -> None:
    assert verify_export(GOLDEN / name).ok
    assert states_in(GOLDEN / name) == states[name]


def test_the_golden_journals_hold_most_of_the_acts() -> None:
    done = {str(r.body["act"]) for name in FILES for r in read_export(GOLDEN / name)}
    assert done <= set(ACTS)
    assert len(done) >= 50, sorted(set(ACTS) - done)
