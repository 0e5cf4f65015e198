"""等人的堵点: the block points that wait for one person's next step — to decide, to do, to check.

A point is no case, so no duty of the standard stands behind it; it still belongs to what somebody
must do, and so on the page of one's duties.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.surroundings import standard_for
from bancheng.core.standard.improving import OWNER, PointStep
from bancheng.improvement import authority, reading, seen
from bancheng.improvement.point_row import ADOPTED, DONE, PROPOSED, Point
from bancheng.improvement.reading import Line
from bancheng.people.user import User

NEXT: dict[str, PointStep] = {PROPOSED: "adopt", ADOPTED: "do", DONE: "check"}
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A point and the step it waits for."""

    line: Line
    step: PointStep


def waiting_for(user: User, now: datetime) -> list[Waiting]:
    """The points this person has to take the next step of, the earliest day first, those without
    one last."""
    rows = seen.visible(user, now).filter(stage__in=tuple(NEXT)).select_related("told_in")
    found = list(rows.order_by("due_on", "touched_at", "pk")[:LOOKED_AT])
    mine = [point for point in found if _is_up_to(user, point, now)]
    mine.sort(key=lambda point: point.due_on is None or point.stage != ADOPTED)
    if not mine:
        return []
    return [Waiting(line, NEXT[line.point.stage]) for line in reading.lines_of(user, mine)]


def _is_up_to(user: User, point: Point, now: datetime) -> bool:
    """Whoever owns a point does it; others may report it for them, but are not waited for."""
    step = NEXT[point.stage]
    rule = standard_for(point.centre).improvement.get(step)
    if rule and OWNER in rule.by and not authority.is_owner(user, point, now):
        return False
    return authority.why_not(user, point, step, now) is None
