"""说清楚: what a block point is said to be, and whether it is said well enough to be put up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bancheng.casework import access
from bancheng.casework.surroundings import calendar_of
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.improvement.point_row import Point
from bancheng.people.user import User

LONGEST_TITLE = 80


@dataclass(frozen=True)
class Said:
    """What a block point is said to be. ``cases`` are the numbers that showed it, ``circle`` the
    items that wait for one another («list/code»)."""

    title: str
    cause: str
    proposal: str = ""
    cases: Sequence[str] = ()
    circle: Sequence[str] = ()


def check_words(said: Said, standard: Standard) -> None:
    """A title in one sentence and a cause of the standard's. Raises Refusal."""
    need(said.title, "title", "请用一句话写明堵在哪里。")
    if len(said.title.strip()) > LONGEST_TITLE:
        sentence = f"标题最多 {LONGEST_TITLE} 个字，细节写在建议里。"
        raise Refusal("too_long", sentence, field="title")
    if said.cause not in standard.causes:
        raise Refusal("unknown_option", "请选一个原因。", field="cause")


def cases_shown(user: User, said: Said, standard: Standard) -> list[str]:
    """The cases that showed it, each once; at least one, or a circle of items. Raises Refusal."""
    cases = seen_cases(user, said.cases, "cases")
    if not cases and not said.circle:
        rule = standard.improvement["propose"]
        sentence = "请写上看出这个堵点的工单编号，至少一件；互为前置的，可以只写是哪几个事项。"
        raise Refusal("missing", sentence, rule.cites, "cases")
    return cases


def seen_cases(user: User, numbers: Sequence[str], field: str) -> list[str]:
    """Cases by number, all of which this person may see and which were accepted.

    Before it is accepted nobody knows whether a case is a complaint about somebody. Raises Refusal.
    """
    wanted = list(dict.fromkeys(number.strip() for number in numbers if number.strip()))
    rows = access.visible(user).filter(case_no__in=wanted)
    accepted = dict(rows.values_list("case_no", "accepted_at"))
    for number in wanted:
        if number not in accepted:
            sentence = f"没有编号为“{number}”的工单，或者不在您能查看的范围内。"
            raise Refusal("unknown_case", sentence, field=field)
        if accepted[number] is None:
            sentence = f"{number} 还没有受理，受理以后再列进来。"
            raise Refusal("not_accepted", sentence, field=field)
    return wanted


def need(text: str, field: str, sentence: str) -> None:
    """Something must be written. Raises Refusal."""
    if not text.strip():
        raise Refusal("missing", sentence, field=field)


def day_of(text: str, field: str) -> date:
    """A day as a form sends it. Raises Refusal."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        sentence = "请填日期，例如 2026-03-02。"
        raise Refusal("wrong_shape", sentence, field=field) from None


def day_ahead(text: str, point: Point, now: datetime) -> date:
    """By when it is to be done: today or later. Raises Refusal."""
    day = day_of(text, "due_on")
    if day < calendar_of(point.centre).local(now).date():
        raise Refusal("date_past", "完成日期已经过去，请改填以后的日期。", field="due_on")
    return day


def day_done(text: str, point: Point, now: datetime) -> date:
    """Since when it is so: not before it was proposed, not after today. Raises Refusal."""
    calendar, day = calendar_of(point.centre), day_of(text, "done_on")
    if not calendar.local(point.proposed_at).date() <= day <= calendar.local(now).date():
        sentence = "改好的日期要在提出堵点以后、今天以前。"
        raise Refusal("wrong_day", sentence, field="done_on")
    return day
