"""谁必须用两步登录: which roles may not do without, decided for the whole installation."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from bancheng.identity.must_row import MustHave
from bancheng.people import counting
from bancheng.people.change import record
from bancheng.people.chart import current
from bancheng.people.user import User


def roles() -> frozenset[str]:
    """The roles on the list."""
    return frozenset(MustHave.objects.filter(ended_at=None).values_list("role", flat=True))


def must_have(user: User, now: datetime) -> bool:
    """Whether a post somebody holds, or does for a colleague who is away, is on the list."""
    wanted = roles()
    if not wanted:
        return False
    chart = current()
    held = counting.posts_in_force(chart, user.username, now)
    stood = counting.all_posts(chart, user.username, now)
    return any(post.role in wanted for post in (*held, *stood))


def change(wanted: Collection[str], labels: dict[str, str], by: str, now: datetime) -> bool:
    """Put the list so; each holder needs it from their next sign-in. Whether anything changed."""
    with transaction.atomic():
        held = {row.role: row for row in MustHave.objects.select_for_update().filter(ended_at=None)}
        gone, new = held.keys() - set(wanted), sorted(set(wanted) - held.keys())
        MustHave.objects.filter(pk__in=[held[role].pk for role in gone]).update(
            ended_at=now, ended_by=by
        )
        for role in new:
            given = {"added_by": by, "added_at": now}
            if MustHave.objects.get_or_create(role=role, ended_at=None, defaults=given)[1]:
                record(by, None, f"规定{labels.get(role, role)}必须用两步登录。")
        for role in sorted(gone):
            record(by, None, f"不再规定{labels.get(role, role)}必须用两步登录。")
    return bool(gone or new)
