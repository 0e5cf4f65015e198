"""Cases recorded by an earlier release fold to the same state in every later one.

The files in ``tests/golden/cases-*`` are never made anew once released: the meaning of an entry
that a centre has sealed cannot change under its hands. ``cases-v1`` are the first release's,
``cases-v2`` what came after: two levels, meetings, slips, reviews, papers in hand, attachments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bancheng.casework.facts import event_of
from bancheng.core.acts import ACTS
from bancheng.journal.verify_export import read_export, verify_export
from tests.casework.golden_state import states_in

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FILES = [
    pytest.param(path, id=f"{path.parent.name}/{path.name}")
    for path in sorted(GOLDEN.glob("cases-*/*.journal"))
]
States = dict[str, dict[str, dict[str, object]]]


def states(folder: Path) -> States:
    loaded: States = json.loads((folder / "states.json").read_text(encoding="utf-8"))
    return loaded


def acts_done() -> Iterator[str]:
    for path in GOLDEN.glob("cases-*/*.journal"):
        yield from (str(recorded.body["act"]) for recorded in read_export(path))


@pytest.mark.parametrize("name", ["cases-v1", "cases-v2"])
def test_there_is_a_golden_journal_under_each_standard(name: str) -> None:
    files = list((GOLDEN / name).glob("*.journal"))
    assert {path.name for path in files} == set(states(GOLDEN / name))
    standards = {
        event_of(r).text("standard") for path in files for r in read_export(path) if r.version == 1
    }
    assert standards == {"guilin-xiufeng", "sichuan-township"}


@pytest.mark.parametrize("path", FILES)
def test_a_golden_journal_verifies_and_folds_to_the_same_cases(path: Path) -> None:
    assert verify_export(path).ok
    kept, now = states(path.parent)[path.name], states_in(path)
    assert set(now) == set(kept)
    for case_no, state in kept.items():
        assert {key: now[case_no][key] for key in state} == state


def test_the_golden_journals_hold_almost_every_act() -> None:
    done = set(acts_done())
    assert done <= set(ACTS)
    assert len(done) >= 72, sorted(set(ACTS) - done)
