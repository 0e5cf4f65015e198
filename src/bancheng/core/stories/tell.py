"""Tells a story on the real rules and says where it went otherwise than told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from bancheng.core.calendar import DayMark, Layer, WorkCalendar
from bancheng.core.case import Case
from bancheng.core.decider import Command, Setting, decide
from bancheng.core.event import Event
from bancheng.core.fold import evolve
from bancheng.core.given import Known
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.cast import actor, filled
from bancheng.core.stories.holds_then import Stand, differs
from bancheng.core.stories.reading import at_path, plain
from bancheng.core.stories.routed import off_route
from bancheng.core.stories.story import Step, Story


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
        wanted = frozenset(story.centre_wants)
        known = Known(joint_units=frozenset(story.joint))
        self.setting = Setting(standard, calendar, known, wanted)
        self.case = Case()
        self.now: datetime | None = None

    def at(self, text: str) -> datetime:
        """«2026-11-23 09:00» on the hall's clock."""
        return datetime.fromisoformat(text).replace(tzinfo=self.setting.calendar.zone)

    def told(self) -> Iterator[str]:
        """All that went otherwise than told; nothing where the story is true."""
        for path, wanted in self.story.reads.items():
            value = plain(at_path(self.standard, path))
            if value != plain(wanted):
                yield f"规范中 {path} 应为“{wanted}”，却是“{value}”"
        for step in self.story.when:
            where = f"{step.at} {step.who} {step.does}"
            yield from (f"{where}：{problem}" for problem in self._step(step))
        last = Stand(self.case, self.setting, self.now)
        yield from (f"最后：{problem}" for problem in differs(self.story.then, last))
        if self.story.route is not None:
            yield from off_route(self.story, self.standard)

    def _step(self, step: Step) -> Iterator[str]:
        self.now = self.at(step.at)
        event: Event | None = None
        try:
            event = decide(self.case, self._command(step, self.now), self.setting).event
        except Refusal as refusal:
            yield from _refused(step, refusal)
        else:
            if step.refused is not None:
                yield f"应因 {step.refused} 被拒绝，却办成了"
            evolve(self.case, event)
        yield from differs(step.then, Stand(self.case, self.setting, self.now, event))

    def _command(self, step: Step, now: datetime) -> Command:
        given = filled(step.does, step.with_, step.without, self.case, self.standard)
        who = actor(step.who, self.standard, step.user)
        return Command(step.does, who, given, self.at(step.done_at or step.at), now, step.for_unit)


def _refused(step: Step, refusal: Refusal) -> Iterator[str]:
    if step.refused is None:
        yield f"不该被拒绝，却被拒绝：{refusal}"
    elif refusal.code != step.refused:
        yield f"应因 {step.refused} 被拒绝，却是 {refusal}"
    elif step.because and step.because not in refusal.sentence:
        yield f"应说“{step.because}”，却说“{refusal.sentence}”"


def tell(story: Story, standard: Standard, calendar: WorkCalendar) -> list[str]:
    """What went otherwise than told; empty where the story is true under this standard."""
    return list(Teller(story, standard, calendar).told())
