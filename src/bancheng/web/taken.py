"""Which form was taken last from this browser: whoever goes back to it is told the truth.

The journal knows every command of a case; an enquiry or a ready answer is in no journal, so the
answer that takes a form leaves its command in a cookie that only the drafts' pages are sent.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bancheng.workbench.draft_ends import was_handed_in

COOKIE = "taken"
KEPT = timedelta(hours=8)


def note(answer: HttpResponseBase, command_id: str) -> None:
    """The answer takes the form with this command."""
    if _is_drawn(command_id):
        answer.set_cookie(
            COOKIE,
            command_id,
            max_age=KEPT,
            path="/drafts/",
            httponly=True,
            samesite="Strict",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def was_taken(request: HttpRequest, command_id: str) -> bool:
    """Whether the form with this command arrived; nobody can ask for one they cannot guess."""
    if not _is_drawn(command_id):
        return False
    return request.COOKIES.get(COOKIE) == command_id or was_handed_in(command_id)


def _is_drawn(command_id: str) -> bool:
    try:
        drawn = UUID(command_id)
    except ValueError:
        return False
    return command_id in (drawn.hex, str(drawn))
