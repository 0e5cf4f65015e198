"""我的事: who has it now, what happens next, until when at the latest, under which rule, what I do.

Shown to whoever asked rightly within the last half hour, this one case and nothing besides it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from bancheng.casework.look import Look
from bancheng.core.stage import CLOSED, Stage
from bancheng.core.standard.within import limit_words
from bancheng.petitioner import acting, own_papers, plain, sessions, standing, telling
from bancheng.petitioner.situation import situation
from bancheng.web.public.dates import day_words, due_words, moment_words
from bancheng.web.public.english import english
from bancheng.web.public.own_form import session_over
from bancheng.web.public.visit import Visit, public, show
from bancheng.web.rail import milestones

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Visit, Look, P], HttpResponseBase]
BUTTONS = {
    "supplement": "补材料",
    "confirm": "核对记下的内容",
    "rate": "说说办得怎么样",
    "ask_review": "不同意，请人再看",
    "reopen": "还没有解决，请重新办",
    "withdraw": "不办了，撤回",
}
ABOUT = {
    "result": "最晚什么时候有结果",
    "telling": "最晚什么时候告诉您",
    "step": "这一步最晚到",
    "papers": "最晚什么时候补来",
    "review": "最晚什么时候看完",
    "follow": "最晚什么时候有人来管",
}
MUST = {"supplement": "请您把缺的材料补来。", "confirm": "请您核对记下的内容。"}
SAVED = {
    "supplement": "收到了您补的材料。",
    "confirm": "记下了，谢谢您核对。",
    "rate": "记下了，谢谢您。",
    "ask_review": "记下了，会有人再看一次。",
    "reopen": "记下了，会重新办。",
    "withdraw": "已经撤回。",
    "unsettled": "记下了，会有人来管。",
}
UNSETTLED = "还没有解决"


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop on the way of a case."""

    name: str
    standing: str
    when: str


def theirs(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """A page about the one case that was asked for; whoever has not asked is sent to ask, and what
    they sent comes along."""

    def opened(
        request: HttpRequest, visit: Visit, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        session = sessions.going_on(visit.token, visit.now)
        if session is None and request.method == "POST":
            return session_over(request, visit, str(kwargs.get("act", "")))
        if session is None:
            return redirect("public-ask", visit.centre.code)
        look = acting.their_case(session.code.case_no, visit.now)
        if look.row.chain != visit.centre.code:
            return redirect("public-mine", look.row.chain)
        return page(request, visit, look, *args, **kwargs)

    return public(opened)


@require_safe
@theirs
def mine_page(request: HttpRequest, visit: Visit, look: Look) -> HttpResponse:
    """GET /w/<centre>/mine"""
    context = about_case(visit, look, _saved(request, look))
    context["changed"] = request.GET.get("changed") == "1"
    return show(request, visit, "public/mine.html", context)


def _saved(request: HttpRequest, look: Look) -> str:
    done = request.GET.get("done", "")
    now = situation(look)
    heard = done == "rate" and now.name in ("unsettled", "dissatisfied") and now.duty
    return SAVED.get("unsettled" if heard else done, "")


def about_case(visit: Visit, look: Look, saved: str = "") -> dict[str, object]:
    """Everything the page says."""
    now = standing.standing(look)
    acts = acting.open_acts(look)
    due = due_words(now.due, visit) if now.due else ""
    return {
        "look": look,
        "case_no": look.row.case_no,
        "standing": now,
        "due": due,
        "was": day_words(now.was, visit) if now.was else "",
        "promised": [_limit(visit, limit) for limit in now.promised],
        "about": ABOUT.get(now.about, ""),
        "rules": [_rule(look, clause) for clause in now.clauses],
        "outcome": "" if now.situation else plain.OUTCOMES.get(look.case.outcome or "", ""),
        "matter": look.text("matter") or "",
        "refused": telling.refused(look),
        "rating": telling.rating(look),
        "must": [(MUST[act], act) for act in now.mine if act in MUST and act in acts],
        "missing": _missing(look),
        "ends_without": _ends_without(look),
        "acts": [(act, BUTTONS[act]) for act in _offered(look, now, acts)],
        "unsettled": UNSETTLED if _may_be_unsettled(look, now, acts) else "",
        "first_act": next((act for act in now.mine if act in acts), ""),
        "buttons": BUTTONS,
        "path": _path(visit, look),
        "story": [
            (_sentence(visit, told), moment_words(told.at, visit), told.quoted)
            for told in telling.story(look)
        ],
        "answer": telling.answer_given(look),
        "papers": [(one.id, one.about.name) for one in own_papers.papers(look) if one.about],
        "saved": saved,
        "window_phone": visit.phone,
    }


def _rule(look: Look, clause: str) -> tuple[str, str]:
    """A clause by its official reference, and in short words what it says."""
    known = look.standard.clauses.get(clause)
    return look.standard.ref(clause), known.says if known else ""


def _limit(visit: Visit, limit: str) -> str:
    """A limit as a standard writes it, which is English, or in Chinese."""
    return limit if visit.language == "en" else limit_words(limit)


def _offered(look: Look, now: standing.Standing, acts: list[str]) -> list[str]:
    """What may be done besides what is owed, without what can no longer matter."""
    if now.situation == "withdrawn":
        return [act for act in acts if act == "reopen"]
    closed = look.case.stage in CLOSED
    return [a for a in acts if a not in now.mine and not (closed and a == "confirm")]


def _may_be_unsettled(look: Look, now: standing.Standing, acts: list[str]) -> bool:
    """Where reopening is the office's, who has no result says so by rating, on a button of its own:
    the rating makes the office owe a decision."""
    may_say = "rate" in acts and "reopen" not in acts and not now.situation
    return may_say and look.case.stage in CLOSED and look.case.accepted_at is not None


def _missing(look: Look) -> list[str]:
    """What the one-time notice says is missing and how to bring it, while it is waited for."""
    if look.case.stage is not Stage.AWAITING_PAPERS:
        return []
    return [text for text in (look.text("missing"), look.text("next_step")) if text]


def _ends_without(look: Look) -> bool:
    """Whether the standard lets the window end it where the papers do not come."""
    watched = situation(look).duty
    return watched is not None and "complete" in watched.owed


def _path(visit: Visit, look: Look) -> list[Stop]:
    """The way of this case, as a list one reads on a telephone."""
    return [
        Stop(
            plain.step(stop.act, look.standard),
            stop.standing,
            day_words(stop.at, visit) if stop.at else "",
        )
        for stop in milestones(look)
        if plain.step(stop.act, look.standard)
    ]


def _sentence(visit: Visit, told: telling.Told) -> str:
    words = english(told.words) if visit.language == "en" else told.words
    unit = english(told.unit) if visit.language == "en" else told.unit
    name = english(told.name) if visit.language == "en" else told.name
    return format_html(words, unit=unit, name=name)
