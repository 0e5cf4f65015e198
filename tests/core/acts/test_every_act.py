"""Every act is whole: a term, an event of its own, a sentence, a place in a standard, a story."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from bancheng.core.acts import ACT_OF_EVENT, ACTS, GROUPS
from bancheng.core.ask import LISTS, Shape
from bancheng.core.decider import FIELDS
from bancheng.core.given import Known, options
from bancheng.core.stage import STAGE_TERMS, Stage
from bancheng.core.standard.standard import Standard
from bancheng.library.standards import standard, stories
from tests.shelves import every_standard

HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
EVERY_ACT = pytest.mark.parametrize("name", ACTS)


@cache
def standards() -> list[Standard]:
    return [standard(name, folder=shelf) for shelf, name in every_standard()]


@cache
def told() -> frozenset[str]:
    """The acts that some story shows being done, and not refused."""
    return frozenset(
        step.does
        for shelf, name in every_standard()
        for story in stories(name, shelf)
        for step in story.when
        if step.refused is None
    )


@EVERY_ACT
def test_an_act_stands_in_a_module_of_its_name_that_opens_with_its_official_term(name: str) -> None:
    module = import_module(f"bancheng.core.acts.{name}")
    assert name == module.ACT.name
    assert module.__doc__
    assert HAN.match(module.__doc__)
    assert HAN.search(ACTS[name].term)


def test_every_module_of_an_act_is_in_the_table() -> None:
    folder = Path(import_module("bancheng.core.acts").__file__ or "").parent
    assert {p.stem for p in folder.glob("*.py")} - {"__init__"} == set(ACTS)


def test_no_two_acts_share_an_event_or_a_term() -> None:
    events = [e for act in ACTS.values() for e in (act.event, *act.others)]
    assert len(events) == len(set(events))
    terms = [act.term for act in ACTS.values()]
    assert len(terms) == len(set(terms))


@EVERY_ACT
def test_the_sentence_of_an_act_speaks_only_of_its_own_fields(name: str) -> None:
    act = ACTS[name]
    fields = {ask.name for ask in act.fields}
    said = {value for part in act.sentence for value in PLACEHOLDER.findall(part)}
    assert said <= fields
    assert HAN.search("".join(act.sentence))


@EVERY_ACT
def test_the_fields_of_an_act_are_known_and_asked_once(name: str) -> None:
    names = [ask.name for ask in ACTS[name].fields]
    assert len(names) == len(set(names))
    for ask in ACTS[name].fields:
        assert FIELDS[ask.name] == ask
        assert HAN.search(ask.term)
        if ask.shape in LISTS | {Shape.CODE, Shape.UNIT, Shape.USER}:
            assert any(options(ask.options, s) for s in standards()) or hasattr(
                Known(), ask.options
            )


@EVERY_ACT
def test_an_act_can_happen_somewhere(name: str) -> None:
    act = ACTS[name]
    assert act.possible <= set(Stage)
    assert act.possible
    assert act.is_housekeeping or any(name in s.acts for s in standards())


@EVERY_ACT
def test_an_act_is_shown_by_a_story(name: str) -> None:
    assert name in told()


def test_every_group_is_made_of_events_that_happen() -> None:
    for group, events in GROUPS.items():
        assert events <= set(ACT_OF_EVENT), group
        assert group not in ACT_OF_EVENT


def test_every_stage_has_an_official_term() -> None:
    assert set(STAGE_TERMS) == set(Stage)
