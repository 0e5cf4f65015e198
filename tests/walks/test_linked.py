"""Two cases that walk together, one sent up and the one above that answers for it: both arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bancheng.core import linked
from bancheng.core.actor import SYSTEM, Actor
from bancheng.core.decider import Command
from bancheng.core.event import Event
from bancheng.core.stage import CLOSED, Stage
from bancheng.core.standard.load import fit
from bancheng.core.standard.standard import Standard
from bancheng.library import standards
from bancheng.library.places import standards_dir
from tests.shelves import changed, national, source_of
from tests.walks.people import UPPER
from tests.walks.walk import DeadEndError, Walk

SENDER = Actor("origin", "below", frozenset({"origin"}))
FROM_ABOVE = frozenset({"take_up", "receive_result", "send_back", "report_progress"})
LONGEST = 260
BOTH_ENDS = [name for name in standards.ids() if standards.standard(name).channel_from("centre")]


class Below(Walk):
    """The case that was sent up: what comes from above comes of the case above alone."""

    def may_act(self, actor: Actor, act: str) -> bool:
        if actor is SYSTEM and act in FROM_ABOVE:
            return False
        again = act == "send_up" and bool(self.case.links)
        return not again and super().may_act(actor, act)


@dataclass
class Pair:
    """Both cases, and how far either has been carried to the other."""

    below: Below
    above: Walk
    since: int
    carried: int = 0
    told: int = 0

    def carry(self) -> None:
        """What the clock does."""
        awaited = self.below.case.links[-1].standing == "awaited"
        for told in linked.up(entries(self.below), self.since, self.told):
            if told.act != "withdraw" or not (self.above.case.answer or self._above_is_over()):
                record(self.above, SENDER, told.act, told.given)
        self.told = self.below.case.version
        for down in linked.down(entries(self.above), self.carried) if awaited else ():
            more = (
                {"for_person": "某人"} if down.act == "report_progress" else {"from_unit": "上级"}
            )
            record(self.below, SYSTEM, down.act, {**down.given, **more}, UPPER)
        self.carried = self.above.case.version
        if self.above.case.stage is Stage.REPLIED:
            record(self.above, SYSTEM, "hand_down", {})

    def _above_is_over(self) -> bool:
        return self.above.case.stage in CLOSED

    @property
    def arrived(self) -> bool:
        """Whether both are archived and nobody owes anything."""
        return all(
            walk.case.stage is Stage.ARCHIVED and not any(walk.case.owed())
            for walk in (self.below, self.above)
        )


def entries(walk: Walk) -> list[tuple[Event, dict[str, str | None]]]:
    """The events with some text in every place of one."""
    return [(event, dict.fromkeys(event.beside, "……")) for event in walk.events]


def record(
    walk: Walk, actor: Actor, act: str, given: dict[str, object], unit: str | None = None
) -> bool:
    """One act carried over, at the later of both clocks."""
    return walk.attempt(Command(act, actor, given, walk.at, walk.at, unit))


def sent_up(rules: Standard, seed: int) -> Pair | None:
    """A walk up to the first sending up, with the case above opened; None where it never comes."""
    below = Below(rules, national(), seed)
    below.hall_closes = False
    for _ in range(30):
        below.step()
        if any(link.above is None and link.standing == "awaited" for link in below.case.links):
            break
        windows = [a for a in below.people if "window" in a.roles and below.may_act(a, "send_up")]
        if windows and below.random.random() < 0.5:
            below.do(windows[0], "send_up")
    link = next((at for at in below.case.links if at.standing == "awaited"), None)
    if link is None:
        return None
    above = Walk(rules, national(), seed + 100_000)
    above.hall_closes, above.at = False, below.at
    given: dict[str, object] = {"matter": "……", "below": "B-1", "origin_no": "B-1"}
    given["channel"] = rules.channel_from("centre")
    assert record(above, SENDER, "submit", given)
    assert record(below, SYSTEM, "take_up", {"above": "A-1", "since": link.since})
    return Pair(below, above, link.since)


def together(pair: Pair) -> None:
    """Both wander for a while and are then driven to their ends; raises where one cannot go on."""
    chance = pair.below.random
    for _ in range(chance.randint(2, 20)):
        chance.choice([pair.below, pair.above]).step()
        pair.below.at = pair.above.at = max(pair.below.at, pair.above.at)
        pair.carry()
    done: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for _ in range(LONGEST):
        if pair.arrived:
            return
        for walk, counted in zip((pair.above, pair.below), done, strict=True):
            walk.get_on(counted)
        pair.below.at += timedelta(minutes=10)
        pair.above.at = pair.below.at
        pair.carry()
    owed = sorted(d.rule for d in pair.below.case.owed())
    raise pair.below.fail(f"两件到不了归档：下级还欠 {owed}；上级 {pair.above.trail}")


def ways_it_ended(rules: Standard, seeds: range) -> set[str]:
    """What became of the cases below, over walks with these seeds."""
    ended: set[str] = set()
    for seed in seeds:
        pair = sent_up(rules, seed)
        if pair is not None:
            together(pair)
            ended |= {e.name for e in pair.below.events}
    return ended


@pytest.mark.clause("SC-5.1.d", "SC-8.3.2")
@pytest.mark.parametrize("name", BOTH_ENDS)
def test_both_cases_reach_the_archive_and_nobody_is_stuck(name: str) -> None:
    ended = ways_it_ended(standards.standard(name), range(1, 401, 2))
    assert {"result_received", "sent_back", "recalled", "withdrawn"} <= ended


@pytest.mark.nightly
@pytest.mark.clause("SC-5.1.d", "SC-8.3.2")
@pytest.mark.parametrize("name", BOTH_ENDS)
def test_both_cases_reach_the_archive_in_a_night_of_walks(name: str) -> None:
    ways_it_ended(standards.standard(name), range(401, 10_401, 2))


PLANTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "what came back is placed by nobody": (
        lambda s: s["duties"]["assign"]["arises"].remove("sent_back"),
        "没有人欠任何事",
    ),
    "only a result may be handed down": (
        lambda s: (
            s["acts"]["hand_down"]["for"].update({"answer": "result"}),
            s["duties"]["hand-down"].pop("lifted_by"),
        ),
        "hand-down",
    ),
    "nobody completes what was handed down": (
        lambda s: s["acts"]["complete"].update({"for": {"channel": ["counter", "phone"]}}),
        "complete",
    ),
}


@pytest.mark.parametrize(("plant", "told"), PLANTS.values(), ids=PLANTS)
def test_a_dead_end_planted_between_two_cases_is_found(
    plant: Callable[[dict[str, Any]], object], told: str
) -> None:
    for name in BOTH_ENDS:
        rules = fit(changed(source_of(standards_dir(), name), plant))
        with pytest.raises(DeadEndError, match=told):
            ways_it_ended(rules, range(1, 2_001, 2))
