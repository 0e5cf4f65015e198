"""免予扣分: people exempt a case from taking points, with a reason, and may take that back.

Both stay on record with who and when. The reason lies under the case's own key and goes with it;
that it was exempted stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.casework import access
from bancheng.core.refusal import Refusal
from bancheng.improvement import kept_texts
from bancheng.journal.append import lock
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.people.user import User
from bancheng.scoring.authority import decider_at
from bancheng.scoring.exemption_row import GRANTED, TAKEN_BACK, ExemptionStep
from bancheng.scoring.score_row import owner_of

SHORTEST, LONGEST = 2, 500
Exempt = Mapping[tuple[str, str], frozenset[str]]
"""(unit, indicator) → the cases that take nothing there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Which points are meant: of which unit's indicator in which year, by which case."""

    centre: str
    year: int
    unit: str
    indicator: str
    case_no: str


@dataclass(frozen=True, slots=True)
class Told:
    """One step with its words; ``erased``: they went with the case."""

    step: ExemptionStep
    reason: str
    basis: str

    @property
    def granted(self) -> bool:
        """Whether it exempts, and does not take that back."""
        return self.step.kind == GRANTED


def exempt_in(centre: str, year: int, upto: int | None = None) -> Exempt:
    """What holds in a year, or held after the step ``upto``."""
    rows = ExemptionStep.objects.filter(centre=centre, year=year).order_by("pk")
    if upto is not None:
        rows = rows.filter(pk__lte=upto)
    found: dict[tuple[str, str], set[str]] = {}
    for unit, indicator, case_no, kind in rows.values_list("unit", "indicator", "about", "kind"):
        cases = found.setdefault((unit, indicator), set())
        (cases.add if kind == GRANTED else cases.discard)(case_no)
    return {place: frozenset(cases) for place, cases in found.items()}


def last_step(centre: str, year: int) -> int:
    """The last step of that year; 0 where there is none."""
    rows = ExemptionStep.objects.filter(centre=centre, year=year).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def steps_of(
    centre: str, year: int, unit: str, cases: Collection[str], upto: int | None = None
) -> list[Told]:
    """Every step about these cases of one unit, oldest first, with its words."""
    rows = ExemptionStep.objects.filter(centre=centre, year=year, unit=unit, about__in=cases)
    if upto is not None:
        rows = rows.filter(pk__lte=upto)
    steps = list(rows.order_by("pk"))
    texts = kept_texts.opened(steps, owner_of(centre, year))
    return [
        Told(
            step,
            kept_texts.ERASED if step.erased else said.get("reason", ""),
            said.get("basis", ""),
        )
        for step, said in zip(steps, texts, strict=True)
    ]


def exempt(
    user: User, place: Place, taking: Collection[str], reason: str, basis: str, now: datetime
) -> None:
    """Let a case take nothing. ``taking``: the cases that take there. Raises NotFound, Refusal."""
    decider_at(user, place.centre, now)
    if place.case_no not in taking or not _visible(user, place):
        raise Refusal("no_such_case", "这件没有在这一项扣分，请核对编号。", field="case_no")
    with transaction.atomic():
        lock(place.centre)
        if place.case_no in _now(place):
            raise Refusal("already", "这件已经免予扣分了。", field="case_no")
        _write(user, place, GRANTED, {"reason": _reason(reason), "basis": _short(basis)}, now)


def take_back(user: User, place: Place, reason: str, now: datetime) -> None:
    """Let it take again what it takes. Raises NotFound, Refusal."""
    decider_at(user, place.centre, now)
    with transaction.atomic():
        lock(place.centre)
        if place.case_no not in _now(place) or not _visible(user, place):
            raise Refusal("not_exempt", "这件没有免予扣分，不用收回。", field="case_no")
        _write(user, place, TAKEN_BACK, {"reason": _reason(reason)}, now)


def forget_case(case_no: str) -> None:
    """Called within the transaction that erases a case's personal details."""
    overwrite_what_is_deleted()
    kept_texts.wipe(ExemptionStep.objects.filter(about=case_no))


def _visible(user: User, place: Place) -> bool:
    return access.visible(user).filter(case_no=place.case_no, chain=place.centre).exists()


def _now(place: Place) -> frozenset[str]:
    held = exempt_in(place.centre, place.year)
    return held.get((place.unit, place.indicator), frozenset())


def _reason(text: str) -> str:
    said = _short(text)
    if len(said) < SHORTEST:
        raise Refusal("missing", "请写明理由，会留在这一分旁边。", field="reason")
    return said


def _short(text: str) -> str:
    said = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if len(said) > LONGEST:
        sentence = f"理由、依据各最多 {LONGEST} 个字，现在有 {len(said)} 个。"
        raise Refusal("too_long", sentence, field="reason")
    return said


def _write(user: User, place: Place, kind: str, texts: dict[str, str], now: datetime) -> None:
    row = ExemptionStep(
        centre=place.centre,
        year=place.year,
        indicator=place.indicator,
        unit=place.unit,
        about=place.case_no,
        kind=kind,
        by=user.username,
        at=now,
    )
    kept_texts.shut(row, texts, owner_of(place.centre, place.year))
    row.save()
