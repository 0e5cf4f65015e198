"""往来文书: 督办单, 核查函, 会议纪要 — each drawn from the one entry it comes from."""

from __future__ import annotations

from datetime import date

from bancheng.casework.look import Entry, Look
from bancheng.casework.slip_keys import key_of
from bancheng.core.decider import FIELDS
from bancheng.core.permission import act_term, duty_term
from bancheng.counter.slips import saying
from bancheng.people.chart import current
from bancheng.typesetting.sheet import Letter, Part

FIXED = {"lead": "牵头", "supporting": "协办", "decided_due_on": "办结日期"}


def supervision_slip(look: Look, entry: Entry) -> Letter:
    """督办单: to the departments the case lies with, what is asked of them and by when."""
    names, standard = look.names, look.standard
    units = [names.unit(u) for u, _ in sorted(look.case.units.items(), key=lambda p: p[1])]
    owed = [d for d in look.duties if d.is_open and d.unit in look.case.units and d.due is not None]
    due = tuple(
        f"“{duty_term(standard, d.rule)}”：{saying.moment(d.due, look)}"
        f"{'，已超时' if d.due < look.now else ''}"
        for d in owed
        if d.due is not None
    )
    return Letter(
        title=f"{act_term(standard, 'supervise')}单",
        issuer=_whole_name(entry.event.by.unit) or look.centre.name,
        dated=saying.day(entry.event.done_at, look),
        number=f"{look.row.case_no}-{entry.event.seq}",
        to="、".join(units),
        opening="以下办件请抓紧办理，按时限回复，并把办理情况报来。",
        parts=(
            Part("工单编号", (look.row.case_no,)),
            saying_part(look),
            Part("要求", (saying.said(entry, "text") or "请说明办理进度和下一步打算。",)),
            Part("时限", due or ("按规范的时限办理。",), saying.refs(look, entry.event.cites)),
        ),
        signs=("签发人", "签收人", "签收时间"),
    )


def saying_part(look: Look) -> Part:
    """The matter as the petitioner's own papers have it."""
    line = saying.matter(look)
    return Part(line.label, line.paragraphs)


def inquiry_slip(look: Look, entry: Entry) -> Letter:
    """核查函: the question, who asks, by when. Not the case, not the complaint."""
    event, names = entry.event, look.names
    owed = next((d for d in look.duties if d.arose == event.seq and d.person), None)
    by_when = saying.moment(owed.due, look) if owed and owed.due else "收到后尽快"
    return Letter(
        title="核查函",
        issuer=_whole_name(event.by.unit) or look.centre.name,
        dated=saying.day(event.done_at, look),
        number=key_of(look.row.case_no, event.seq)[:10].upper(),
        to=names.user(event.text("asked_person") or ""),
        opening="因核查需要，请您就下面的问题如实说明。本函只发给您本人，请不要转给他人。",
        parts=(
            Part("请说明", (saying.said(entry, "put_question"),), saying.refs(look, event.cites)),
            Part("请在此前答复", (by_when,)),
            Part("怎么答复", ("登录后在“问我的话”里答复，也可以书面答复，签名后交回发函单位。",)),
            Part("您的说明", ("\n" * 6,)),
        ),
        signs=("答复人", "答复时间"),
    )


def minutes(look: Look, entry: Entry) -> Letter:
    """会议纪要 of one case: what was put to the meeting, and what it decided of this case alone."""
    event, standard = entry.event, look.standard
    asked = saying.last(look, "refer")
    fixed = [_value(look, entry, name, label) for name, label in FIXED.items()]
    parts = [
        Part("工单编号", (look.row.case_no,)),
        saying_part(look),
        Part("议题", (saying.said(asked, "question"),)),
        Part("参加人员", (saying.said(entry, "present"),)),
        *(part for part in fixed if part is not None),
        Part("意见", (saying.said(entry, "opinion"),)),
        Part("理由", (saying.said(entry, "reason"),)),
        Part("纪要", (saying.said(entry, "minutes"),), saying.refs(look, event.cites)),
    ]
    body = standard.words.get("meeting", "会议")
    return Letter(
        title=f"{body}纪要",
        issuer=look.centre.name,
        dated=saying.day(event.done_at, look),
        number=f"{look.row.case_no}-{event.seq}",
        parts=tuple(part for part in parts if any(part.paragraphs)),
        notes=(f"本件{act_term(standard, event.act)}，由{look.names.user(event.by.user)}记录。",),
        signs=("主持人", "记录人"),
    )


def _value(look: Look, entry: Entry, name: str, label: str) -> Part | None:
    told = look.names.value(FIELDS[name], entry.event.data.get(name))
    if name == "decided_due_on" and told:
        day = date.fromisoformat(told)
        told = f"{day.year}年{day.month}月{day.day}日"
    return Part(label, (told,)) if told else None


def _whole_name(unit: str | None) -> str:
    known = current().units.get(unit or "")
    return known.name if known else ""
