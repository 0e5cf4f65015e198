"""政务服务事项: a case carries the code and version of the item it found, and no free text."""

from __future__ import annotations

from typing import Any

import pytest

from bancheng.core.decider import FIELDS
from bancheng.core.refusal import Refusal
from bancheng.library.standards import standard
from tests.core.desk import Desk

pytestmark = pytest.mark.clause("SC-8.3.2")

FOUND = "county/A-01@3"


@pytest.fixture
def desk() -> Desk:
    return Desk(standard("guilin-xiufeng"))


def _accepted(desk: Desk, **given: Any) -> Desk:
    desk.do("2026-11-23 09:00", "window", "register", **given)
    desk.do("2026-11-23 09:05", "window", "confirm")
    desk.do("2026-11-23 09:10", "window", "accept", ground="not_accepted", kind="general")
    return desk


def test_the_item_found_at_the_counter_stays_with_the_case_and_is_sealed(desk: Desk) -> None:
    event = desk.do("2026-11-23 09:00", "window", "register", service_item=FOUND)
    assert event.data["service_item"] == FOUND
    assert "service_item" not in event.beside
    assert desk.case.service_item == FOUND
    desk.do("2026-11-23 09:05", "window", "confirm")
    desk.do("2026-11-23 09:10", "window", "accept", ground="not_accepted", kind="general")
    assert desk.case.service_item == FOUND


def test_accepting_can_name_it_too(desk: Desk) -> None:
    desk.do("2026-11-23 09:00", "window", "register")
    desk.do("2026-11-23 09:05", "window", "confirm")
    given: dict[str, Any] = {"ground": "not_accepted", "kind": "general", "service_item": FOUND}
    desk.do("2026-11-23 09:10", "window", "accept", **given)
    assert desk.case.service_item == FOUND


def test_an_item_can_be_named_later_although_the_kind_stays_and_no_limit_moves(desk: Desk) -> None:
    _accepted(desk)
    owed = {d.id: d.due for d in desk.case.owed()}
    event = desk.do("2026-11-23 10:00", "window", "classify", kind="general", service_item=FOUND)
    assert desk.case.service_item == FOUND
    assert {d.id: d.due for d in desk.case.owed()} == owed
    assert not event.opened
    assert not event.closed
    assert not event.moved


def test_with_nothing_new_there_is_nothing_to_classify(desk: Desk) -> None:
    _accepted(desk, service_item=FOUND)
    for given in ({}, {"service_item": FOUND}):
        with pytest.raises(Refusal) as refused:
            desk.do("2026-11-23 10:00", "window", "classify", kind="general", **given)
        assert refused.value.code == "same_kind"


def test_an_unsolvable_case_stays_so_when_only_its_item_is_named(desk: Desk) -> None:
    _accepted(desk)
    desk.do("2026-11-23 10:00", "window", "classify", kind="unsolvable")
    assert desk.case.unsolvable
    given = {"kind": "unsolvable", "service_item": FOUND}
    desk.do("2026-11-23 10:30", "window", "classify", **given)
    assert desk.case.unsolvable


@pytest.mark.parametrize(
    "words",
    ["食品经营许可", "秦桂芳", "13900005512", "county/A-01", "county/甲@1", "a/b@0", "a/b c@1"],
)
def test_nothing_but_a_list_a_code_and_a_version_can_be_sealed(desk: Desk, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        desk.do("2026-11-23 09:00", "window", "register", service_item=words)
    assert (refused.value.code, refused.value.field) == ("wrong_shape", "service_item")
    assert "事项库" in refused.value.sentence


def test_its_words_stay_erasable_beside(desk: Desk) -> None:
    assert FIELDS["item"].erasable
    assert not FIELDS["service_item"].erasable
