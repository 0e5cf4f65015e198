"""经过与算法: the official sentence of an event, and how a due time was computed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bancheng.casework.names import Names
from bancheng.core.acts import ACT_OF_EVENT, ACTS
from bancheng.core.ask import Ask
from bancheng.core.calendar import Limit, WorkCalendar, due_time
from bancheng.core.decider import FIELDS
from bancheng.core.duty import Duty
from bancheng.core.event import Event
from bancheng.core.given import ask_of_field
from bancheng.core.permission import act_term, duty_term
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import AS_DECIDED, AS_PROMISED

PLACE = re.compile(r"\{(\w+)\}")
FULL_STOP_WITHIN = re.compile(r"。(?=[；，。])")  # where a typed text ends and the sentence goes on
ERASED = "（已依法删除）"
# Shown in places of their own, never in the sentence.
APART = frozenset({"matter", "name", "phone", "no_phone", "signature", "late_reason", "request"})
APART |= {"late_allowed_by", "for_person", "petitioner_kind", "agent", "firm", "inquiry"}
APART |= {"signature_drawn", "struck"}
APART |= {"uscc", "agent_phone", "mandate", "mandate_until_on", "mandate_seen"}
APART |= {"contact", "contact_phone"}
APART |= {"since", "above", "below"}


def sentence(
    event: Event,
    texts: Mapping[str, str | None],
    standard: Standard,
    names: Names,
    holder: str = "",
) -> str:
    """What was done, in the act's own words; parts whose value is missing are left out.

    ``holder``: the unit that holds the duty the event speaks of, where several hold the like.
    """
    values = values_of(event, texts, standard, names)
    if holder and values.get("duty"):
        values["duty"] += f"（{holder}）"
    said = "".join(
        _filled(part, values)
        for part in ACTS[event.act].sentence
        if all(values.get(name) for name in PLACE.findall(part))
    )
    told = {name for part in ACTS[event.act].sentence for name in PLACE.findall(part)}
    extra = [
        f"；{_ask(name, standard).term}：{value}"
        for name, value in values.items()
        if value and name not in told and name not in APART and _is_asked(name, standard)
    ]
    label = act_term(standard, event.act)
    whole = FULL_STOP_WITHIN.sub("", (said or label) + "".join(extra))
    return f"报请批准：{whole}" if event.pending else whole


def _filled(part: str, values: Mapping[str, str]) -> str:
    return PLACE.sub(lambda m: values[m[1]], part)


def values_of(
    event: Event, texts: Mapping[str, str | None], standard: Standard, names: Names
) -> dict[str, str]:
    """Everything an event says, by the names of its fields, each value in words."""
    values = {name: ERASED if text is None else text for name, text in texts.items()}
    for name, value in event.data.items():
        if name == "duty":
            values[name] = duty_term(standard, str(value).partition("#")[0])
        elif _is_asked(name, standard):
            values[name] = names.value(_ask(name, standard), value)
    return values


def _is_asked(name: str, standard: Standard) -> bool:
    return name in FIELDS or name in standard.fields


def _ask(name: str, standard: Standard) -> Ask:
    return FIELDS[name] if name in FIELDS else ask_of_field(name, standard)


def moves(event: Event, standard: Standard, calendar: WorkCalendar) -> list[str]:
    """What the event did to due times, one sentence each."""
    why = {"extended": "延期", "recounted": "按新公布的放假安排重算", "follows": "随之顺延"}
    return [
        f"“{duty_term(standard, m.duty.partition('#')[0])}”的期限{why[m.why]}为"
        f" {calendar.local(m.due):%Y-%m-%d %H:%M}"
        + (f"（原为 {calendar.local(m.was):%Y-%m-%d %H:%M}）" if m.was else "")
        for m in event.moved
    ]


def explain(duty: Duty, standard: Standard, calendar: WorkCalendar) -> str:
    """How a duty's due time came about, in one or two plain sentences."""
    if duty.due is None:
        return "没有规定完成时间，办完为止。"
    shown = f"{calendar.local(duty.due):%Y-%m-%d %H:%M}"
    if duty.limit == AS_DECIDED:
        return f"会议研究确定 {shown} 之前办结。"
    if duty.limit == AS_PROMISED:
        return f"回复中写明 {shown} 之前落实。"
    if duty.start is None:
        return f"{shown} 到期。"
    begun = _start_term(duty, standard)
    limit = Limit.parse(duty.limit)
    if duty.fixed:
        return f"原为{begun}起{limit.in_chinese()}，现为 {shown}。"
    found = due_time(limit, duty.start, calendar, standard.closed_hours)
    if found.due != duty.due:
        return f"{begun}起{limit.in_chinese()}，按当时公布的日历算到 {shown}。"
    told = found.explain(begun)
    return told + ("次年放假安排尚未公布，公布后可能变动。" if duty.provisional else "")


def _start_term(duty: Duty, standard: Standard) -> str:
    event = duty.start_event or ""
    if event.startswith("due of "):
        return f"“{duty_term(standard, event.removeprefix('due of '))}”到期"
    act = ACT_OF_EVENT.get(event)
    return act_term(standard, act) if act else "起算"
