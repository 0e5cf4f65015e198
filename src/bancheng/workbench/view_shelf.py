"""常用筛选: kept, listed, opened by a link, ended.

A view holds what to look for and never what was found: whoever opens it sees their own cases. The
words of a search may be somebody's name, so a view with words is its owner's alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.journal import engine
from bancheng.journal.kept_apart import Box, box_for_writing, box_of
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.workbench import own_choices
from bancheng.workbench.view_row import SavedView

LONGEST_NAME = 20
LONGEST_QUERY = 2000
MOST = 30
LISTED = (  # asked with every list of cases, so it is not composed anew each time
    "SELECT entry, centre, owner, role, content, made_by FROM workbench_savedview"
    " WHERE ended_at IS NULL AND (owner = %s OR owner = '' AND centre IN ({marks})) ORDER BY id"
)
START = "start_view"
"""The setting that names the view with which somebody begins."""


@dataclass(frozen=True, slots=True)
class View:
    """A view as it is read back: ``query`` are filters as an address has them."""

    entry: str
    centre: str
    owner: str
    role: str
    name: str
    query: str
    text: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Shared:
    """For whom a view is kept, if not for oneself: those with a role at a centre."""

    centre: Unit
    role: str


def listed(user: User) -> list[View]:
    """One's own views, then those for one's roles, each by name."""
    roles = {centre.code: seats.roles_at(user, centre) for centre in seats.centres_of(user)}
    asked = LISTED.format(marks=", ".join(["%s"] * len(roles)) or "NULL")
    rows = [_row(told) for told in engine.rows(asked, user.username, *roles)]
    found = _opened([row for row in rows if row.owner or row.role in roles[row.centre]])
    return sorted(found, key=lambda view: (not view.owner, view.name))


def opened(user: User, entry: str) -> View:
    """The view a link names. Raises NotFound where it is none of this person's centres, or holds
    another's words."""
    rows = _opened(list(SavedView.objects.filter(entry=entry, ended_at=None)))
    near = {centre.code for centre in seats.centres_of(user)}
    for view in rows:
        if view.owner == user.username or (view.centre in near and not view.text):
            return view
    raise access.NotFound(entry)


def may_share(user: User) -> list[Shared]:
    """The roles for which this person can keep a view: their own, at each centre."""
    return [
        Shared(centre, role)
        for centre in seats.centres_of(user)
        for role in sorted(seats.roles_at(user, centre))
    ]


def save(
    user: User, name: str, query: str, text: str, shared: Shared | None, now: datetime
) -> View:
    """Keep a filter under a name; under a name one has, it takes the place of the former.

    Raises Refusal; NotFound where the role is not one's own.
    """
    name = " ".join(name.split())
    _check(name, query, text, shared)
    if shared is not None and shared not in may_share(user):
        raise access.NotFound(shared.role)
    centres = seats.centres_of(user)
    if not centres:
        raise access.NotFound(name)
    with transaction.atomic():
        entry = _take_over(user, name, shared, now)
        row = SavedView(
            entry=entry or uuid4().hex,
            centre=shared.centre.code if shared else centres[0].code,
            owner="" if shared else user.username,
            role=shared.role if shared else "",
            made_by=user.username,
            made_at=now,
        )
        content = json.dumps([name, query, text], ensure_ascii=False)
        row.content = box_for_writing(_key(row)).shut(_place(row), content)
        row.save()
    return View(row.entry, row.centre, row.owner, row.role, name, query, text, row.made_by)


def _check(name: str, query: str, text: str, shared: Shared | None) -> None:
    if not name:
        raise Refusal("missing", "请给这组条件起个名字。", field="name")
    if len(name) > LONGEST_NAME:
        raise Refusal("too_long", f"名字最多 {LONGEST_NAME} 个字。", field="name")
    if len(query) > LONGEST_QUERY:
        raise Refusal("too_long", "条件太多，存不下；请减少几项再存。", field="name")
    if shared is not None and text:
        sentence = "查找的字可能是姓名、电话，不能给别人共用；请去掉查找的字，或者只存成自己的。"
        raise Refusal("words_are_own", sentence, field="whose")


def _take_over(user: User, name: str, shared: Shared | None, now: datetime) -> str:
    """End the view that has this name already; its entry, so that links to it hold."""
    mine = [v for v in listed(user) if _same_shelf(v, user, shared)]
    former = next((view for view in mine if view.name == name), None)
    if former is None:
        if len(mine) >= MOST:
            sentence = f"最多存 {MOST} 个常用筛选，请先删去不用的。"
            raise Refusal("too_many", sentence, field="name")
        return ""
    end(user, former.entry, now)
    return former.entry


def _same_shelf(view: View, user: User, shared: Shared | None) -> bool:
    if shared is None:
        return view.owner == user.username
    return not view.owner and (view.centre, view.role) == (shared.centre.code, shared.role)


def end(user: User, entry: str, now: datetime) -> None:
    """Nobody is offered it any more; one's own is deleted with its words, a role's stays on
    record. Raises NotFound."""
    with transaction.atomic():
        row = _end(user, entry, now)
        if row.owner:
            SavedView.objects.filter(entry=entry, owner=row.owner).delete()


def _end(user: User, entry: str, now: datetime) -> SavedView:
    row = _mine(user).select_for_update().filter(entry=entry).first()
    if row is None:
        raise access.NotFound(entry)
    row.ended_by, row.ended_at = user.username, now
    row.save(update_fields=["ended_by", "ended_at"])
    return row


def begin_with(user: User, entry: str, now: datetime) -> None:
    """Begin the day with this view; with none where ``entry`` is empty. Raises NotFound."""
    if entry:
        opened(user, entry)
    own_choices.choose(user, START, entry, now)


def beginning(user: User) -> str:
    """The view somebody begins with, if it is still there for them; else empty."""
    entry = own_choices.chosen(user, START)
    try:
        return opened(user, entry).entry if entry else ""
    except access.NotFound:
        return ""


def _mine(user: User) -> QuerySet[SavedView]:
    mine = Q(owner=user.username)
    for centre in seats.centres_of(user):
        mine |= Q(owner="", centre=centre.code, role__in=seats.roles_at(user, centre))
    return SavedView.objects.filter(mine, ended_at=None)


def _row(told: Sequence[Any]) -> SavedView:
    entry, centre, owner, role, content, made_by = told
    sealed = bytes(content)
    return SavedView(
        entry=entry, centre=centre, owner=owner, role=role, content=sealed, made_by=made_by
    )


def _opened(rows: list[SavedView]) -> list[View]:
    boxes: dict[str, Box] = {}
    found = []
    for row in rows:
        owner = _key(row)
        if owner not in boxes:
            boxes[owner] = box_of(owner)
        try:
            name, query, text = json.loads(boxes[owner].opened(_place(row), row.content))
        except ValueError:  # its key is gone, or it was damaged: nothing is left to look for
            continue
        found.append(
            View(row.entry, row.centre, row.owner, row.role, name, query, text, row.made_by)
        )
    return found


def _key(row: SavedView) -> str:
    return row.owner or row.centre


def _place(row: SavedView) -> str:
    return f"view {row.entry}"
