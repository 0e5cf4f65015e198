"""全量回访名单: a centre's closed cases for the body above that revisits them, and their arrival.

Told is what a caller would see here: number, when it was closed, the first words, and who may be
called with their phones. That these were shown is recorded with every case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from bancheng.casework import access
from bancheng.casework.case_row import CaseRow
from bancheng.casework.folding import case_now
from bancheng.casework.placement_row import Wall
from bancheng.casework.reveal_row import Reveal
from bancheng.casework.revisiting import CALLED, FIRST_WORDS
from bancheng.core.calendar import CHINA
from bancheng.core.linked import abroad
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED
from bancheng.exchange.contents import Closed, Person
from bancheng.exchange.file_row import Line
from bancheng.exchange.handing_up import accused_names
from bancheng.exchange.noted import Came, Noted
from bancheng.exchange.partner_row import Partner
from bancheng.exchange.piece import Piece
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people.chart import current
from bancheng.people.user import User
from bancheng.revisit.elsewhere import Words, bring
from bancheng.revisit.elsewhere_row import Elsewhere

A_BATCH = 200
LONGEST_NUMBER = 60
Days = tuple[date, date]
Texts = dict[str, str]


def not_yet_listed(user: User, partner: Partner, days: Days) -> QuerySet[CaseRow]:
    """Cases closed in these days that this person may see and no file to this partner named."""
    begins = datetime.combine(days[0], time(), CHINA)
    until = datetime.combine(days[1] + timedelta(days=1), time(), CHINA)
    told = Line.objects.filter(
        sent__partner=partner,
        sent__void_at=None,
        what="closed",
        case_no=OuterRef("case_no"),
        seq=OuterRef("round"),
    )
    walled = Wall.objects.filter(case=OuterRef("pk"), unit=partner.theirs.code)
    cases = access.visible(user).filter(
        chain=partner.ours.code, stage__in=CLOSED, ended_at__gte=begins, ended_at__lt=until
    )
    return cases.exclude(Exists(told)).exclude(Exists(walled)).order_by("ended_at", "pk")


def pieces(user: User, partner: Partner, days: Days, now: datetime) -> Iterator[Piece]:
    """The list, a batch at a time."""
    keys = list(not_yet_listed(user, partner, days).values_list("pk", flat=True))
    for first in range(0, len(keys), A_BATCH):
        rows = CaseRow.objects.filter(pk__in=keys[first : first + A_BATCH])
        batch = [row for row in rows.order_by("ended_at", "pk") if _is_revisited(row)]
        texts = _texts([row.case_no for row in batch])
        for row in batch:
            said = texts.get(row.case_no, {})
            _record(user, partner, row, said, now)
            yield _piece(row, said)


def _is_revisited(row: CaseRow) -> bool:
    return standards.standard(row.standard, row.edition).revisit is not None


def _texts(case_nos: Sequence[str]) -> dict[str, Texts]:
    fields = ("matter", *(name for pair in CALLED.values() for name in pair))
    found: dict[str, Texts] = {}
    for (case_no, _, name), text in read.details_of(case_nos, fields).items():
        if text:
            found.setdefault(case_no, {})[name] = text
    return found


def _record(user: User, partner: Partner, row: CaseRow, said: Texts, now: datetime) -> None:
    reason = f"全量回访名单交给{partner.their_name}"[:200]
    shown = [name for pair in CALLED.values() for name in pair if said.get(name)]
    Reveal.objects.bulk_create(
        [
            Reveal(case_no=row.case_no, field=name, user=user.username, reason=reason, at=now)
            for name in shown
        ]
    )


def _piece(row: CaseRow, said: Texts) -> Piece:
    people = [
        Person(who=who, name=said.get(name, ""), phone=said.get(phone, ""))
        for who, (name, phone) in CALLED.items()
        if said.get(name) or said.get(phone)
    ]
    matter = " ".join(said.get("matter", "").split())
    values: dict[str, object] = {
        "no": row.case_no,
        "round": row.round,
        "ended_at": row.ended_at,
        "standard": row.standard,
        "edition": row.edition,
        "conduct": row.conduct,
        "accused": accused_names(case_now(row.case_no)) if row.conduct else [],
        "matter": matter[: FIRST_WORDS - 1] + ("…" if len(matter) >= FIRST_WORDS else ""),
        "window_solved": row.solved or "",
        "window_satisfaction": row.satisfaction or "",
        "people": people,
    }
    return Piece(Closed, values, "closed", row.case_no, row.round)


def take(came: Came, one: Closed) -> Noted:
    """A closed case arrives at the body that revisits; the next gathering puts it on the list."""
    chain = came.partner.theirs.code
    case_no = abroad(chain, one.no)
    if len(case_no) > LONGEST_NUMBER:
        return Noted("", "closed", False, "编号太长，没有列入，请对方管理员核对。")
    try:
        rule = standards.standard(one.standard, one.edition).revisit
    except (KeyError, Refusal, LookupError, ValueError):
        rule = None
    if rule is None:
        said = f"本系统没有“{one.standard}”（{one.edition}）这份规范，或者它不回访，没有列入。"
        return Noted("", "closed", False, said)
    units = current().units.values()
    row = Elsewhere(
        chain=chain,
        case_no=case_no,
        round=one.round,
        ended_at=one.ended_at,
        standard=one.standard,
        edition=one.edition,
        conduct=one.conduct,
        walls=[unit.code for unit in units if unit.name in one.accused],
        window_solved=one.window_solved,
        window_satisfaction=one.window_satisfaction,
        brought_at=came.now,
    )
    people = tuple((p.who, p.name, p.phone) for p in one.people if p.who in CALLED)
    if not bring(row, Words(one.matter, people)):
        return Noted(case_no, "closed", True, "以前收过，没有再列。")
    return Noted(case_no, "closed")
