"""上级的答复: its number, how far it is, what came of it, recorded on the case that was sent up.

By the same acts and doers as where both levels work in one installation (``casework.linking``).
"""

from __future__ import annotations

from django.db.models import Q

from bancheng.casework.door import SYSTEM, Order, System, handle
from bancheng.core.linked import abroad
from bancheng.core.refusal import Refusal
from bancheng.exchange.commands import command_from
from bancheng.exchange.contents import Carried, NotReceived, Received, Standing
from bancheng.exchange.crossing_row import UP, Crossing
from bancheng.exchange.envelope import Strict
from bancheng.exchange.noted import Came, Noted, papers_taken, why, without_papers
from bancheng.exchange.partner_row import Partner

WORDS = {
    "report_progress": ("text", "reason"),
    "receive_result": ("answer", "text", "basis"),
    "send_back": ("reason",),
}
LAST = frozenset({"receive_result", "send_back"})


def take(came: Came, one: Strict) -> Noted:
    """A telling from above."""
    if not isinstance(one, Received | NotReceived | Standing | Carried):
        return Noted("", "", False, "上级不该交这样的内容，没有记。")
    crossing = crossing_of(came.partner, one.no, one.since)
    if crossing is None:
        return Noted("", one.kind, False, f"{one.no} 没有向对方提交过，没有记。")
    try:
        return _recorded(came, crossing, one)
    except Refusal as refusal:
        return Noted(crossing.case_no, _what(one), False, why(refusal))


def crossing_of(partner: Partner, lower_no: str, since: int) -> Crossing | None:
    """Our matter by the name it has on both sides."""
    named = Q(partner=partner, way=UP, lower_no=lower_no, since=since)
    return Crossing.objects.filter(named).first()


def _what(one: Received | NotReceived | Standing | Carried) -> str:
    return one.act if isinstance(one, Carried) else one.kind


def _recorded(
    came: Came, crossing: Crossing, one: Received | NotReceived | Standing | Carried
) -> Noted:
    if isinstance(one, Received):
        return _received(came, crossing, one)
    if isinstance(one, Standing):
        crossing.stage, crossing.promise = one.stage, one.promise
        crossing.due, crossing.provisional = one.due, one.provisional
        crossing.standing_at = came.made_at
        crossing.save()
        return Noted(crossing.case_no, one.kind)
    if isinstance(one, NotReceived):
        given: dict[str, object] = {"reason": f"对方没有收下：{one.reason}"}
        return _act(came, crossing, "send_back", given, "refused", [])
    if one.act not in WORDS:
        return Noted(crossing.case_no, one.act, False, "上级不该交这样的内容，没有记。")
    given = {name: text for name, text in one.given.items() if name in WORDS[one.act]}
    command = command_from(came.partner, "down", one.no, str(one.since), str(one.seq))
    if one.act == "report_progress":
        given["for_person"] = one.who[:200]
    files, left = papers_taken(came, one, command)
    noted = _act(came, crossing, one.act, given, command, files)
    return Noted(noted.case_no, noted.what, noted.fine, without_papers(left))


def _received(came: Came, crossing: Crossing, one: Received) -> Noted:
    given: dict[str, object] = {
        "above": abroad(came.partner.theirs.code, one.above),
        "since": one.since,
        "origin_no": one.above,
    }
    command = command_from(came.partner, "received", one.no, str(one.since))
    handle(SYSTEM, crossing.case_no, [Order("take_up", given)], command, None, came.now)
    crossing.their_no = one.above
    crossing.save()
    return Noted(crossing.case_no, one.kind)


def _act(
    came: Came,
    crossing: Crossing,
    act: str,
    given: dict[str, object],
    command: str,
    files: list[str],
) -> Noted:
    if command == "refused":
        command = command_from(came.partner, command, crossing.lower_no, str(crossing.since))
    if act != "report_progress":
        given["from_unit"] = came.partner.theirs.shown
        if crossing.their_no:
            given["origin_no"] = crossing.their_no
    order = Order(act, {**given, "files": files}, for_unit=came.partner.theirs.code)
    handle(System(command), crossing.case_no, [order], command, None, came.now)
    if act in LAST:
        crossing.over = True
        crossing.save()
    return Noted(crossing.case_no, act)
