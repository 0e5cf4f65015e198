"""全量回访的读取: the little of a closed case that whoever revisits it for the level above sees.

Callers of the level above read no case. From the list of their campaign they see its number, the
first words of the matter and a masked name, and may have a phone shown, which is recorded. What
follows is a part of the read door: closed cases of the centres whose standard names their role,
never one that is kept from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework import access, masking, reveal_row
from bancheng.casework.access import NotFound, Place
from bancheng.casework.case_row import CaseRow
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.user import User

ACT = "revisit"
FIRST_WORDS = 60
REASON = "全量回访"
CALLED = {
    "petitioner": ("name", "phone"),
    "agent": ("agent", "agent_phone"),
    "contact": ("contact", "contact_phone"),
}
"""Who may be called: the field of the name and of the phone."""


@dataclass(frozen=True)
class Revisiting:
    """Who acts when the level above revisits: this person, this act, and no other."""

    user: User


@dataclass(frozen=True)
class Glimpse:
    """What a caller is shown of a case. ``people``: who, masked name, masked phone or empty.

    ``closed`` is False while it is being dealt with again; then nobody is called.
    """

    case_no: str
    chain: str
    standard: str
    edition: str
    round: int
    closed: bool
    conduct: bool
    ended_at: datetime | None
    matter: str
    people: tuple[tuple[str, str, str], ...]

    @property
    def name(self) -> str:
        """The petitioner's masked name."""
        return self.people[0][1] if self.people else ""


@dataclass(frozen=True)
class RevisitedElsewhere:
    """Whoever revisits in an installation of its own, and tells by a file what they found: the
    role it is here, and the unit that stands for them."""

    role: str
    unit: str


def may_at(user: User, centre: str, standard: str, edition: str | None = None) -> bool:
    """Whether a standard's revisit of a centre's cases is for this person to make."""
    rule = standards.standard(standard, edition).revisit
    return rule is not None and rule.by in seats.roles_at(user, centre)


def not_kept_from(user: User, case_nos: Sequence[str]) -> frozenset[str]:
    """Those of these cases that are not complaints about this very person or their unit."""
    walled = access.kept_from(user).filter(case_no__in=case_nos)
    return frozenset(case_nos) - set(walled.values_list("case_no", flat=True))


def place_revisited(user: User, case_no: str) -> Place:
    """Where a closed case stands that this person may revisit. Raises NotFound."""
    place = access.place_of(case_no)
    row = CaseRow.objects.filter(pk=place.pk, stage__in=CLOSED)
    allowed = user.is_active and may_at(user, place.chain, place.standard, place.edition)
    if not allowed or not row.exists() or not not_kept_from(user, [case_no]):
        raise NotFound(case_no)
    return place


def place_told_of(case_no: str) -> Place:
    """Where a closed case stands of which a file tells. Raises NotFound."""
    place = access.place_of(case_no)
    if not CaseRow.objects.filter(pk=place.pk, stage__in=CLOSED).exists():
        raise NotFound(case_no)
    return place


def check(doer: object, acts: Sequence[str]) -> None:
    """A revisit is written down from the list of a campaign, and nothing else is from there.

    Raises Refusal.
    """
    if isinstance(doer, Revisiting | RevisitedElsewhere):
        if set(acts) != {ACT}:
            raise Refusal("not_your_act", "在回访名单里只能记录回访。")
    elif ACT in acts:
        raise Refusal("not_your_act", "全量回访从回访名单里记录，请到“全量回访”页面办。")


def glimpses(user: User, case_nos: Sequence[str]) -> dict[str, Glimpse]:
    """What a caller is shown of these cases; those that are not theirs are left out.

    A fixed number of statements however many cases.
    """
    return {row.case_no: _glimpse(row, told) for row, told in _shown(user, case_nos)}


def _shown(user: User, case_nos: Sequence[str]) -> list[tuple[CaseRow, dict[str, str]]]:
    """The rows that are theirs, each with its texts where it is closed."""
    numbers = sorted(not_kept_from(user, case_nos)) if user.is_active else []
    rows = [
        row
        for row in CaseRow.objects.filter(case_no__in=numbers)
        if may_at(user, row.chain, row.standard, row.edition)
    ]
    fields = ("matter", *(name for pair in CALLED.values() for name in pair))
    texts: dict[str, dict[str, str]] = {}
    shown = [row.case_no for row in rows if row.stage in CLOSED]
    for (case_no, _, field), text in read.details_of(shown, fields).items():
        if text:
            texts.setdefault(case_no, {})[field] = text
    return [(row, texts.get(row.case_no, {})) for row in rows]


def _glimpse(row: CaseRow, texts: dict[str, str]) -> Glimpse:
    matter = " ".join(texts.get("matter", "").split())
    people = tuple(
        (who, masking.name(texts.get(name, "")), masking.phone(texts.get(phone, "")))
        for who, (name, phone) in CALLED.items()
        if texts.get(name) or texts.get(phone)
    )
    return Glimpse(
        row.case_no,
        row.chain,
        row.standard,
        row.edition,
        row.round,
        row.stage in CLOSED,
        row.conduct,
        row.ended_at,
        matter[:FIRST_WORDS] + ("…" if len(matter) > FIRST_WORDS else ""),
        people,
    )


def show_whole(user: User, case_no: str, who: str, now: datetime) -> tuple[str, str]:
    """The whole name and phone of somebody who may be called; that it was shown is recorded.

    Raises NotFound, and Refusal where there is no phone.
    """
    place_revisited(user, case_no)
    if who not in CALLED:
        raise NotFound(case_no)
    last: dict[str, str] = {}
    for (_, field), text in sorted(read.details(case_no).items()):
        if field in CALLED[who] and text:
            last[field] = text
    name, phone = CALLED[who]
    if phone not in last:
        raise Refusal("not_there", "没有登记这个电话，或者已依法删除。")
    for field in last:
        reveal_row.record(case_no, field, user.username, REASON, now)
    return last.get(name, ""), last[phone]


def show_all_whole(
    user: User, case_nos: Sequence[str], reason: str, now: datetime
) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Whole names and phones of those who may be called, for a list on paper: by case, who, name
    and phone. Of each case it is recorded that it was shown, and why."""
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    reveals: list[reveal_row.Reveal] = []
    for row, told in _shown(user, case_nos):
        found[row.case_no] = tuple(
            (who, told.get(name, ""), told.get(phone, ""))
            for who, (name, phone) in CALLED.items()
            if told.get(name) or told.get(phone)
        )
        reveals += [
            reveal_row.Reveal(
                case_no=row.case_no, field=field, user=user.username, reason=reason, at=now
            )
            for pair in CALLED.values()
            for field in pair
            if told.get(field)
        ]
    reveal_row.Reveal.objects.bulk_create(reveals)
    return found
