"""跟踪督办: dissatisfied, late and returned cases and complaints, with the act that follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework import followed
from bancheng.casework.followed import Followed, Why
from bancheng.core.permission import act_term, duty_term, stage_term
from bancheng.people.chart import current
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import Due, clock_words, due_words

TERMS: dict[Why, str] = {
    "dissatisfied": "不满意",
    "late": "超时",
    "returned": "退回过",
    "conduct": "作风问题",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One case: why it is here, in words and by when, and what may be done now."""

    case_no: str
    title: str
    name: str
    stage: str
    due: Due
    why: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]


def follows(reader: Reader) -> bool:
    """Whether the side list has the entry."""
    return not reader.is_administrator and followed.follows_cases(reader.user, reader.now)


@require_safe
@desk
def follow_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /oversight/follow?why=dissatisfied|late|returned|conduct"""
    if not follows(reader):
        raise Http404
    counts = followed.counts(reader.user, reader.now)
    first = next((why for why, n in counts.items() if n), "dissatisfied")
    asked = request.GET.get("why", first)
    why = next((known for known in get_args(Why) if known == asked), None)
    if why is None:
        raise Http404
    found, more = followed.followed(reader.user, why, reader.now)
    context = {
        "tabs": [(key, TERMS[key], counts[key], key == why) for key in counts],
        "term": TERMS[why],
        "rows": [_row(one, why, reader) for one in found],
        "more": more,
    }
    return show(request, reader, "oversight/follow.html", context, at="follow")


def _row(one: Followed, why: Why, reader: Reader) -> Row:
    case, standard = one.case, one.line.standard
    wanted = [d for d in case.owed() if d.due and (why != "late" or d.due < reader.now)]
    if why == "dissatisfied":
        wanted = [d for d in wanted if {"settle", "reopen"} & set(d.owed)]
    first = min(wanted, key=lambda d: d.due or reader.now) if wanted else None
    told = [f"“{duty_term(standard, first.rule)}”"] if first else []
    return Row(
        one.line.case.case_no,
        one.line.line,
        one.line.name,
        stage_term(standard, case.stage),
        due_words(first.due, reader.now) if first else Due("open", "没有到期的事"),
        (*told, *_because(one, why, reader)),
        one.acts,
    )


def _because(one: Followed, why: Why, reader: Reader) -> list[str]:
    """What brought the case into this list."""
    case, standard = one.case, one.line.standard
    if why == "dissatisfied":
        grade = standard.callback.scale.get(case.satisfaction or "")
        done = case.happened("supervised")
        said = [grade.label] if grade else []
        if done:
            at = clock_words(done[-1].at, reader.now)
            said.append(f"{act_term(standard, 'supervise')} {len(done)} 次，最近 {at}")
        return said
    if why == "returned":
        return [f"退回 {case.returns} 次"]
    if why == "conduct":
        units = current().units
        accused = [units[c].shown if c in units else c for c in sorted(case.accused_units)]
        slips = [d for d in case.owed() if d.person is not None]
        said = [f"反映{'、'.join(accused)}"] if accused else ["反映个人"]
        return said + ([f"{len(slips)} 份核查函等答复"] if slips else [])
    lead = case.lead()
    return [f"在{current().units[lead].shown}"] if lead and lead in current().units else []
