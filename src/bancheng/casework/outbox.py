"""写发件箱: who must be told of a new duty, a moved due time, a warning. Sending comes later.

It is written with the act, so that nothing told is ever about something that did not happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bancheng.casework import writing
from bancheng.casework.outbox_row import Outgoing
from bancheng.casework.project import Pinned
from bancheng.core.case import Case
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.glossary import RELATIVE_ROLES
from bancheng.journal.envelope import Recorded


def put_in_outbox(
    pinned: Pinned, case: Case, recorded: Sequence[Recorded], events: Sequence[Event]
) -> None:
    """One line for each holder that has something new to know."""
    lines = [
        {
            "case_no": pinned.case_no,
            "position": entry.position,
            "chain": pinned.chain,
            "about": about,
            "duty_id": duty.id,
            "to_role": "" if unit else role,
            "to_unit": unit or "",
            "made_at": event.recorded_at,
        }
        for entry, event in zip(recorded, events, strict=True)
        for about, duty, role, unit in _news(pinned, case, event)
    ]
    writing.add(Outgoing, lines)


def _news(pinned: Pinned, case: Case, event: Event) -> Iterator[tuple[str, Duty, str, str | None]]:
    for duty in event.opened:
        if duty.by not in ("petitioner", "origin", "system"):
            yield "duty_opened", duty, duty.by, duty.unit
    for moved in event.moved:
        duty = case.duties[moved.duty]
        yield "due_moved", duty, duty.by, duty.unit
    if event.act in ("warn", "lapse"):
        duty = case.duties[event.text("duty")]
        card = pinned.standard.cards.get(event.text("card"))
        for role in card.tell if card else (duty.by,):
            unit = duty.unit if role in RELATIVE_ROLES else None
            yield event.name, duty, role, unit
