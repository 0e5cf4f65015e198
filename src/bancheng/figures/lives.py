"""一件应办、一段停留的经过: how a duty and a stay with a unit come to be rows of figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.figures.bands import band
from bancheng.figures.duty_fact_row import DutyFact
from bancheng.figures.stay_row import Stay


@dataclass(slots=True)
class _Promise:
    """A due time, since when it was promised, and until when."""

    duty: Duty
    due: datetime
    extended: bool
    since: datetime
    until: datetime | None = None


@dataclass(slots=True)
class DutyLife:
    """One duty from its arising to its end. A duty without a due time leaves no row."""

    duty_id: str
    promises: list[_Promise] = field(default_factory=list)
    extended: bool = False
    closed: Duty | None = None
    known: datetime | None = None

    def take(self, event: Event, case: Case) -> None:
        """What one event did to it; ``case`` is as it stands after that."""
        duty = case.duties[self.duty_id]
        moved = [m for m in event.moved if m.duty == self.duty_id]
        self.extended = self.extended or any(m.why == "extended" for m in moved)
        stands = self.promises[-1].due if self.promises else None
        if duty.due is not None and duty.due != stands:
            since = event.recorded_at
            if self.promises:
                since = max(since, self.promises[-1].since)
                self.promises[-1].until = since
            self.promises.append(_Promise(duty, duty.due, self.extended, since))
        if not duty.is_open and self.known is None:
            self.closed, self.known = duty, event.recorded_at

    def rows(
        self, chain: str, case_no: str, conduct: bool, calendar: WorkCalendar
    ) -> list[DutyFact]:
        """One row for each due time that stood for a while."""
        found = []
        for promise in self.promises:
            if promise.until is not None and promise.until == promise.since:
                continue
            row = DutyFact(
                chain=chain,
                case_no=case_no,
                conduct=conduct,
                duty_id=self.duty_id,
                rule=promise.duty.rule,
                means=promise.duty.means,
                unit=promise.duty.unit or "",
                due=promise.due,
                due_on=calendar.local(promise.due).date().isoformat(),
                extended=promise.extended,
                known_from=promise.since,
                known_until=promise.until,
            )
            if promise.until is None and self.closed is not None:
                self._judge(row, self.closed)
            found.append(row)
        return found

    def _judge(self, row: DutyFact, duty: Duty) -> None:
        """Late however it ended; met only if it was done, or what it was for was done."""
        row.verdict_known = self.known
        over = (duty.closed_at or row.due) - row.due
        if over > timedelta(0):
            row.verdict, row.late_by = "late", band(over)
        else:
            row.verdict = "met" if duty.state in ("done", "lifted", "ended") else "dropped"


@dataclass(frozen=True, slots=True)
class StayLife:
    """A case that a unit has, or had until ``left_at``."""

    unit: str
    part: str
    came_at: datetime
    known: datetime
    left_at: datetime | None = None
    left_known: datetime | None = None
    how: str = ""

    def row(self, chain: str, case_no: str, conduct: bool, calendar: WorkCalendar) -> Stay:
        """As it is kept."""
        left = self.left_at
        return Stay(
            chain=chain,
            case_no=case_no,
            conduct=conduct,
            unit=self.unit,
            part=self.part,
            came_on=calendar.local(self.came_at).date().isoformat(),
            known_from=self.known,
            left_on=calendar.local(left).date().isoformat() if left else None,
            left_by=self.how,
            left_known=self.left_known,
            band=band(max(left - self.came_at, timedelta(0))) if left else "",
        )
