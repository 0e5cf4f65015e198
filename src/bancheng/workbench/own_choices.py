"""我的设置: asked where it matters, changed by nobody but its owner."""

from __future__ import annotations

from datetime import datetime

from bancheng.journal import engine
from bancheng.people.user import User
from bancheng.workbench.own_choice_row import OwnChoice

CHOSEN = "SELECT value FROM workbench_ownchoice WHERE username = %s AND name = %s"


def chosen(user: User, name: str) -> str:
    """The value of a setting; empty where this person never chose."""
    found = engine.row(CHOSEN, user.username, name)  # asked at every pause in somebody's typing
    return str(found[0]) if found else ""


def choose(user: User, name: str, value: str, now: datetime) -> None:
    """Set it for oneself."""
    OwnChoice.objects.update_or_create(
        username=user.username, name=name, defaults={"value": value, "made_at": now}
    )
