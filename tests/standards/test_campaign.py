"""Take a rule out, change a number or a word: a story of that clause must turn red."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bancheng.core.stories.story import Story
from bancheng.library import standards
from tests.standards.campaign import Report, Trial, mutations, run, trial
from tests.standards.mending import fitted, mended
from tests.standards.mutation import GONE, changed

ONE_IN = 12  # so many rules stand behind one that every `make test` changes
SEED = 20260  # which of each dozen: one number for all machines and days

STANDARDS = standards.ids()


def _nothing_missed(report: Report) -> None:
    assert report.told
    assert not report.missed, "\n".join(str(change) for change in report.missed)


@pytest.mark.parametrize("name", STANDARDS)
def test_one_changed_rule_of_each_dozen_is_noticed(name: str) -> None:
    a_trial = trial(name)
    changes = mutations(a_trial)
    dozens = range(0, len(changes), ONE_IN)
    drawn = [changes[min(n + (SEED + n) % ONE_IN, len(changes) - 1)] for n in dozens]
    _nothing_missed(run(a_trial, drawn))


@pytest.mark.nightly
@pytest.mark.parametrize("name", STANDARDS)
def test_every_changed_rule_is_noticed(name: str) -> None:
    a_trial = trial(name)
    _nothing_missed(run(a_trial, mutations(a_trial)))


def _without(a_trial: Trial, keep: Callable[[Story], bool]) -> Trial:
    return replace(a_trial, stories=tuple(s for s in a_trial.stories if keep(s)))


@pytest.mark.parametrize("name", STANDARDS)
def test_without_the_stories_of_a_clause_its_changed_rules_are_missed(name: str) -> None:
    a_trial = trial(name)
    clause = next(d.cites[0] for d in a_trial.standard.duties.values() if len(d.cites) == 1)
    poorer = _without(a_trial, lambda story: clause not in story.shows)
    changes = [c for c in mutations(a_trial) if c.clauses == (clause,)]
    report = run(poorer, changes)
    assert report.missed
    assert not report.told


@pytest.mark.parametrize("name", STANDARDS)
def test_without_the_stories_that_read_words_changed_words_are_missed(name: str) -> None:
    a_trial = trial(name)
    poorer = _without(a_trial, lambda story: not story.reads)
    words = [c for c in mutations(a_trial) if c.path[0] == "forms" and c.tries != (GONE,)]
    assert run(poorer, words).missed == words


@pytest.mark.parametrize("name", STANDARDS)
def test_every_limit_of_a_duty_is_changed_in_number_and_in_unit(name: str) -> None:
    a_trial = trial(name)
    counted = {duty for duty, rule in a_trial.standard.duties.items() if rule.within[:1].isdigit()}
    changes = [c.path for c in mutations(a_trial) if c.tries != (GONE,)]
    for duty in counted:
        assert changes.count(("duties", duty, "within")) == 2


@pytest.mark.parametrize("name", STANDARDS)
def test_a_change_leaves_the_standard_it_was_made_from_alone(name: str) -> None:
    a_trial = trial(name)
    for change in mutations(a_trial)[::50]:
        changed(a_trial.data, change.path, change.tries[0])
    assert fitted(a_trial.data) == a_trial.standard


@pytest.mark.parametrize("name", STANDARDS)
def test_taking_an_act_out_takes_the_duties_that_owe_it_along(name: str) -> None:
    a_trial = trial(name)
    duty, rule = next((d, r) for d, r in a_trial.standard.duties.items() if len(r.owed) == 1)
    standard = mended(changed(a_trial.data, ("acts", rule.owed[0]), GONE))
    assert standard is not None
    assert duty not in standard.duties
