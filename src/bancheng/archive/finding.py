"""查档: packages found by number, name, year, kind and time of keeping — through the read door.

Whoever may not see a case finds no package of it, nor is it counted. Names are looked for in the
keyed index of the cases; once a case is erased its package is found by number alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from bancheng.archive.package_row import Package
from bancheng.casework import access, masking, reading_rights, searching
from bancheng.casework.case_row import CaseRow
from bancheng.core.calendar import CHINA
from bancheng.journal import read
from bancheng.people.user import User

A_PAGE = 50
MOST_CASES = 500
SOON = timedelta(days=365)
Due = Literal["", "over", "soon", "gone"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; empty parts ask nothing."""

    words: str = ""
    year: int | None = None
    kind: str = ""
    due: Due = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A package with what a list may say of its case. ``erased``: its words are gone."""

    package: Package
    kind: str
    standard: tuple[str, str]
    name: str
    matter: str
    erased: bool
    is_over: bool


def seen_by(user: User) -> QuerySet[Package]:
    """The packages of the cases this person may see."""
    cases = access.visible(user).filter(case_no=OuterRef("case_no"))
    return Package.objects.filter(Exists(cases), chain__in=reading_rights.chains_in_reach(user))


def look_up(user: User, asked: Asked, now: datetime) -> tuple[list[Found], int | None]:
    """A page of packages, newest first, and from where the next one goes on."""
    today = now.astimezone(CHINA).date()
    rows = seen_by(user).filter(_conditions(user, asked, today)).order_by("-pk")
    if asked.before is not None:
        rows = rows.filter(pk__lt=asked.before)
    shown = list(rows[: A_PAGE + 1])
    more = shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None
    return _told(shown[:A_PAGE], today), more


def years_of(user: User) -> list[int]:
    """The years from which there are packages."""
    rows = seen_by(user).order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())


def _conditions(user: User, asked: Asked, today: date) -> Q:
    found = Q()
    if asked.words:
        text = asked.words.strip()
        found &= Q(number__istartswith=text) | Q(case_no__in=_cases(user, text))
    if asked.year is not None:
        found &= Q(year=asked.year)
    if asked.kind:
        of_kind = CaseRow.objects.filter(case_no=OuterRef("case_no"), kind=asked.kind)
        found &= Q(Exists(of_kind))
    if asked.due == "over":
        found &= Q(due_on__lt=today, destroyed_at=None)
    elif asked.due == "gone":
        found &= Q(destroyed_at__isnull=False)
    elif asked.due == "soon":
        found &= Q(due_on__gte=today, due_on__lt=today + SOON)
    return found


def _cases(user: User, text: str) -> list[str]:
    """The numbers of cases that hold these words; never shown but through the read door."""
    asked = searching.asked_for(text, reading_rights.chains_in_reach(user))
    keys = searching.matching(asked, MOST_CASES) if asked else []
    seen = access.visible(user).filter(pk__in=keys, stage="archived")
    return list(seen.values_list("case_no", flat=True))


def _told(packages: Sequence[Package], today: date) -> list[Found]:
    numbers = list(dict.fromkeys(one.case_no for one in packages))
    cases = {row.case_no: row for row in CaseRow.objects.filter(case_no__in=numbers)}
    texts: dict[tuple[str, str], str] = {}
    for (case_no, _, field), text in read.details_of(numbers, ("name", "matter")).items():
        if text:
            texts[case_no, field] = text
    return [
        Found(
            package=one,
            kind=cases[one.case_no].kind or "",
            standard=(cases[one.case_no].standard, cases[one.case_no].edition),
            name=masking.masked("name", texts.get((one.case_no, "name"), "")),
            matter=" ".join(texts.get((one.case_no, "matter"), "").split())[:40],
            erased=(one.case_no, "name") not in texts and (one.case_no, "matter") not in texts,
            is_over=one.due_on is not None and one.due_on < today and one.destroyed_at is None,
        )
        for one in packages
    ]
