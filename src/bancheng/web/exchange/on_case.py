"""交换的卡片 on the case's page: whether the other installation has it, and what it said last."""

from __future__ import annotations

from django.urls import reverse

from bancheng.casework.look import Look
from bancheng.casework.surroundings import works_elsewhere
from bancheng.core.calendar import CHINA
from bancheng.core.linked import is_abroad
from bancheng.exchange.authority import roles_exchanging
from bancheng.exchange.crossing_row import DOWN, UP, Crossing
from bancheng.exchange.file_row import Line
from bancheng.exchange.partner_row import ABOVE, Partner
from bancheng.people.chart import current
from bancheng.people.unit import Unit
from bancheng.web.other_side_card import Card
from bancheng.web.words_of_time import clock_words, due_words

RESULT = ("receive_result", "send_back")


def exchange_cards(look: Look) -> list[Card]:
    """What files told of the other side's case; mostly nothing."""
    found = []
    if look.case.links:
        sent = [e.event for e in look.entries if e.event.act == "send_up"]
        unit = current().units.get(sent[-1].text("to_unit")) if sent else None
        if unit is not None and (works_elsewhere(unit) or is_abroad(look.case.links[-1].above)):
            found.append(_above(look, unit))
    return found


def down_hint(look: Look) -> str:
    """For a case that came by file: how its answer gets back."""
    crossing = Crossing.objects.filter(way=DOWN, case_no=look.row.case_no).first()
    if crossing is None:
        return ""
    line = _line(crossing, RESULT)
    if line is None or line.sent is None:
        return "来件单位用自己的系统：办到哪一步、结果是什么，从“交换”页做成文件带给它。"
    if line.sent.awaited:
        return (
            f"结果在第 {line.sent.serial} 份交换件里，对方还没有回执。"
            "文件已经交到对方手里的，可以先办“答复来件单位”。"
        )
    return f"结果在第 {line.sent.serial} 份交换件里，对方已收。"


def _above(look: Look, unit: Unit) -> Card:
    link = look.case.links[-1]
    crossing = (
        Crossing.objects.filter(way=UP, case_no=look.row.case_no, since=link.since)
        .select_related("partner")
        .order_by("-pk")
        .first()
    )
    rows = [("提交到", unit.shown), ("联系电话", unit.phone)]
    if crossing is None:
        return Card("上级的工单", _filled(rows), None, _not_sent(look, unit), _way(look, unit))
    rows += [
        ("工单编号", crossing.their_no),
        ("办到", crossing.stage),
        ("在等", crossing.promise if link.standing == "awaited" else ""),
    ]
    if crossing.standing_at is not None:
        at = clock_words(crossing.standing_at.astimezone(CHINA), look.now)
        rows.append(("截至", f"{at}，对方做文件的时候"))
    waits = crossing.due is not None and link.standing == "awaited"
    due = due_words(crossing.due, look.now, crossing.provisional) if waits else None
    hint = _sent(crossing) if link.standing == "awaited" else ""
    return Card("上级的工单", _filled(rows), due, hint, _way(look, unit))


def _not_sent(look: Look, unit: Unit) -> str:
    if not Partner.objects.filter(theirs=unit, relation=ABOVE, ended_at=None).exists():
        return "上级用自己的系统，还没有录入它的交换名片，文件做不了。请告诉管理员。"
    if look.case.links[-1].standing != "awaited":
        return ""
    return "上级用自己的系统，还没有交给它。到“交换”页做一份交换件，带过去或者发过去。"


def _sent(crossing: Crossing) -> str:
    if crossing.their_no:
        return "有新情况要等对方的下一份文件。急的可以“催办”，随下一份交换件带去。"
    line = _line(crossing, ("matter",))
    serial = f"第 {line.sent.serial} 份" if line and line.sent else ""
    return f"在{serial}交换件里，对方还没有回执。对方说没收到的，到“交换”页再取一次给它。"


def _line(crossing: Crossing, what: tuple[str, ...]) -> Line | None:
    lines = Line.objects.filter(matter=crossing.pk, what__in=what, sent__void_at=None)
    return lines.exclude(sent=None).select_related("sent").defer("sent__content").last()


def _way(look: Look, unit: Unit) -> tuple[str, str] | None:
    """To the partner's page, for whoever may open it."""
    if not look.actor.roles & roles_exchanging(look.centre):
        return None
    known = Partner.objects.filter(theirs=unit, ours=look.centre, relation=ABOVE, ended_at=None)
    partner = known.first()
    return (reverse("exchange-partner", args=[partner.pk]), "到“交换”页") if partner else None


def _filled(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [row for row in rows if row[1]]
