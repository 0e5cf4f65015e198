"""What an act causes: which duties end, which move, which arise.

One function, ``consequences``; its steps stand in modules named after what they do.
"""

from __future__ import annotations

from bancheng.core.calendar import WorkCalendar
from bancheng.core.case import Case
from bancheng.core.consequence.arising import arise, reclassify, repeat
from bancheng.core.consequence.closing import close
from bancheng.core.consequence.doing import Doing, prepare
from bancheng.core.consequence.moving import follow, move
from bancheng.core.event import Closed, Event
from bancheng.core.fold import complete
from bancheng.core.standard.standard import Standard


def consequences(
    case: Case, event: Event, standard: Standard, calendar: WorkCalendar
) -> tuple[Event, Case]:
    """The event with the duties it opened, closed and moved, and a copy of the case that it has
    happened to. The case itself is left untouched."""
    doing: Doing = prepare(case, event, standard, calendar)
    close(doing)
    move(doing)
    reclassify(doing)
    arise(doing)
    repeat(doing)
    follow(doing)
    whole = event.with_duties(
        opened=tuple(doing.opened),
        closed=tuple(Closed(duty, how) for duty, how in doing.closed.items()),
        moved=tuple(doing.moved.values()),
    )
    complete(doing.after, whole)
    return whole, doing.after
