"""我的设置: asked where it matters, changed by nobody but its owner."""

from __future__ import annotations

from datetime import datetime

from bancheng.people.user import User
from bancheng.workbench.own_choice_row import OwnChoice


def chosen(user: User, name: str) -> str:
    """The value of a setting; empty where this person never chose."""
    mine = OwnChoice.objects.filter(username=user.username, name=name)
    return mine.values_list("value", flat=True).first() or ""


def choose(user: User, name: str, value: str, now: datetime) -> None:
    """Set it for oneself."""
    OwnChoice.objects.update_or_create(
        username=user.username, name=name, defaults={"value": value, "made_at": now}
    )
