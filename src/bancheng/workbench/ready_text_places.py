"""占位词: what a ready text takes over from the case — numbers, names of offices and dates.

Names and phones of people are none of them: a machine puts no personal detail into a text where
nobody thought of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.look import Look
from bancheng.core.permission import duty_term, stage_term
from bancheng.people.chart import current
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.people.window import Window

PLACE = re.compile(r"\{([^{}]{1,12})\}")
UNKNOWN = "＿＿"


@dataclass(frozen=True)
class Around:
    """What a text is filled from: the writer, the hall, and the case if there is one."""

    user: User
    centre: Unit
    window: Window | None
    now: datetime
    look: Look | None = None


def _due(look: Look) -> str:
    dues = [d for d in look.case.owed() if d.due is not None and d.by != "petitioner"]
    answers = [d for d in dues if d.means in ("result", "opinion", "basis", "progress")]
    first = min(answers or dues, key=lambda d: d.due or look.now, default=None)
    if first is None or first.due is None:
        return ""
    local = look.calendar.local(first.due)
    told = f"{local.month}月{local.day}日 {local:%H:%M} 前"
    return f"{told}（{duty_term(look.standard, first.rule)}）"


def _kind(look: Look) -> str:
    kind = look.standard.kinds.get(look.case.kind or "")
    return kind.label if kind else ""


def _day(at: datetime | None, look: Look) -> str:
    if at is None:
        return ""
    local = look.calendar.local(at)
    return f"{local.month}月{local.day}日"


OF_THE_CASE: dict[str, Callable[[Look], str]] = {
    "工单编号": lambda look: look.row.case_no,
    "事项": lambda look: look.text("item") or "",
    "类别": _kind,
    "阶段": lambda look: stage_term(look.standard, look.case.stage),
    "期限": _due,
    "受理日期": lambda look: _day(look.case.accepted_at, look),
    "答复日期": lambda look: _day(look.case.replied_at, look),
    "承办部门": lambda look: look.names.unit(look.case.lead()),
    "首问": lambda look: look.names.user(look.case.answerable) if look.case.answerable else "",
}
AROUND: dict[str, Callable[[Around], str]] = {
    "中心": lambda a: a.centre.name,
    "窗口": lambda a: a.window.name if a.window else a.centre.name,
    "窗口位置": lambda a: (a.window.place if a.window else "") or a.centre.address,
    "窗口电话": lambda a: (a.window.phone if a.window else "") or a.centre.phone,
    "开放时间": lambda a: "、".join((a.window.hours if a.window else []) or a.centre.office_hours),
    "今天": lambda a: f"{a.now.month}月{a.now.day}日",
    "我的姓名": lambda a: a.user.name,
}
KNOWN = (*OF_THE_CASE, *AROUND)


def unknown_in(text: str) -> list[str]:
    """Words in braces that stand for nothing."""
    return [name for name in dict.fromkeys(PLACE.findall(text)) if name not in KNOWN]


def filled(text: str, around: Around) -> str:
    """The text with its places filled; what is not known yet is left to be written by hand."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name in AROUND:
            return AROUND[name](around) or UNKNOWN
        if name in OF_THE_CASE and around.look is not None:
            return OF_THE_CASE[name](around.look) or UNKNOWN
        return UNKNOWN if name in OF_THE_CASE else found[0]

    return PLACE.sub(value, text)


def around(user: User, centre: Unit, now: datetime, look: Look | None = None) -> Around:
    """What surrounds a text of this person at this centre."""
    window = Window.objects.filter(centre__code=centre.code, active=True).order_by("sort", "id")
    hall = current().units.get(centre.code, centre)
    return Around(user, hall, window.first(), now, look)
