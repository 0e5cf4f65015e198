"""寄信: letters are written down with what they tell of, taken out one by one, and tried again.

At least once: a letter whose answer was lost goes again under the same mark, and whoever receives
it knows it by that. In order: of one matter on one road the next leaves only when the one before
has arrived or a person has given it up. What fails too often is stuck, stands in a list, and is
tried again by a person's word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.journal.kept_apart import box_for_writing, box_for_writing_of, box_of, box_of_case
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError

KEPT = timedelta(days=90)
"""How long it is known that a letter went, without its text."""


class NoLongerError(Exception):
    """A carrier says that a letter must not go any more. ``str()`` says why."""


class Carrier(Protocol):
    """What takes the letters of one kind of road. Raises NotSentError or NoLongerError."""

    def __call__(self, letter: Letter, told: Mapping[str, Any], now: datetime) -> None: ...


def write(
    road: str,
    mark: str,
    what: str,
    told: Mapping[str, Any],
    now: datetime,
    *,
    case_no: str = "",
    about: str = "",
    host: str = "",
    not_before: datetime | None = None,
) -> bool:
    """A letter to go, within the caller's transaction; False where one of this mark is known.

    ``what`` is a word for people and holds nothing of a person; ``told`` is what is sent; ``host``
    is where, on a road that leads to several: one that does not answer holds back only its own.
    The text
    of a letter about a case is encrypted under the case's key, and goes where that goes. A mark is
    known for ``KEPT`` after it arrived: whoever writes letters keeps a position of their own and
    does not rely on marks to remember all that ever happened.
    """
    with transaction.atomic():
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        box = box_for_writing_of(case_no) if case_no else box_for_writing(_owner(road))
        _, new = Letter.objects.get_or_create(
            road=road,
            mark=mark,
            defaults={
                "what": what,
                "case_no": case_no,
                "about": about or case_no,
                "host": host,
                "hidden": box.shut(_place(road, mark), text),
                "made_at": now,
                "not_before": not_before or now,
            },
        )
    return new


def told_by(letter: Letter) -> dict[str, Any]:
    """What a letter says. Raises NotSentError where it no longer opens."""
    box = box_of_case(letter.case_no) if letter.case_no else box_of(_owner(letter.road))
    try:
        found = json.loads(box.opened(_place(letter.road, letter.mark), letter.hidden))
    except ValueError:
        raise NotSentError("这封信打不开了，请不再送，另外告诉对方。", again=False) from None
    return dict(found)


def waiting() -> QuerySet[Letter]:
    """What has neither arrived nor been given up."""
    return Letter.objects.filter(arrived_at=None, dropped_at=None)


def stuck(roads: Sequence[str] | None = None) -> QuerySet[Letter]:
    """What nobody tries any more, oldest first."""
    found = waiting().filter(stuck=True)
    return (found if roads is None else found.filter(road__in=roads)).order_by("made_at", "pk")


def last(road: str, most: int) -> list[Letter]:
    """The latest letters of a road, whatever became of them."""
    return list(Letter.objects.filter(road=road).order_by("-pk")[:most])


def try_again(letter: Letter, now: datetime) -> bool:
    """A person says that what is stuck should be tried again, from the beginning. Whether it was
    stuck."""
    mine = waiting().filter(pk=letter.pk, stuck=True)
    return bool(mine.update(stuck=False, tries=0, not_before=now))


def try_all_again(road: str, now: datetime) -> int:
    """The same for all that is stuck on a road; how many letters that were."""
    mine = waiting().filter(road=road, stuck=True)
    return mine.update(stuck=False, tries=0, not_before=now)


def drop(letter: Letter, by: str, now: datetime) -> bool:
    """A person gives it up; what waits behind it may go. Whether it still waited."""
    given_up = {"dropped_at": now, "dropped_by": by, "hidden": b"", "stuck": False}
    return bool(waiting().filter(pk=letter.pk).update(**given_up))


def drop_all(road: str, by: str, now: datetime, why: str) -> int:
    """Nothing that waits on a road goes any more; how many letters that were."""
    given_up = {"dropped_at": now, "dropped_by": by, "hidden": b"", "stuck": False, "failure": why}
    return waiting().filter(road=road).update(**given_up)


def forget_case(case_no: str) -> None:
    """What was to be told of a case goes with its details, and so does its key."""
    overwrite_what_is_deleted()
    waiting().filter(case_no=case_no).update(
        dropped_at=timezone.now(), hidden=b"", failure="", stuck=False
    )


def forget_old(now: datetime) -> None:
    """That a letter went is known for a while."""
    old = now - KEPT
    Letter.objects.filter(arrived_at__lt=old).delete()
    Letter.objects.filter(dropped_at__lt=old).delete()


def _owner(road: str) -> str:
    return f"letters {road}"


def _place(road: str, mark: str) -> str:
    return f"letter {road} {mark}"
