"""责任倒查: a case traced back — who had it, how long, under which duty, late or not — to a person.

For those who may hold somebody accountable or supervise the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from bancheng.casework.look import Look, look
from bancheng.casework.tracing import Span, Trace, Traced, trace, worked_between
from bancheng.core.permission import duty_term, roles_towards, why_not
from bancheng.core.standard.within import limit_words
from bancheng.web.cites import cites
from bancheng.web.desk import Reader, desk, show
from bancheng.web.heading import heading
from bancheng.web.oversight.picture import Bar, Picture, bar_of_duty, bar_of_span, picture_of
from bancheng.web.owed import HOW_IT_CLOSED
from bancheng.web.story import story
from bancheng.web.told import holder
from bancheng.web.words_of_time import ONE_MINUTE, clock_words, span

MAY = ("hold_accountable", "supervise")
PARTS = {"answerable": "首问负责", "lead": "牵头（承办）", "supporting": "协办"}


@dataclass(frozen=True, slots=True)
class Had:
    """Who had the case, from when until when, and for how long."""

    name: str
    part: str
    begins: str
    ends: str
    worked: str
    lasted: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the table; ``accountable`` is the address that holds somebody accountable."""

    term: str
    holder: str
    begins: str
    ends: str
    due: str
    limit: str
    worked: str
    lasted: str
    verdict: str
    late: bool
    done_by: str
    source: SafeString
    because: str
    accountable: str
    bar: Bar


@require_safe
@desk
def trace_page(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET /cases/<number>/trace"""
    found = look(reader.user, case_no, reader.now)
    if not may_trace(found):
        raise Http404
    traced = trace([entry.event for entry in found.entries], found.calendar, reader.now)
    picture = picture_of(traced, found.calendar)
    passed_on = {event.seq for event in traced.passed_on}
    lines = [_duty(one, traced, picture, found) for one in traced.duties]
    context = {
        "heading": heading(found),
        "standard": found.standard,
        "picture": picture,
        "had": [_had(one, picture, found) for one in traced.spans],
        "duties": lines,
        "late": sum(line.late for line in lines),
        "passed_on": [line for line in reversed(story(found)) if line.seq in passed_on],
        "may_hold": why_not(found.question(), "hold_accountable") is None,
    }
    return show(request, reader, "oversight/trace.html", context, at="search")


def may_trace(found: Look) -> bool:
    """Whether the reader's role may hold accountable or supervise under this standard."""
    acts = found.standard.acts
    wanted = {role for name in MAY if name in acts for role in acts[name].by}
    parts = found.actor.parts
    return any(wanted & roles_towards(found.case, part, found.standard) for part in parts)


def _had(one: Span, picture: Picture, found: Look) -> Had:
    ends = one.ends or picture.ends
    name = found.names.user(one.user) if one.user else found.names.unit(one.unit)
    return Had(
        name,
        PARTS[one.part],
        _clock(one.begins, found),
        f"到 {_clock(one.ends, found)}" if one.ends else "至今",
        _office(worked_between(found.calendar, one.begins, ends)),
        _length(ends - one.begins),
        bar_of_span(one, picture),
    )


def _duty(one: Traced, traced: Trace, picture: Picture, found: Look) -> DutyLine:
    duty, standard = one.duty, found.standard
    late = duty.late_at(found.now)
    done_by = found.names.user(one.done_by) if one.done_by else ""
    return DutyLine(
        term=duty_term(standard, duty.rule),
        holder=holder(duty, standard, found.names),
        begins=_clock(duty.start, found) if duty.start else "",
        ends=_clock(duty.closed_at, found) if duty.closed_at else "还没办",
        due=_clock(duty.due, found) if duty.due else "",
        limit=limit_words(duty.limit),
        worked=_office(one.worked),
        lasted=_length(one.lasted),
        verdict=_verdict(one, late),
        late=late,
        done_by=f"{done_by} 代记" if one.for_another and done_by else done_by,
        source=cites(standard, duty.cites),
        because=duty.because or "",
        accountable=_address(one, traced, found) if late else "",
        bar=bar_of_duty(one, picture),
    )


def _verdict(one: Traced, late: bool) -> str:
    if late:
        worked = f"（办公 {_office(one.late_worked)}）" if one.late_worked else ""
        return f"超 {_length(one.late)}{worked}"
    if one.duty.state == "open":
        return "没有时限" if one.duty.due is None else "还没到期"
    if one.duty.state == "done":
        return "按时" if one.duty.due else "已办"
    return HOW_IT_CLOSED.get(one.duty.state, "")


def _address(one: Traced, traced: Trace, found: Look) -> str:
    """The act prefilled with the duty and with who is likeliest to answer for it."""
    asked = {"person": _likely(one, traced, found), "duty": one.duty.id}
    return urlencode({name: value for name, value in asked.items() if value})


def _likely(one: Traced, traced: Trace, found: Look) -> str:
    """Whoever did it late; the person asked; the last of the unit who did anything; whoever was
    answerable while it ran. Only proposed: a person decides."""
    duty = one.duty
    if duty.person:
        return duty.person
    if one.done_by and not one.for_another:
        return one.done_by
    if duty.unit is not None:
        events = [entry.event for entry in found.entries]
        acted = [e.by.user for e in events if e.by.unit == duty.unit and not e.by.recorded]
        return acted[-1] if acted else ""
    answerable = [s.user for s in traced.spans if s.user and s.begins <= one.ends]
    return answerable[-1] or "" if answerable and duty.by in _window_roles(found) else ""


def _window_roles(found: Look) -> tuple[str, ...]:
    rule = found.standard.acts.get("register")
    return rule.by if rule else ()


def _clock(at: datetime, found: Look) -> str:
    return clock_words(at, found.now)


def _length(length: timedelta) -> str:
    return span(length) if length >= ONE_MINUTE else "不到 1 分"


def _office(length: timedelta) -> str:
    """Office time in hours: a working day has not 24 of them."""
    minutes = int(length / ONE_MINUTE)
    if minutes < 60:
        return f"{minutes} 分" if minutes else "不到 1 分"
    return f"{minutes // 60} 小时" + (f" {minutes % 60} 分" if minutes % 60 else "")
