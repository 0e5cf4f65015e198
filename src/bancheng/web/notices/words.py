"""通知的话: what a notice says, put together when it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.duty_row import DutyRow
from bancheng.core.permission import duty_term
from bancheng.library import standards
from bancheng.notices.notice import Notice
from bancheng.web.words_of_time import Due, due_words

SAID = {
    "duty_opened": "新的事：{term}",
    "due_moved": "到期时间改了：{term}",
    "warned": "快到期了：{term}",
    "lapsed": "超时了：{term}",
    "heard": "又来了话或者材料：{term}",
    "urged": "有人催办：{term}",
}
TERMS = {
    "duty_opened": "有新的事要办",
    "due_moved": "到期时间改了",
    "warned": "快要到期",
    "lapsed": "已经超时",
    "heard": "诉求人或者派单的一方又来了话、材料",
    "urged": "有人催办",
}

WORDS = ("heard", "urged")
"""What is to be read even where nobody owes anything on the case any more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One notice: its sentence, when the duty is due, whether it still has to be done."""

    notice: Notice
    said: str
    due: Due | None
    done: bool


def lines(notices: Iterable[Notice], now: datetime) -> list[Line]:
    """Notices in words, in two queries."""
    known = list(notices)
    numbers = {notice.case_no for notice in known if notice.case_no}
    rows = DutyRow.objects.filter(case__case_no__in=numbers).select_related("case")
    duties = {(row.case.case_no, row.duty_id): row for row in rows}
    return [_line(n, duties.get((n.case_no, n.duty_id)), now) for n in known]


def _line(notice: Notice, duty: DutyRow | None, now: datetime) -> Line:
    if duty is None:
        said = "有一份只问您的核查函" if notice.slip else TERMS.get(notice.about, "有新的情况")
        return Line(notice, said, None, not notice.slip and notice.about not in WORDS)
    standard = standards.standard(duty.case.standard, duty.case.edition)
    said = SAID.get(notice.about, "{term}").format(term=duty_term(standard, duty.rule))
    still = duty.state == "open"
    due = due_words(duty.due, now, duty.provisional) if still else None
    return Line(notice, said, due, not still)
