"""去哪里办: the bodies people are sent to, kept by the centre and checked from time to time.

What does not belong to the window is not turned away with a shrug: as far as possible people are
told the body in charge and how to reach it. A number that nobody has rung for a year sends them on
an errand for nothing, so each entry says when it was last checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from bancheng.casework import access, searching
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.counter import choices
from bancheng.counter.place_row import Place, PlaceCheck
from bancheng.counter.staff import must_work_at
from bancheng.people.user import User

FIELDS = {
    "name": ("单位名称", 100),
    "what_for": ("办什么", 200),
    "address": ("地址", 200),
    "phone": ("电话", 60),
    "hours": ("时间", 120),
}
MUST = ("name", "what_for")


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in force, and since when nobody has checked it."""

    place: Place
    checked_at: datetime
    days: int
    stale: bool

    @property
    def words(self) -> str:
        """What a petitioner is told: name, address, phone, hours."""
        return words(self.place)

    @property
    def contact(self) -> str:
        """The same without the name."""
        return contact(self.place)


def words(place: Place) -> str:
    """``某某法院立案庭，地址：…，电话：…，时间：…``."""
    parts = [place.name]
    if place.address:
        parts.append(f"地址：{place.address}")
    if place.phone:
        parts.append(f"电话：{place.phone}")
    if place.hours:
        parts.append(f"时间：{place.hours}")
    return "，".join(parts)


def contact(place: Place) -> str:
    """The same without the name."""
    return words(place).removeprefix(place.name).removeprefix("，")


def listed(centre: str, now: datetime, refusal: str = "") -> list[Listed]:
    """The entries in force; those for a refusal reason first, where one is given."""
    rows = list(Place.objects.filter(centre=centre, ended_at=None).order_by("name", "pk"))
    last = dict(
        PlaceCheck.objects.filter(entry__in=[row.entry for row in rows])
        .values_list("entry")
        .annotate(last=Max("at"))
    )
    longest = timedelta(days=choices.chosen(centre, choices.PLACE_DAYS))
    found = []
    for row in rows:
        checked = max(row.made_at, last.get(row.entry, row.made_at))
        found.append(Listed(row, checked, (now - checked).days, now - checked > longest))
    return sorted(found, key=lambda line: refusal not in line.place.refusals) if refusal else found


def fitting(lines: Iterable[Listed], asked: str) -> list[Listed]:
    """Those whose name or business shares a word of two characters with what is asked, the most
    first; a word that half of them share says nothing."""
    known = list(lines)
    texts = {
        n: searching.words_of(f"{line.place.name} {line.place.what_for}")
        for n, line in enumerate(known)
    }
    spoken = {word for word in searching.wanted_words(asked) if len(word) > 1}
    shared = Counter(word for words_ in texts.values() for word in words_ & spoken)
    telling = {word for word, n in shared.items() if n * 2 <= len(known)}
    counted = {n: len(words_ & telling) for n, words_ in texts.items()}
    return [known[n] for n in sorted(counted, key=lambda n: (-counted[n], n)) if counted[n]]


def entry_in_force(centre: str, entry: str) -> Place | None:
    """One entry as it stands now; None where there is none."""
    return Place.objects.filter(centre=centre, entry=entry, ended_at=None).first()


def versions(centre: str, entry: str) -> list[Place]:
    """Everything this entry ever said, the newest first."""
    return list(Place.objects.filter(centre=centre, entry=entry).order_by("-made_at", "-pk"))


def checks(entry: str) -> list[PlaceCheck]:
    """When it was checked and by whom, the newest first."""
    return list(PlaceCheck.objects.filter(entry=entry).order_by("-at", "-pk")[:20])


def save(
    user: User,
    centre: str,
    entry: str,
    values: Mapping[str, str],
    refusals: Iterable[str],
    standard: Standard,
    now: datetime,
) -> Place:
    """A new entry (``entry`` empty), or a new version of one; the one before is ended and stays.

    Refusal where a field is missing or too long, or a refusal reason is not the standard's.
    """
    must_work_at(user, centre)
    told = {name: " ".join(values.get(name, "").split()) for name in FIELDS}
    for name, (label, longest) in FIELDS.items():
        if name in MUST and not told[name]:
            raise Refusal("missing", f"请填“{label}”。", field=name)
        if len(told[name]) > longest:
            raise Refusal("too_long", f"“{label}”最多 {longest} 个字。", field=name)
    if not told["phone"] and not told["address"]:
        raise Refusal("missing", "电话和地址至少填一项，否则群众还是不知道怎么去。", field="phone")
    reasons = [r for r in dict.fromkeys(refusals) if r]
    unknown = [r for r in reasons if r not in standard.refusals]
    if unknown:
        raise Refusal("unknown_option", "规范里没有这一条不予受理情形。", field="refusals")
    with transaction.atomic():
        if entry:
            _end(user, centre, entry, now)
        return Place.objects.create(
            centre=centre,
            entry=entry or uuid4().hex,
            refusals=reasons,
            made_by=user.username,
            made_at=now,
            **told,
        )


def check(user: User, centre: str, entry: str, now: datetime) -> PlaceCheck:
    """It was rung or looked up, and is still right."""
    must_work_at(user, centre)
    if entry_in_force(centre, entry) is None:
        raise access.NotFound(entry)
    return PlaceCheck.objects.create(entry=entry, by=user.username, at=now)


def end(user: User, centre: str, entry: str, now: datetime) -> None:
    """Nobody is sent there any more; what it said stays on record."""
    must_work_at(user, centre)
    _end(user, centre, entry, now)


def _end(user: User, centre: str, entry: str, now: datetime) -> None:
    standing = Place.objects.filter(centre=centre, entry=entry, ended_at=None)
    if not standing.update(ended_by=user.username, ended_at=now):
        raise access.NotFound(entry)
