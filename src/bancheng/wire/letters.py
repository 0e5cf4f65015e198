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

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.journal.kept_apart import box_for_writing, box_of
from bancheng.wire.letter_row import Letter
from bancheng.wire.sending import NotSentError

AGAIN = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 120, 240, 480, 720))
"""How long to wait after each failure, a day and some in all; after the last it is stuck."""
AT_ONCE = 200
"""Letters of one round; the others wait for the next."""
HELD = timedelta(minutes=5)
"""How long a letter that is under way is nobody else's; then whoever had it is thought dead."""
KEPT = timedelta(days=90)
"""How long it is known that a letter went, without its text."""


class Carrier(Protocol):
    """What takes the letters of one kind of road. Raises NotSentError."""

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
    not_before: datetime | None = None,
) -> bool:
    """A letter to go, within the caller's transaction; False where one of this mark is known.

    ``what`` is a word for people and holds nothing of a person; ``told`` is what is sent.
    """
    with transaction.atomic():
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        _, new = Letter.objects.get_or_create(
            road=road,
            mark=mark,
            defaults={
                "what": what,
                "case_no": case_no,
                "about": about or case_no,
                "hidden": box_for_writing(_owner(road)).shut(mark, text),
                "made_at": now,
                "not_before": not_before or now,
            },
        )
    return new


def told_by(letter: Letter) -> dict[str, Any]:
    """What a letter says. ValueError where it no longer opens."""
    found: dict[str, Any] = json.loads(
        box_of(_owner(letter.road)).opened(letter.mark, letter.hidden)
    )
    return found


def run(now: datetime) -> int:
    """Take out what may go by now; how many arrived. Called after each tick."""
    arrived = 0
    for letter in list(_may_go(now)[:AT_ONCE]):
        arrived += carry(letter, now)
    _forget_old(now)
    return arrived


def carry(letter: Letter, now: datetime) -> bool:
    """Take one letter out, unless somebody else has it. Whether it arrived."""
    mine = _waiting().filter(pk=letter.pk, not_before=letter.not_before)
    held = now + HELD
    if not mine.update(not_before=held):
        return False
    letter.not_before = held
    try:
        _carrier(letter.road)(letter, told_by(letter), now)
    except NotSentError as error:
        _failed(letter, error, now)
        return False
    except ValueError as error:
        _failed(letter, NotSentError(f"这封信打不开了：{error}", again=False), now)
        return False
    Letter.objects.filter(pk=letter.pk).update(
        arrived_at=now, hidden=b"", failure="", stuck=False, tries=letter.tries + 1
    )
    return True


def stuck(roads: Sequence[str] | None = None) -> QuerySet[Letter]:
    """What nobody tries any more, oldest first."""
    found = _waiting().filter(stuck=True)
    return (found if roads is None else found.filter(road__in=roads)).order_by("made_at", "pk")


def try_again(letter: Letter, now: datetime) -> None:
    """A person says that it should be tried again, from the beginning."""
    _waiting().filter(pk=letter.pk).update(stuck=False, tries=0, not_before=now)


def drop(letter: Letter, by: str, now: datetime) -> None:
    """A person gives it up; what waits behind it may go."""
    _waiting().filter(pk=letter.pk).update(dropped_at=now, dropped_by=by, hidden=b"", stuck=False)


def forget_case(case_no: str) -> None:
    """What was to be told of a case goes with its details."""
    overwrite_what_is_deleted()
    _waiting().filter(case_no=case_no).update(
        dropped_at=timezone.now(), hidden=b"", failure="", stuck=False
    )


def _waiting() -> QuerySet[Letter]:
    return Letter.objects.filter(arrived_at=None, dropped_at=None)


def _may_go(now: datetime) -> QuerySet[Letter]:
    """Letters whose time has come and before which none of the same matter waits."""
    before = _waiting().filter(
        road=OuterRef("road"), about=OuterRef("about"), pk__lt=OuterRef("pk")
    )
    free = _waiting().filter(stuck=False, not_before__lte=now)
    alone = free.filter(about="") | free.exclude(about="").exclude(Exists(before))
    return alone.order_by("pk")


def _failed(letter: Letter, error: NotSentError, now: datetime) -> None:
    tries = letter.tries + 1
    gave_up = not error.again or tries > len(AGAIN)
    wait = timedelta(0) if gave_up else max(AGAIN[tries - 1], timedelta(seconds=error.after))
    Letter.objects.filter(pk=letter.pk).update(
        tries=tries, failure=str(error)[:300], stuck=gave_up, not_before=now + wait
    )


def _forget_old(now: datetime) -> None:
    old = now - KEPT
    Letter.objects.filter(arrived_at__lt=old).delete()
    Letter.objects.filter(dropped_at__lt=old).delete()


def _carrier(road: str) -> Carrier:
    """The carrier of a road by the word before its colon."""
    kind = road.partition(":")[0]
    named: Mapping[str, str] = settings.ROADS
    if kind not in named:
        raise NotSentError(f"没有“{kind}”这条路。", again=False)
    found: Carrier = import_string(named[kind])
    return found


def _owner(road: str) -> str:
    return f"letters {road}"
