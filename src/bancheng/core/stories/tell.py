"""Tells a story on the real rules and says where it went otherwise than told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from bancheng.core.act import Question
from bancheng.core.calendar import DayMark, Layer, WorkCalendar
from bancheng.core.case import Case
from bancheng.core.decider import Command, Setting, decide
from bancheng.core.duty import Duty
from bancheng.core.fold import evolve
from bancheng.core.permission import why_not
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.cast import actor, filled
from bancheng.core.stories.story import Step, Story, Then


class Teller:
    """One story under way."""

    def __init__(self, story: Story, standard: Standard, calendar: WorkCalendar) -> None:
        self.story = story
        self.standard = standard
        if story.closures:
            days = {
                date.fromisoformat(day): DayMark(False, why, "hall")
                for day, why in story.closures.items()
            }
            calendar = calendar.with_layer(Layer("hall", days))
        self.setting = Setting(standard, calendar)
        self.case = Case()
        self.problems: list[str] = []
        self.now: datetime | None = None

    def at(self, text: str) -> datetime:
        """«2026-11-23 09:00» on the hall's clock."""
        return datetime.fromisoformat(text).replace(tzinfo=self.setting.calendar.zone)

    def told(self) -> list[str]:
        """All that went otherwise than told; empty where the story is true."""
        for path, wanted in self.story.reads.items():
            self._read(path, wanted)
        for step in self.story.when:
            self._step(step)
        self._then(self.story.then, "最后")
        return self.problems

    def _step(self, step: Step) -> None:
        where = f"{step.at} {step.who} {step.does}"
        given = filled(step.does, step.with_, step.without, self.case, self.standard)
        done_at = self.at(step.done_at or step.at)
        who = actor(step.who, self.standard, step.user)
        self.now = self.at(step.at)
        command = Command(step.does, who, given, done_at, self.now, step.for_unit)
        try:
            decision = decide(self.case, command, self.setting)
        except Refusal as refusal:
            if step.refused is None:
                self.problems.append(f"{where}：不该被拒绝，却被拒绝：{refusal}")
            elif refusal.code != step.refused:
                self.problems.append(f"{where}：应因 {step.refused} 被拒绝，却是 {refusal}")
            elif step.because and step.because not in refusal.sentence:
                self.problems.append(f"{where}：应说“{step.because}”，却说“{refusal.sentence}”")
        else:
            if step.refused is not None:
                self.problems.append(f"{where}：应因 {step.refused} 被拒绝，却办成了")
            evolve(self.case, decision.event)
        self._then(step.then, where)

    def _then(self, then: Then, where: str) -> None:
        owed = {_name(d): d for d in self.case.owed()}
        if then.stage is not None and self.case.stage != then.stage:
            self.problems.append(f"{where}：应到 {then.stage}，却在 {self.case.stage}")
        if then.outcome is not None and self.case.outcome != then.outcome:
            self.problems.append(f"{where}：结局应为 {then.outcome}，却是 {self.case.outcome}")
        for name, due in then.owes.items():
            self._owes(where, name, due, owed)
        for name in then.owes_not:
            if name in owed:
                self.problems.append(f"{where}：不该还欠 {name}")
        if then.owes_only is not None and set(owed) != set(then.owes_only):
            self.problems.append(f"{where}：应只欠 {sorted(then.owes_only)}，却欠 {sorted(owed)}")
        for name, how in then.ended.items():
            states = [d.state for d in self.case.duties.values() if _name(d) == name]
            if not states or states[-1] != how:
                self.problems.append(f"{where}：{name} 应为 {how}，却是 {states}")
        late = {_name(d) for d in self.case.duties.values() if self.now and d.late_at(self.now)}
        for name in then.late:
            if name not in late:
                self.problems.append(f"{where}：{name} 应当超时")
        for name, wanted in then.case.items():
            value = getattr(self.case, name)
            shown = sorted(value) if isinstance(value, frozenset) else value
            if _plain(shown) != _plain(wanted):
                self.problems.append(f"{where}：{name} 应为 {wanted}，却是 {shown}")
        self._may(where, then)

    def _owes(self, where: str, name: str, due: str, owed: Mapping[str, Duty]) -> None:
        duty = owed.get(name)
        if duty is None:
            self.problems.append(f"{where}：应欠 {name}，却只欠 {sorted(owed)}")
            return
        shown = "open"
        if duty.due is not None:
            shown = f"{duty.due.astimezone(self.setting.calendar.zone):%Y-%m-%d %H:%M}"
            shown += " provisional" if duty.provisional else ""
        if shown != due:
            self.problems.append(f"{where}：{name} 应到 {due}，却到 {shown}")

    def _may(self, where: str, then: Then) -> None:
        if self.now is None:
            return
        for wanted, table in ((True, then.may), (False, then.may_not)):
            for who, acts in table.items():
                for act in acts:
                    person = actor(who, self.standard)
                    question = Question(
                        self.case, person, self.standard, self.setting.calendar, self.now
                    )
                    if (why_not(question, act) is None) is not wanted:
                        verb = "应当能" if wanted else "不应能"
                        self.problems.append(f"{where}：{who} {verb} {act}")

    def _read(self, path: str, wanted: object) -> None:
        value: object = self.standard
        for part in path.split("."):
            if isinstance(value, dict):
                value = value.get(part)
            elif isinstance(value, tuple | list) and part.isdigit():
                value = value[int(part)] if int(part) < len(value) else None
            else:
                value = getattr(value, part if part not in ("from", "for", "with") else part + "_")
        if _plain(value) != _plain(wanted):
            self.problems.append(f"规范中 {path} 应为“{wanted}”，却是“{value}”")


def _name(duty: Duty) -> str:
    return duty.rule + (f"@{duty.unit}" if duty.unit else "")


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if value is not None and not isinstance(value, bool | int | dict) else value


def tell(story: Story, standard: Standard, calendar: WorkCalendar) -> list[str]:
    """What went otherwise than told; empty where the story is true under this standard."""
    return Teller(story, standard, calendar).told()
