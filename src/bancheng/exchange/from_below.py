"""来件: a matter of the level below becomes exactly one case here, which is urged and taken back.

Whom a complaint is about comes by name. A unit of that name here is walled off; where there is
none, the unit it came from is, so that it is a complaint from its first entry on.
"""

from __future__ import annotations

from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, Outside, handle, open_case
from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.linked import Given
from bancheng.core.refusal import Refusal
from bancheng.core.stage import CLOSED
from bancheng.exchange.commands import command_from
from bancheng.exchange.contents import Carried, Matter
from bancheng.exchange.crossing_row import DOWN, Crossing
from bancheng.exchange.envelope import Strict
from bancheng.exchange.noted import Came, Noted, papers_taken, why, without_papers
from bancheng.people.chart import current

WORDS = frozenset({"matter", "name", "phone", "agent", "firm", "item", "reason", "petitioner_kind"})
UP = frozenset({"remind", "withdraw"})


def take(came: Came, one: Strict) -> Noted:
    """A telling from below."""
    if isinstance(one, Matter):
        return _matter(came, one)
    if isinstance(one, Carried) and one.act in UP:
        return _carried(came, one)
    return Noted("", getattr(one, "kind", ""), False, "下级不该交这样的内容，没有记。")


def _matter(came: Came, one: Matter) -> Noted:
    partner = came.partner
    found = Crossing.objects.filter(partner=partner, way=DOWN, lower_no=one.no, since=one.since)
    crossing = found.first() or Crossing(
        partner=partner, way=DOWN, lower_no=one.no, since=one.since
    )
    if crossing.case_no:
        return Noted(crossing.case_no, "matter", True, "以前收过，没有再立。")
    command = command_from(partner, "matter", one.no, str(one.since))
    try:
        given, left = _given(came, one, command)
        sender = Outside("origin", partner.theirs.code, owner=command)
        order = Order("submit", given)
        done = open_case(sender, partner.ours.code, [order], command, came.now)
    except Refusal as refusal:
        crossing.refused = why(refusal)[:300]
        crossing.save()
        named = "一件" if one.conduct else one.no
        return Noted("", "matter", False, f"{named}没有收下：{why(refusal)}随下一份交换件退回。")
    crossing.case_no, crossing.their_no, crossing.refused = done.case_no, one.no, ""
    crossing.save()
    return Noted(done.case_no, "matter", True, without_papers(left))


def _given(came: Came, one: Matter, command: str) -> tuple[Given, int]:
    centre = came.partner.ours.code
    standard = standard_for(centre, calendar_of(centre).local(came.now).date())
    channel = standard.channel_from("centre")
    if channel is None:
        sentence = f"{came.partner.ours.shown}执行的规范没有下级来件这个渠道，收不了。"
        raise Refusal("no_channel", sentence)
    given: Given = {name: text for name, text in one.given.items() if name in WORDS}
    given |= {"channel": channel, "below": one.no, "origin_no": one.no}
    if one.traits:
        given["traits"] = [trait for trait in one.traits if trait in standard.traits]
    if one.conduct:
        given["accused_units"] = _walled(came, one)
        given["reason"] = _with_accused(one)
    given["files"], left = papers_taken(came, one, command)
    return given, left


def _walled(came: Came, one: Matter) -> list[str]:
    units = current().units.values()
    named = [unit.code for unit in units if unit.name in one.accused]
    return sorted(named) or [came.partner.theirs.code]


def _with_accused(one: Matter) -> str:
    told = f"被反映的是：{'、'.join(one.accused)}" if one.accused else ""
    return "；".join(part for part in (one.given.get("reason", ""), told) if part) or "反映作风"


def _carried(came: Came, one: Carried) -> Noted:
    partner = came.partner
    known = Crossing.objects.filter(
        partner=partner, way=DOWN, lower_no=one.no, since=one.since
    ).first()
    if known is None or not known.case_no:
        return Noted("", one.act, False, f"{one.no} 在这里没有工单，没有记。")
    row = CaseRow.objects.get(case_no=known.case_no)
    if one.act == "withdraw" and (row.answer or row.stage in CLOSED):
        return Noted(row.case_no, one.act, True, "这里已经有了结果，结果照旧。")
    given = {name: text for name, text in one.given.items() if name in ("text", "reason")}
    sender = Outside("origin", partner.theirs.code)
    command = command_from(partner, "up", one.no, str(one.since), str(one.seq))
    try:
        handle(sender, row.case_no, [Order(one.act, given)], command, None, came.now)
    except Refusal as refusal:
        return Noted(row.case_no, one.act, False, why(refusal))
    return Noted(row.case_no, one.act)
