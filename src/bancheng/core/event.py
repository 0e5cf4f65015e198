"""What was done: one fact of a case, with the duties it opened, closed and moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bancheng.core.duty import Duty, State

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class By:
    """Whose act it is (``role`` at ``unit``) and who wrote it down (``user``).

    ``recorded`` is true where the act is another's and ``user`` only wrote it down.
    ``substitute_for`` is the colleague in whose place ``user`` acted, who was away (AB角).
    """

    user: str
    role: str
    unit: str | None = None
    recorded: bool = False
    substitute_for: str | None = None

    @property
    def names(self) -> frozenset[str]:
        """Who acted and in whose place."""
        return frozenset({self.user, self.substitute_for or self.user})


@dataclass(frozen=True, slots=True)
class Closed:
    """A duty ended: ``how`` is done, lifted, dropped, replaced or ended (repeat over)."""

    duty: str
    how: State


@dataclass(frozen=True, slots=True)
class Moved:
    """A duty's due time changed openly; ``why`` is extended, recounted or follows."""

    duty: str
    due: datetime
    provisional: bool
    why: str
    was: datetime | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a case, numbered from 1 (``seq``).

    ``data`` are codes, ids and times; ``beside`` names the erasable fields that are kept beside.
    ``pending`` marks an act that waits for approval and has not taken effect.
    """

    seq: int
    name: str
    act: str
    done_at: datetime
    recorded_at: datetime
    by: By
    data: Mapping[str, Json] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    opened: tuple[Duty, ...] = ()
    closed: tuple[Closed, ...] = ()
    moved: tuple[Moved, ...] = ()
    pending: bool = False
    cites: tuple[str, ...] = ()

    def with_duties(
        self, opened: tuple[Duty, ...], closed: tuple[Closed, ...], moved: tuple[Moved, ...]
    ) -> Event:
        """The same event with what it opened, closed and moved."""
        return Event(
            self.seq,
            self.name,
            self.act,
            self.done_at,
            self.recorded_at,
            self.by,
            self.data,
            self.beside,
            opened,
            closed,
            moved,
            self.pending,
            self.cites,
        )

    def text(self, name: str) -> str:
        """A sealed value as text; empty where it was not given."""
        value = self.data.get(name)
        return "" if value is None else str(value)

    def names(self, name: str) -> tuple[str, ...]:
        """A sealed list of codes."""
        value = self.data.get(name)
        return tuple(str(v) for v in value) if isinstance(value, list) else ()
