"""大厅屏: opening and ending the address of a screen, and the few figures that it shows.

What hangs in a hall is read by everybody, and so by those who know each other: no complaint about
conduct is counted, and no number between 1 and 4 is shown.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from bancheng.figures.bands import HIDDEN_BELOW, middle_band, public
from bancheng.figures.figures import Figures, of
from bancheng.figures.period import Period, month_of, months
from bancheng.figures.screen_row import Screen
from bancheng.people.user import User

BYTES = 24


@dataclass(frozen=True)
class Shown:
    """What a hall reads of some days; None where the number is too small to be shown."""

    accepted: int | None
    ended: int | None
    done: int | None
    in_hand: int | None
    in_time_per_cent: int | None
    middle: str


def open_screen(chain: str, user: User, now: datetime) -> Screen:
    """A new address."""
    key = secrets.token_urlsafe(BYTES)
    return Screen.objects.create(key=key, chain=chain, by=user.username, at=now)


def end_screen(chain: str, pk: int, user: User, now: datetime) -> bool:
    """End an address; False where there is none open with this number at this centre."""
    with transaction.atomic():
        open_now = Screen.objects.filter(chain=chain, pk=pk, ended_at=None)
        return bool(open_now.update(ended_by=user.username, ended_at=now))


def screen_at(key: str) -> Screen | None:
    """The screen of an address, if it is still open."""
    return Screen.objects.filter(key=key, ended_at=None).first()


def month_and_year(chain: str, today: date, now: datetime) -> tuple[Shown, Shown]:
    """This month and this year. A month is hidden as well where the year besides would tell of
    the few of all other months."""
    month = _shown(chain, month_of(today), now)
    year = _shown(chain, months(today.replace(month=1, day=1), 12), now)
    beside = replace(
        month,
        accepted=_beside(month.accepted, year.accepted),
        ended=_beside(month.ended, year.ended),
        done=_beside(month.done, year.done),
    )
    return beside, year


def _beside(inner: int | None, outer: int | None) -> int | None:
    few = inner is not None and outer is not None and public(outer - inner) is None
    return None if few else inner


def _shown(chain: str, period: Period, now: datetime) -> Shown:
    figures = of(chain, period, None, None, now)
    share = figures.share_in_time()
    enough = share.n >= HIDDEN_BELOW and share.value is not None
    times = figures.by("time_all", "ended")
    return Shown(
        accepted=public(figures.n("accepted")),
        ended=public(figures.n("ended")),
        done=_done(figures),
        in_hand=public(figures.in_hand),
        in_time_per_cent=round(share.value) if enough and share.value is not None else None,
        middle=middle_band(times) if sum(times.values()) >= HIDDEN_BELOW else "",
    )


def _done(figures: Figures) -> int | None:
    """Hidden as well where what was not done could be worked out from it."""
    not_done = figures.n("ended") - figures.n("done")
    return public(figures.n("done")) if public(not_done) is not None else None
