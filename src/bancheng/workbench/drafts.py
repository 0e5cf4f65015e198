"""草稿: kept on the server while somebody types, until the form is handed in.

A browser that closes, a session that ends, a colleague who needs the desk: nothing typed is lost.
A draft holds people's words, so it lies encrypted, is seen by its writer alone and only while they
may see the case, and goes when the form was handed in, after a fortnight, or with the case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.journal.case_keys import key_of, keys_for_writing
from bancheng.journal.kept_apart import Box, box_for_writing, box_of
from bancheng.people.user import User
from bancheng.workbench.draft_ends import over, was_handed_in
from bancheng.workbench.draft_row import Draft

LONGEST = 100_000  # characters of one draft
MOST = 50  # drafts of one person; the oldest make room

Fields = Sequence[tuple[str, str]]


class TypedElsewhereError(Exception):
    """The draft was saved meanwhile from another tab; ``saved_at`` and ``revision`` are its."""

    def __init__(self, saved_at: datetime, revision: int) -> None:
        super().__init__("typed elsewhere")
        self.saved_at = saved_at
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds: ``name`` and ``revision`` as last saved (empty and 0 before that),
    ``nth`` of the page's own savings this is (0: it does not count them), ``title`` and ``address``
    to find the form again."""

    form: str
    fields: Fields
    case_no: str = ""
    name: str = ""
    revision: int = 0
    nth: int = 0
    version: int | None = None
    command_id: str = ""
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it is read back."""

    name: str
    form: str
    case_no: str
    version: int | None
    revision: int
    command_id: str
    saved_at: datetime
    title: str
    address: str
    fields: Fields

    def text(self, field: str) -> str:
        """What was typed into a field; empty where nothing was."""
        return next((value for name, value in self.fields if name == field), "")


def save(user: User, typed: Typed, now: datetime) -> tuple[str, int]:
    """Keep what was typed. Returns the draft's name and revision.

    Raises NotFound where the case is not the writer's to see, TypedElsewhereError where another
    tab saved in between, Refusal where it is too long.
    """
    if typed.case_no:
        access.place_for(user, typed.case_no)
    with transaction.atomic():  # nobody hands the form in, or saves it again, between
        return _save(user, typed, now)


def _save(user: User, typed: Typed, now: datetime) -> tuple[str, int]:
    name = typed.name if _is_name(typed.name) else _name_of_page(user, typed)
    if was_handed_in(typed.command_id):
        return name, typed.revision  # it was on its way while the form was being handed in
    content = _shut(user, typed, name)
    known = Draft.objects.filter(name=name, username=user.username)
    mine = Q(revision=typed.revision)
    if typed.command_id:  # the same page: what it sends last as it is left overtakes nobody
        mine |= Q(command_id=typed.command_id)
    counts = typed.nth > typed.revision
    before = known.filter(mine, revision__lt=typed.nth) if counts else known.filter(mine)
    changed = before.update(
        revision=typed.nth if counts else F("revision") + 1,
        version=typed.version,
        command_id=typed.command_id,
        saved_at=now,
        content=content,
    )
    if changed:
        return name, known.values_list("revision", flat=True).get()
    meanwhile = known.values_list("saved_at", "revision", "command_id").first()
    if meanwhile is not None:
        saved_at, revision, page = meanwhile
        if counts and page == typed.command_id != "":
            return name, revision  # a later one of this very page was quicker on the way
        raise TypedElsewhereError(saved_at, revision)
    if Draft.objects.filter(name=name).exists():
        name = uuid4().hex  # somebody else's: theirs stays theirs
        content = _shut(user, typed, name)
    try:
        with transaction.atomic():
            row = Draft.objects.create(
                name=name,
                username=user.username,
                form=typed.form,
                case_no=typed.case_no,
                version=typed.version,
                revision=typed.nth if counts else 1,
                command_id=typed.command_id,
                saved_at=now,
                content=content,
            )
    except IntegrityError:  # two savings of one page at once: the other was first
        return _save(user, replace(typed, name=name), now)
    _make_room(user)
    return name, row.revision


def _name_of_page(user: User, typed: Typed) -> str:
    """The draft of this very page, which may not have been told its name yet."""
    if not typed.command_id:
        return uuid4().hex
    sent = Draft.objects.filter(username=user.username, command_id=typed.command_id)
    return sent.values_list("name", flat=True).first() or _drawn_from(user, typed)


def _drawn_from(user: User, typed: Typed) -> str:
    """The same for all savings of one page, so that two that arrive at once make one draft."""
    page = f"{user.username} {typed.form} {typed.command_id}"
    return sha256(page.encode()).hexdigest()[:32]


def _is_name(text: str) -> bool:
    return len(text) == 32 and text.isalnum() and text.isascii()


def _shut(user: User, typed: Typed, name: str) -> bytes:
    kept = {"title": typed.title, "address": typed.address, "fields": list(typed.fields)}
    text = json.dumps(kept, ensure_ascii=False)
    if len(text) > LONGEST:
        raise Refusal("too_long", "这张表太长，草稿存不下；请先提交，或者把长文字另存一份。")
    if typed.case_no:
        box = Box(typed.case_no, keys_for_writing([typed.case_no])[typed.case_no])
    else:
        box = box_for_writing(user.username)
    return box.shut(_place(name), text)


def _place(name: str) -> str:
    return f"draft {name}"


def _make_room(user: User) -> None:
    mine = Draft.objects.filter(username=user.username).order_by("-saved_at", "-pk")
    beyond = list(mine.values_list("pk", flat=True)[MOST : MOST + 10])
    if beyond:
        Draft.objects.filter(pk__in=beyond).delete()


def newest(user: User, form: str, case_no: str, name: str = "") -> Kept | None:
    """The draft of a form to go on with: the named one, else the one saved last."""
    mine = Draft.objects.filter(username=user.username, form=form, case_no=case_no)
    if name:
        mine = mine.filter(name=name)
    return next(iter(_read(user, mine.order_by("-saved_at", "-pk")[:1])), None)


def listed(user: User, limit: int = 20) -> list[Kept]:
    """This person's unfinished forms, the last one first."""
    return _read(
        user, Draft.objects.filter(username=user.username).order_by("-saved_at", "-pk")[:limit]
    )


def named(user: User, name: str) -> Kept:
    """One draft. Raises NotFound where it is not the reader's, or gone."""
    found = _read(user, Draft.objects.filter(username=user.username, name=name))
    if not found:
        raise access.NotFound(name)
    return found[0]


def _read(user: User, rows: Iterable[Draft]) -> list[Kept]:
    """Those whose form was not handed in and whose case may still be seen."""
    found = list(rows)
    if not found:
        return []
    gone = over(user, found)
    return [kept for row in found if row.pk not in gone and (kept := _opened(user, row))]


def _opened(user: User, row: Draft) -> Kept | None:
    box = (
        Box(row.case_no, key_of(row.case_no).get(row.case_no))
        if row.case_no
        else box_of(user.username)
    )
    try:
        kept = json.loads(box.opened(_place(row.name), row.content))
    except ValueError:  # its key is gone, or it was damaged: nothing to go on with
        return None
    fields = tuple((str(name), str(value)) for name, value in kept["fields"])
    return Kept(
        row.name,
        row.form,
        row.case_no,
        row.version,
        row.revision,
        row.command_id,
        row.saved_at,
        str(kept["title"]),
        str(kept["address"]),
        fields,
    )


def discard(user: User, name: str) -> None:
    """Throw one's own draft away; doing it twice does no harm."""
    Draft.objects.filter(username=user.username, name=name).delete()
