"""该办的事 (duty): what somebody owes, by when, under which clause, and what it holds up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bancheng.core.stage import Phase

Holds = Literal["complete", "archive", "nothing"]
State = Literal["open", "done", "lifted", "dropped", "replaced", "ended"]


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one case, with everything that was promised when it arose.

    The journal's event carries it whole, so that reading it back needs neither the standard nor
    the calendar. ``due`` is None where the limit is «until done». ``fixed`` says that the due time
    was set by a person (an extension, a decision) and does not follow the calendar. It is held by
    a ``unit``, by one ``person`` alone, or (both None) by whoever has the role ``by``.
    """

    id: str
    rule: str
    owed: tuple[str, ...]
    by: str
    means: str
    before: Holds
    phase: int
    arose: int
    start: datetime | None
    limit: str
    due: datetime | None
    provisional: bool = False
    unit: str | None = None
    person: str | None = None
    lifted_by: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    because: str | None = None
    start_event: str | None = None
    target: str | None = None
    wished_due: datetime | None = None
    fixed: bool = False
    state: State = "open"
    closed_at: datetime | None = None
    closed_by: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.state == "open"

    def late_at(self, now: datetime) -> bool:
        """Whether it was, or is at ``now``, not done by its due time (late is never typed).

        However it ended: a kind changed or a transfer recalled after the due time heals nothing.
        """
        if self.due is None:
            return False
        return (self.closed_at if self.closed_at is not None else now) > self.due

    def closed(self, how: State, at: datetime, by: int) -> Duty:
        """The same duty, no longer owed."""
        return replace(self, state=how, closed_at=at, closed_by=by)

    @property
    def of_handling(self) -> bool:
        """Whether it belongs to the phase in which departments work."""
        return self.phase == Phase.HANDLING
