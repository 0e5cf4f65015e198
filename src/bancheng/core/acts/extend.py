"""申请延期: the department reports, before its due time, why it cannot finish and until when.

A petitioner who cannot be reached does not make a punctual department late: where the standard
says ``when_reported`` the due time moves with the report, and telling is the window's own duty.
"""

from __future__ import annotations

from datetime import date, datetime

from bancheng.core import ask
from bancheng.core.act import Act, Question
from bancheng.core.calendar import Limit, due_time
from bancheng.core.duty import Duty
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Phase, Stage
from bancheng.core.standard.duty_rule import Extension


def extensible(question: Question) -> list[tuple[Duty, Extension]]:
    """The open duties of the unit whose act it is that its standard lets be extended."""
    found = []
    unit = question.for_unit or question.actor.unit
    if unit not in question.case.units:  # the window writes it down for the lead
        unit = question.case.lead()
    for duty in question.case.owed():
        rule = question.standard.duties.get(duty.rule)
        if rule and rule.extension and duty.due and duty.unit in (None, unit):
            found.append((duty, rule.extension))
    return found


def _in_time(question: Question, duty: Duty, extension: Extension) -> bool:
    due = duty.due
    if due is None or extension.report == "any_time":
        return True
    if extension.report == "before_due":
        return question.at <= due
    zone = question.calendar.zone
    return question.at.astimezone(zone).date() < due.astimezone(zone).date()


def wished(question: Question) -> datetime | None:
    """The new due time that is asked for: the close of office hours on the day given."""
    day = question.value("until_on")
    return question.calendar.closes_at(date.fromisoformat(str(day))) if day else None


def _may(question: Question) -> Refusal | None:
    duties = extensible(question)
    if not duties:
        return Refusal("cannot_extend", "现在没有可以延期的时限。")
    cites = question.standard.duties[duties[0][0].rule].cites
    if not any(_in_time(question, d, e) for d, e in duties):
        return Refusal("too_late", "已过到期时间；要延期的，应在到期之前把情况反馈窗口。", cites)
    done = len(question.case.happened("extended"))
    if all(e.times is not None and done >= e.times for _, e in duties):
        return Refusal("too_often", f"延期只能 {duties[0][1].times} 次，已经用完。", cites)
    new = wished(question)
    if new is None:
        return None
    for duty, extension in duties:
        if duty.due is not None and new <= duty.due:
            return Refusal("not_later", "预计办结日期要晚于现在的到期时间。", cites, "until_on")
        if extension.longest and duty.due is not None:
            longest = Limit.parse(extension.longest)
            cap = due_time(longest, duty.due, question.calendar, question.standard.closed_hours).due
            if cap is not None and new > cap:
                sentence = f"最多延长{longest.in_chinese()}。"
                return Refusal("too_long", sentence, cites, "until_on")
    return None


ACT = Act(
    name="extend",
    term="申请延期",
    event="extended",
    possible=frozenset({Stage.ASSIGNED}),
    asks=(ask.REASON, ask.UNTIL_ON),
    phase=Phase.HANDLING,
    check=_may,
    sentence=("报告期限内办不结：{reason}", "；预计 {until_on} 办结"),
)
