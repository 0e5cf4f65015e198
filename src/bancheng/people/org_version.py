"""Which state of the organisation is in force: one row that changes with every change.

Readers keep the whole tree in memory (``chart``) and ask only for this token. It is a fresh random
token and not a number: a number taken back by a rollback would be given out again for another
state, and a reader that had seen the first would believe it was up to date.
"""

from __future__ import annotations

from contextvars import ContextVar
from uuid import uuid4

from django.db import connection, models

THE_ROW = 1
IN_FORCE = "SELECT token FROM people_orgversion WHERE id = 1"

turns: ContextVar[int] = ContextVar("turns", default=0)


class OrgVersion(models.Model):
    """A single row; ``token`` differs for any two committed states of units, posts and people."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ROW)
    token = models.CharField(max_length=32)

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return self.token


def turn() -> None:
    """Say that the organisation changed. Belongs in the transaction of the change."""
    OrgVersion.objects.update_or_create(id=THE_ROW, defaults={"token": uuid4().hex})
    turns.set(turns.get() + 1)


def token() -> str:
    """The state in force; one query by primary key. Empty where nothing was ever written."""
    # asked for by every request and every act, so it is not composed anew each time
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE)
        found = cursor.fetchone()
    return str(found[0]) if found else ""
