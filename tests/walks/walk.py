"""A random walk over any standard: owed duties mostly, anything permitted sometimes.

Time jumps from minutes to days, the calendar changes, requests are approved or not. A walk that
breaks a law or finds a dead end raises ``DeadEndError`` with its seed and its trail, so that
``walk(standard, seed)`` walks it again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from bancheng.core.act import Question
from bancheng.core.actor import SYSTEM, Actor
from bancheng.core.acts import ACTS
from bancheng.core.calendar import CHINA, DayMark, Layer, WorkCalendar
from bancheng.core.case import Case
from bancheng.core.decider import Command, Setting, decide
from bancheng.core.event import Event
from bancheng.core.fold import evolve, fold
from bancheng.core.permission import why_not
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.core.standard.standard import Standard
from tests.walks.checks import broken, leaks, may_now, stuck
from tests.walks.people import UPPER, cast, holders, known
from tests.walks.values import Filler

STEPS = 28
MOST_TO_THE_END = 80
LEAPS = [timedelta(minutes=2), timedelta(minutes=45), timedelta(hours=5), timedelta(days=1)]
FAR_LEAPS = [timedelta(days=4), timedelta(days=20), timedelta(days=45)]
SELDOM = frozenset(
    {"withdraw", "merge", "reopen", "decline", "hold_accountable", "redate", "lapse"}
    # what leads nowhere; one of each is enough, and the way is what is walked
    | {"note", "attach", "detach", "correct", "hand_over", "call_unanswered", "file_report"}
)
BACKWARDS = frozenset({"object", "reopen", "give_notice", "reject", "recall"})


class DeadEndError(AssertionError):
    """A walk ended where no walk may end."""


class Walk:
    """One case on its way."""

    def __init__(self, standard: Standard, calendar: WorkCalendar, seed: int) -> None:
        self.standard = standard
        self.seed = seed
        self.random = Random(seed)
        self.people = cast(standard)
        wanted = choosable(standard) if seed % 3 == 0 else frozenset[str]()
        around = replace(
            known(standard, self.people), joint_units=frozenset({UPPER} if seed % 2 else ())
        )
        self.setting = Setting(standard, calendar, around, wanted)
        self.filler = Filler(standard, self.setting.known, self.random)
        self.case = Case()
        self.events: list[Event] = []
        self.trail: list[str] = []
        self.hall_closes = True
        self.at = datetime(2026, 3, 2, 9, tzinfo=CHINA) + timedelta(
            minutes=self.random.randint(0, 250 * 24 * 60)
        )

    def fail(self, why: str) -> DeadEndError:
        """What went wrong, after which steps, and how to see it again."""
        trail = "\n  ".join(self.trail)
        return DeadEndError(f"{self.standard.id} seed={self.seed}: {why}\n  {trail}")

    def do(self, actor: Actor, act: str, *, willing: bool = False) -> bool:
        """Try one act with values drawn for it; False where the rules refuse it."""
        given = self.filler.fill(act, self.case, self.at, willing=willing)
        done_at = self.at
        if not willing and self.random.random() < 0.03:
            done_at -= timedelta(minutes=self.random.randint(1, 30))
            given |= {"late_reason": "停电", "late_allowed_by": "window-2"}
        if self.case.lead() and actor.unit not in self.case.units:
            given |= {"for_person": "某科长"}  # needed where it is written down for a department
        return self.attempt(Command(act, actor, given, done_at, self.at))

    def attempt(self, command: Command) -> bool:
        """One command; False where the rules refuse it. Whatever breaks a law is raised."""
        act, actor = command.act, command.actor
        before = self.case.copied()
        try:
            decision = decide(self.case, command, self.setting)
        except Refusal:
            if self.case != before:
                raise self.fail(f"被拒绝的 {act} 改变了工单") from None
            return False
        if self.case != before:
            raise self.fail(f"作决定时 {act} 改变了工单")
        self.trail.append(f"{self.at:%m-%d %H:%M} {actor.user} {act} {dict(decision.event.data)}")
        evolve(self.case, decision.event)
        self.events.append(decision.event)
        self._check(before, decision.event)
        return True

    def _check(self, before: Case, event: Event) -> None:
        for fault in broken(before, event, self.case):
            raise self.fail(fault)
        calendar = self.setting.calendar
        for fault in stuck(self.case, self.standard, calendar, self.people, self.at):
            raise self.fail(fault)
        if self.case.conduct:
            for actor in self.people:
                if leaks(self.case, self.standard, calendar, actor, self.at):
                    raise self.fail(f"{actor.user} 是被反映人，却能办理")

    def may_act(self, actor: Actor, act: str) -> bool:
        """Whether somebody may do an act now, who can see the case at all."""
        asked = {act for duty in self.case.asked_of(actor.user) for act in duty.owed}
        if self.case.joint and actor.unit == UPPER and act not in asked:
            return False  # up there it is another case
        return why_not(self.question(actor), act) is None

    def question(self, actor: Actor) -> Question:
        """What a page would ask for this actor now."""
        return Question(self.case, actor, self.standard, self.setting.calendar, self.at)

    def step(self) -> None:
        """Let time pass and somebody do something."""
        self.at += self.random.choice(LEAPS if self.random.random() < 0.9 else FAR_LEAPS)
        chance = self.random.random()
        if chance < 0.06:
            self._note_what_is_late()
        elif chance < 0.08 and self.hall_closes:
            self._close_the_hall()
        elif chance < 0.65:
            self._discharge_something()
        else:
            self._do_anything()

    def _note_what_is_late(self) -> None:
        if any(d.due and d.due < self.at for d in self.case.owed()):
            self.do(SYSTEM, "lapse")

    def _close_the_hall(self) -> None:
        day: date = (self.at + timedelta(days=self.random.randint(1, 6))).date()
        layer = Layer(f"hall {day}", {day: DayMark(False, "停电检修", "告示")})
        self.setting = replace(self.setting, calendar=self.setting.calendar.with_layer(layer))
        if self.case.stage is not Stage.NONE:
            self.do(SYSTEM, "redate")

    def _discharge_something(self) -> None:
        owed = list(self.case.owed())
        if not owed:
            self._do_anything()
            return
        duty = self.random.choice(owed)
        actors = list(holders(duty, self.case, self.standard, self.people))
        self.random.shuffle(actors)
        for actor in actors:
            acts = [a for a in may_now(self.question(actor), duty) if self.may_act(actor, a)]
            if acts and self.do(actor, self.random.choice(acts)):
                return

    def _do_anything(self) -> None:
        acts = [a for a in ACTS if self.case.stage in self._stages(a)]
        for act in self.random.sample(acts, k=len(acts)):
            if act in SELDOM and self.random.random() < 0.8:
                continue
            able = [a for a in self.people if self.may_act(a, act)]
            if able and self.do(self.random.choice(able), act):
                return

    def _stages(self, act: str) -> frozenset[Stage]:
        rule, spec = self.standard.acts.get(act), ACTS[act]
        if rule is None and not spec.is_housekeeping:
            return frozenset()
        return frozenset(rule.from_) if rule and rule.from_ is not None else spec.possible

    def drive_to_the_end(self) -> None:
        """Let holders discharge what they owe until the case is archived and nobody owes."""
        done: dict[str, int] = {}
        for _ in range(MOST_TO_THE_END):
            if self.case.stage is Stage.ARCHIVED and not any(self.case.owed()):
                return
            self.at += timedelta(minutes=10)
            if not self.get_on(done):
                raise self.fail(f"到不了归档：还欠 {sorted(d.rule for d in self.case.owed())}")
        raise self.fail(f"{MOST_TO_THE_END} 步以内到不了归档")

    def get_on(self, done: dict[str, int]) -> bool:
        """One act that an open duty asks for: fresh ones first, what leads back last."""
        choices = []
        for duty in self.case.owed():
            for actor in holders(duty, self.case, self.standard, self.people):
                for act in may_now(self.question(actor), duty):
                    if not self.may_act(actor, act):
                        continue
                    lifts = act not in duty.owed
                    order = (act in BACKWARDS, done.get(act, 0), lifts, duty.due or FOREVER)
                    choices.append((order, actor, act))
        for _, actor, act in sorted(choices, key=lambda choice: choice[0]):
            for _ in range(4):
                if self.do(actor, act, willing=True):
                    done[act] = done.get(act, 0) + 1
                    return True
        return False


FOREVER = datetime(9999, 1, 1, tzinfo=CHINA)


def choosable(standard: Standard) -> frozenset[str]:
    """The acts for which a centre may want a second person; every third walk wants them all."""
    rules = standard.acts.items()
    return frozenset(
        name for name, rule in rules if rule.approval and rule.approval.when == "centre_wants"
    )


def walk(
    standard: Standard, calendar: WorkCalendar, seed: int, *, hall_closes: bool = True
) -> Walk:
    """One whole walk: wander, then to the end; the fold of its events is the case.

    ``hall_closes``: now and then the calendar changes on the way.
    """
    walker = Walk(standard, calendar, seed)
    walker.hall_closes = hall_closes
    while not walker.events:
        walker.step()
    for _ in range(walker.random.randint(4, STEPS)):
        walker.step()
        if walker.case.stage is Stage.ARCHIVED and not any(walker.case.owed()):
            break
    walker.drive_to_the_end()
    if fold(walker.events) != walker.case:
        raise walker.fail("从事件重新算出的工单与办理中的不同")
    return walker
