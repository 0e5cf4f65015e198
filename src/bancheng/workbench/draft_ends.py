"""草稿到头: a draft ends when its form was handed in, with its case, after a fortnight, or when its
writer may no longer see what it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from bancheng.casework import access
from bancheng.journal.entry_row import Entry
from bancheng.people.user import User
from bancheng.workbench.draft_row import Draft

KEPT_DAYS = 14
REGISTER = "register"


def over(user: User, rows: Sequence[Draft]) -> set[int]:
    """The keys of those whose form was handed in, or whose case may no longer be seen."""
    return {*_handed_in(rows), *_out_of_sight(user, rows)}


def was_handed_in(command_id: str) -> bool:
    """Whether the form with this command reached the journal."""
    return bool(command_id) and Entry.objects.filter(command_id=command_id).exists()


def _handed_in(rows: Sequence[Draft]) -> list[int]:
    """Drafts whose form reached the journal after all: its command was carried out."""
    asked = {row.command_id for row in rows if row.command_id}
    if not asked:
        return []
    entries = Entry.objects.filter(command_id__in=asked, command_index=0)
    done = set(entries.values_list("command_id", flat=True))
    return [row.pk for row in rows if row.command_id in done]


def _out_of_sight(user: User, rows: Sequence[Draft]) -> list[int]:
    cases = {row.case_no for row in rows if row.case_no}
    if not cases:
        return []
    seen = access.visible(user).filter(case_no__in=cases).values_list("case_no", flat=True)
    hidden = cases - set(seen)
    return [row.pk for row in rows if row.case_no in hidden]


def handed_in(user: User, name: str, command_id: str) -> None:
    """The form was taken: its draft is needed no more."""
    done = Q(name=name) if name else Q(pk__in=[])
    if command_id:
        done |= Q(command_id=command_id)
    Draft.objects.filter(done, username=user.username).delete()


def forget_with_case(case_no: str) -> None:
    """The case's details are erased: so is whatever was being typed about it."""
    Draft.objects.filter(case_no=case_no).delete()


def sweep(now: datetime) -> None:
    """Let go of what is old, was handed in, or is no longer its writer's to see."""
    Draft.objects.filter(saved_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    by_user: dict[str, list[Draft]] = {}
    for row in Draft.objects.defer("content").order_by("username", "pk"):
        by_user.setdefault(row.username, []).append(row)
    users = {user.username: user for user in User.objects.filter(username__in=list(by_user))}
    for username, rows in by_user.items():
        user = users.get(username)
        if user is None or not user.is_active:
            gone = [row.pk for row in rows]
        else:
            gone = [*over(user, rows), *_not_at_a_counter(user, rows)]
        if gone:
            Draft.objects.filter(pk__in=gone).delete()


def _not_at_a_counter(user: User, rows: Sequence[Draft]) -> list[int]:
    if access.may_open_cases_at(user):
        return []
    return [row.pk for row in rows if row.form == REGISTER]
