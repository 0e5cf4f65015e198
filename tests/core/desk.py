"""A desk for examples: acts done at told times, with everything not told filled in plainly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bancheng.core.calendar import CHINA, DayMark, Layer
from bancheng.core.case import Case
from bancheng.core.decider import Command, Setting, decide
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.fold import evolve
from bancheng.core.standard.standard import Standard
from bancheng.core.stories.cast import actor, filled
from tests.shelves import national


def at(text: str) -> datetime:
    """«2026-03-02 09:00» on the hall's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


class Desk:
    """One case under one standard."""

    def __init__(self, standard: Standard) -> None:
        self.setting = Setting(standard, national())
        self.case = Case()

    def do(self, when: str, who: str, act: str, user: str | None = None, **given: Any) -> Event:
        """One act; raises Refusal."""
        standard = self.setting.standard
        values = filled(act, given, (), self.case, standard)
        command = Command(act, actor(who, standard, user), values, at(when), at(when))
        event = decide(self.case, command, self.setting).event
        evolve(self.case, event)
        return event

    def shut(self, day: str) -> None:
        """The hall announces that it is closed on a day."""
        mark = DayMark(False, "停电检修", "告示")
        layer = Layer("hall", {at(f"{day} 00:00").date(): mark})
        calendar = self.setting.calendar.with_layer(layer)
        self.setting = Setting(self.setting.standard, calendar)

    def owes(self, rule: str) -> Duty:
        """The open duty of a rule."""
        return next(d for d in self.case.owed() if d.rule == rule)
