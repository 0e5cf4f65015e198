"""全量回访结果: what petitioners answered to the body above, back to where their cases lie.

There each is sealed in the case's journal as a revisit of that body, with the caller's name and
when they asked. A case that is dealt with again meanwhile takes none; it is said so.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from bancheng.casework.access import NotFound, place_of
from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, handle
from bancheng.casework.revisiting import ACT, RevisitedElsewhere
from bancheng.core.calendar import CHINA
from bancheng.core.linked import number_there
from bancheng.core.refusal import Refusal
from bancheng.exchange.commands import command_from
from bancheng.exchange.contents import Revisited
from bancheng.exchange.file_row import Line
from bancheng.exchange.noted import Came, Noted, why
from bancheng.exchange.partner_row import Partner
from bancheng.exchange.piece import Piece
from bancheng.library import standards
from bancheng.people.user import User
from bancheng.revisit import elsewhere
from bancheng.revisit.elsewhere_row import Elsewhere


def not_yet_told(partner: Partner) -> QuerySet[Elsewhere]:
    """Answers about this partner's cases that are in no file yet."""
    told = Line.objects.filter(
        sent__partner=partner,
        sent__void_at=None,
        what="revisited",
        case_no=OuterRef("case_no"),
        seq=OuterRef("round"),
    )
    found = Elsewhere.objects.filter(chain=partner.theirs.code, answered_at__isnull=False)
    return found.exclude(Exists(told)).order_by("pk")


def pieces(user: User, partner: Partner) -> Iterator[Piece]:
    """The answers, as far as this person may see the cases."""
    hidden = set(elsewhere.kept_from(user))
    for row in not_yet_told(partner):
        said = elsewhere.answer_of(row)
        if row.case_no in hidden or not said:
            continue
        names = ("solved", "satisfaction", "answered_by", "said", "who", "at")
        values: dict[str, object] = {name: said.get(name, "") for name in names}
        values |= {"no": number_there(row.case_no), "round": row.round}
        values["campaign"] = int(said.get("campaign") or 0)
        yield Piece(Revisited, values, "revisited", row.case_no, row.round)


def take(came: Came, one: Revisited) -> Noted:
    """An answer arrives where the case lies."""
    partner = came.partner
    try:
        place = place_of(one.no)
    except NotFound:
        return Noted("", "revisited", False, f"没有编号为 {one.no} 的工单，没有记。")
    if place.chain != partner.ours.code:
        return Noted("", "revisited", False, f"没有编号为 {one.no} 的工单，没有记。")
    if not _was_handed(partner, one):
        return Noted("", "revisited", False, f"{one.no} 没有交给对方回访过，没有记。")
    command = command_from(partner, "revisited", one.no, str(one.round), str(one.campaign))
    rule = standards.standard(place.standard, place.edition).revisit
    row = CaseRow.objects.get(pk=place.pk)
    if rule is None or row.round != one.round:
        return Noted(one.no, "revisited", False, "本件已经重新办理，这次回访没有记入。")
    given: dict[str, object] = {
        "solved": one.solved,
        "satisfaction": one.satisfaction,
        "answered_by": one.answered_by,
        "campaign": one.campaign,
        "for_person": f"{one.who}，{one.at.astimezone(CHINA):%Y-%m-%d %H:%M} 回访"[:200],
    }
    given |= {"said": one.said} if one.said else {}
    doer = RevisitedElsewhere(rule.by, partner.theirs.code)
    try:
        handle(doer, one.no, [Order(ACT, given)], command, None, came.now)
    except NotFound:
        return Noted(one.no, "revisited", False, "本件正在重新办理，这次回访没有记入。")
    except Refusal as refusal:
        return Noted(one.no, "revisited", False, why(refusal))
    return Noted(one.no, "revisited")


def _was_handed(partner: Partner, one: Revisited) -> bool:
    """Whether a list named this case to them: nobody else's answers are theirs to bring."""
    same = Line.objects.filter(what="closed", case_no=one.no, seq=one.round)
    return same.filter(
        sent__partner__ours=partner.ours, sent__partner__theirs=partner.theirs
    ).exists()


def arrived(lines: list[Line]) -> None:
    """Answers that are with the case now: names, phones and words are not needed here any more."""
    wanted = {(line.case_no, line.seq) for line in lines if line.what == "revisited"}
    rows = Elsewhere.objects.filter(case_no__in=[case_no for case_no, _ in wanted])
    elsewhere.forget(row for row in rows if (row.case_no, row.round) in wanted)
