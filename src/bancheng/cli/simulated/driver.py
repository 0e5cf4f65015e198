"""Drives one case along a route, and pays on the way what is owed before each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bancheng.casework import door
from bancheng.casework.door import Doer, Order
from bancheng.cli.simulated.filling import Filling
from bancheng.cli.simulated.pace import Pace
from bancheng.cli.simulated.staff import NobodyError, Staff
from bancheng.core.act import Question
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.fold import evolve
from bancheng.core.permission import why_not
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.core.standard.routes import Step

HELD_UP = frozenset({"still_owed", "supporting_first"})
MOST_DUTIES = 40  # a case that owes more than this before one step goes in circles


class StuckError(Exception):
    """A case that cannot go on: somebody owes what nobody may do."""


class Driver:
    """One case in the hands of simulated staff. ``command`` begins every command's id."""

    def __init__(self, staff: Staff, filling: Filling, pace: Pace, command: str) -> None:
        self.staff = staff
        self.filling = filling
        self.pace = pace
        self.command = command
        self.case = Case()
        self.case_no = ""
        self.events: list[Event] = []

    def step(self, step: Step) -> None:
        """One step of a route, after whatever holds it up."""
        for _ in range(MOST_DUTIES):
            try:
                return self.act(step.act, step.with_)
            except Refusal as refusal:
                if refusal.code not in HELD_UP:
                    raise
                self._pay(self._holding_up(step.act), refusal)
        raise StuckError(f"{self.case_no} 到不了“{step.act}”")

    def finish(self) -> None:
        """To the archive, with everything paid that a supervisor would ask for."""
        for duty in [d for d in self.case.owed() if "supervise" in d.owed]:
            self.discharge(duty)
            self.settle()
        if self.case.stage is not Stage.ARCHIVED:
            self.step(Step(act="archive"))

    def settle(self) -> None:
        """督办销号, with its approval where the standard wants one."""
        if "settle" not in self.staff.standard.acts:
            return
        self.act("settle", {})
        for duty in [d for d in self.case.owed() if "approve" in d.owed]:
            self.discharge(duty)

    def discharge(self, duty: Duty) -> None:
        """Do what is owed: the first of the acts that somebody may do now."""
        for act in duty.owed:
            question = self._question({}, duty.unit)
            try:
                _, actor = self.staff.doer(act, question, duty.unit)
            except NobodyError:
                continue
            asked = Question(
                self.case, actor, self.staff.standard, self.staff.calendar, self.pace.at,
                None, duty.unit,
            )  # fmt: skip
            if why_not(asked, act) is None:
                return self.act(act, {}, duty.unit)
        raise StuckError(f"{self.case_no} 的“{duty.rule}”没有人能办")

    def act(self, act: str, given: Mapping[str, object], unit: str | None = None) -> None:
        """One act by whoever may do it, at the next moment. Raises Refusal."""
        self.pace.tick()
        told = {"channel": given.get("channel", "")}
        unit = unit or self._unit_of(act)
        doer, actor = self.staff.doer(act, self._question(told, unit), unit)
        values = self.filling.values(act, given, self.case, actor)
        if unit is not None and actor.unit != unit and self._is_of_a_unit(act):
            values.setdefault("for_person", "经办人（电话答复）")
        order = Order(act, values, unit if "for_person" in values else None)
        self._send(doer, [order], f"{self.command}-{self.case.version + 1}-{act}")

    def _send(self, doer: Doer, orders: Sequence[Order], command: str) -> None:
        at = self.pace.at
        if not self.case_no:
            done = door.open_case(doer, self.staff.centre, orders, command, at)
            self.case_no = done.case_no
        else:
            done = door.handle(doer, self.case_no, orders, command, self.case.version, at)
        for event in done.events:
            evolve(self.case, event)
            self.events.append(event)

    def _unit_of(self, act: str) -> str | None:
        """The department whose act it is, where it is one's."""
        if not self._is_of_a_unit(act):
            return None
        owing = [d.unit for d in self.case.owed() if act in d.owed and d.unit]
        return owing[0] if owing else self.case.lead()

    def _is_of_a_unit(self, act: str) -> bool:
        rule = self.staff.standard.acts.get(act)
        of_units = {"lead_department", "supporting_department", "any_assigned"}
        return bool(rule and rule.by[0] in of_units and self.case.units)

    def _holding_up(self, act: str) -> list[Duty]:
        if act in ("complete", "archive"):
            return self.case.holding_up(act)
        return [d for d in self.case.owed() if d.by == "supporting_department"]

    def _pay(self, duties: list[Duty], refusal: Refusal) -> None:
        if not duties:
            raise refusal
        self.discharge(duties[0])

    def _question(self, given: Mapping[str, object], unit: str | None) -> Question:
        told = {name: str(value) for name, value in given.items() if value}
        nobody = next(iter(self.staff.actors.values()))
        standard, calendar = self.staff.standard, self.staff.calendar
        return Question(self.case, nobody, standard, calendar, self.pace.at, told, unit)
