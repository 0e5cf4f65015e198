"""申辩: a department says its word about its points before they are fixed.

It stays as it was written, with who and when; whoever fixes the score reads it first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.improvement import kept_texts
from bancheng.journal.append import lock
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.people.user import User
from bancheng.scoring.authority import seen_at
from bancheng.scoring.fixing import standing_score
from bancheng.scoring.objection_row import Objection
from bancheng.scoring.score_row import owner_of

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """One word of a department."""

    row: Objection
    text: str


def object_to(
    user: User,
    centre: str,
    year: int,
    unit: str,
    case_no: str,
    taking: Collection[str],
    text: str,
    now: datetime,
) -> None:
    """Say it. ``case_no`` is empty, or one of ``taking``, the cases that take points of the unit.

    Raises NotFound for everybody but the department's own people; Refusal.
    """
    seen = seen_at(user, centre, now)
    if unit not in seen.own:
        raise access.NotFound(unit)
    about = case_no.strip()
    if about and (about not in taking or not _visible(user, centre, about)):
        raise Refusal("no_such_case", "这件没有扣本部门的分，请核对编号。", field="case_no")
    said = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not said:
        raise Refusal("missing", "请写明对哪一分有异议、为什么。", field="text")
    if len(said) > LONGEST:
        sentence = f"申辩最多 {LONGEST} 个字，现在有 {len(said)} 个。"
        raise Refusal("too_long", sentence, field="text")
    with transaction.atomic():
        lock(centre)
        if standing_score(centre, year) is not None:
            sentence = f"{year} 年的评分已经定稿。还有异议的，请找定稿的部门，由他们重新定稿。"
            raise Refusal("fixed", sentence, field="text")
        row = Objection(centre=centre, year=year, unit=unit, about=about, by=user.username, at=now)
        kept_texts.shut(row, {"text": said}, owner_of(centre, year))
        row.save()


def objections(centre: str, year: int, unit: str, now: datetime) -> list[Said]:
    """What a department said about a year up to a moment, oldest first."""
    rows = list(Objection.objects.filter(centre=centre, year=year, unit=unit, at__lte=now))
    texts = kept_texts.opened(rows, owner_of(centre, year))
    return [
        Said(row, kept_texts.ERASED if row.erased else said.get("text", ""))
        for row, said in zip(rows, texts, strict=True)
    ]


def units_that_objected(centre: str, year: int) -> frozenset[str]:
    """The departments that said something."""
    rows = Objection.objects.filter(centre=centre, year=year)
    return frozenset(rows.values_list("unit", flat=True))


def forget_case(case_no: str) -> None:
    """Called within the transaction that erases a case's personal details."""
    overwrite_what_is_deleted()
    kept_texts.wipe(Objection.objects.filter(about=case_no))


def _visible(user: User, centre: str, case_no: str) -> bool:
    return access.visible(user).filter(case_no=case_no, chain=centre).exists()
