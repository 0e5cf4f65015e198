"""常用语: kept per person and per centre, found by a few letters of their name, put in by two keys.

Whoever answers forty people a day writes the same sentence thirty times; written once and checked
once, it is also the same sentence thirty times.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.journal.kept_apart import Box, box_for_writing, box_of
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.workbench import ready_text_places
from bancheng.workbench.ready_text_row import ReadyText

TERMS = {"name": ("简称", 20), "text": ("文字", 2000)}
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """One ready text as it stands; ``mine`` where it is the reader's own."""

    entry: str
    name: str
    text: str
    mine: bool
    may_change: bool
    made_by: str
    made_at: datetime


def centre_of(user: User) -> Unit | None:
    """The centre whose texts this person shares: the first at which they have a role."""
    centres = seats.centres_of(user)
    return centres[0] if centres else None


def keeps_the_centres(user: User, centre: Unit) -> bool:
    """Who works at the counter keeps the centre's texts."""
    return centre.code in {unit.code for unit in access.may_open_cases_at(user)}


def listed(user: User, centre: Unit) -> list[Ready]:
    """The reader's own texts, then the centre's, each by name."""
    rows = list(_seen(user, centre).order_by("pk")[:SHOWN])
    keeps = keeps_the_centres(user, centre)
    found = [ready for ready in _opened(rows, user, centre, keeps) if ready.name]
    return sorted(found, key=lambda ready: (not ready.mine, ready.name))


def save(
    user: User, centre: Unit, entry: str, shared: bool, given: Mapping[str, str], now: datetime
) -> ReadyText:
    """A new text (``entry`` empty) or a new version of one; the one before is ended and stays.

    ``shared``: the centre's, for those who may keep them. Raises NotFound, Refusal.
    """
    name, text = _checked(given)
    if shared and not keeps_the_centres(user, centre):
        raise Refusal("not_your_act", "本中心共用的常用语由窗口人员维护；您可以存成自己的。")
    with transaction.atomic():
        if entry:
            shared = _end(user, centre, entry, now).owner == ""
        entry = entry or uuid4().hex
        row = ReadyText(
            entry=entry,
            centre=centre.code,
            owner="" if shared else user.username,
            made_by=user.username,
            made_at=now,
        )
        row.words = _box(row).shut(_place(row), json.dumps([name, text], ensure_ascii=False))
        row.save()
        return row


def end(user: User, centre: Unit, entry: str, now: datetime) -> None:
    """Nobody is offered this text any more. One's own is deleted with its words, the centre's
    stays on record. Raises NotFound."""
    with transaction.atomic():
        row = _end(user, centre, entry, now)
        if row.owner:
            ReadyText.objects.filter(entry=entry, owner=row.owner).delete()


def _end(user: User, centre: Unit, entry: str, now: datetime) -> ReadyText:
    row = _seen(user, centre).select_for_update().filter(entry=entry).first()
    if row is None or (not row.owner and not keeps_the_centres(user, centre)):
        raise access.NotFound(entry)
    row.ended_by, row.ended_at = user.username, now
    row.save(update_fields=["ended_by", "ended_at"])
    return row


def _checked(given: Mapping[str, str]) -> tuple[str, str]:
    told = {name: given.get(name, "").replace("\r\n", "\n").strip() for name in TERMS}
    for name, (term, longest) in TERMS.items():
        if not told[name]:
            raise Refusal("missing", f"请填“{term}”。", field=name)
        if len(told[name]) > longest:
            raise Refusal("too_long", f"“{term}”最多 {longest} 个字。", field=name)
    unknown = ready_text_places.unknown_in(told["text"])
    if unknown:
        can = "、".join(f"{{{name}}}" for name in ready_text_places.KNOWN)
        sentence = f"没有“{{{unknown[0]}}}”这个占位词，可以用：{can}。"
        raise Refusal("unknown_place", sentence, field="text")
    return told["name"], told["text"]


def _seen(user: User, centre: Unit) -> QuerySet[ReadyText]:
    mine = Q(owner=user.username) | Q(owner="")
    return ReadyText.objects.filter(mine, centre=centre.code, ended_at=None)


def _opened(rows: Iterable[ReadyText], user: User, centre: Unit, keeps: bool) -> Iterable[Ready]:
    boxes: dict[str, Box] = {}
    for row in rows:
        owner = row.owner or row.centre
        if owner not in boxes:
            boxes[owner] = box_of(owner)
        name, text = _words(boxes[owner], row)
        mine = row.owner == user.username
        yield Ready(row.entry, name, text, mine, mine or keeps, row.made_by, row.made_at)


def _words(box: Box, row: ReadyText) -> tuple[str, str]:
    stored = box.opened(_place(row), row.words)
    try:
        name, text = json.loads(stored)
    except ValueError:
        return stored, stored
    return str(name), str(text)


def _box(row: ReadyText) -> Box:
    return box_for_writing(row.owner or row.centre)


def _place(row: ReadyText) -> str:
    return f"ready text {row.entry}"
