"""窗口人员: who works at the counter of a centre — whoever may register a case there."""

from __future__ import annotations

from datetime import datetime

from bancheng.casework import access
from bancheng.people.chart import current
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.people.window import Window


def counters_of(user: User) -> list[Unit]:
    """The centres at whose counter this person works."""
    return access.may_open_cases_at(user)


def must_work_at(user: User, centre: str) -> None:
    """Raises NotFound for anybody else: the counter's own books do not exist for them."""
    if centre not in {unit.code for unit in counters_of(user)}:
        raise access.NotFound(centre)


def window_now(user: User, centre: str, at: datetime) -> Window | None:
    """The window somebody stands at by the rota; else the hall's first, if it has one."""
    for shift in current().shifts.get(user.username, ()):
        if shift.starts_at <= at < shift.ends_at and shift.window.centre.code == centre:
            return shift.window
    return Window.objects.filter(centre__code=centre, active=True).order_by("sort", "id").first()
