"""查询会话: begun by a right answer, bound to one case, over after half an hour or signed out.

The browser holds a token by chance, here stands its digest: a copy of the database opens nothing,
and what was ended here is ended in every copy of the cookie.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bancheng.petitioner.code_row import QueryCode
from bancheng.petitioner.keyed import digest
from bancheng.petitioner.session_row import AskingSession

LASTS, AT_MOST = timedelta(minutes=30), timedelta(hours=4)
NOTED_EVERY = timedelta(minutes=2)
TOKEN_BYTES = 32
_PURPOSE = "asking session"


def begin(code: QueryCode, now: datetime) -> str:
    """A session for the case of this code; the token the browser is to hold."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    AskingSession.objects.create(
        token=digest(_PURPOSE, token), code=code, began_at=now, until=now + LASTS
    )
    return token


def going_on(token: str, now: datetime) -> AskingSession | None:
    """The session of a token, its half hour begun anew; None where it is over or its code ended."""
    if not token:
        return None
    found = (
        AskingSession.objects.filter(
            token=digest(_PURPOSE, token), until__gt=now, code__ended_at=None
        )
        .select_related("code")
        .first()
    )
    if found is None:
        return None
    until = min(now + LASTS, found.began_at + AT_MOST)
    if until - found.until > NOTED_EVERY:
        AskingSession.objects.filter(pk=found.pk).update(until=until)
    return found


def end(token: str) -> None:
    """Signed out."""
    AskingSession.objects.filter(token=digest(_PURPOSE, token)).delete()


def forget_old(now: datetime) -> None:
    """Called after each tick."""
    AskingSession.objects.filter(until__lt=now).delete()
