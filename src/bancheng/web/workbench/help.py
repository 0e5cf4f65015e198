"""帮助: what a page is for, in a few sentences, and the rules behind it, each with its clause.

The sentences are the program's, the rules are the standard's: those whose clause says that this
page serves it, and on an act's page those that permit the act and limit it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bancheng.casework.surroundings import standard_for
from bancheng.core.acts import ACTS
from bancheng.core.permission import act_term, duty_term
from bancheng.core.standard.standard import Standard
from bancheng.core.standard.within import limit_words
from bancheng.people import seats
from bancheng.web.desk import Reader, desk, show
from bancheng.web.workbench.help_words import GENERAL, WORDS


@dataclass(frozen=True, slots=True)
class Quoted:
    """One rule: where it stands, its id, what it says."""

    ref: str
    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing owed: by when, under which clauses, or why the centre decided so."""

    term: str
    within: str
    refs: tuple[str, ...]
    because: str


WORD = re.compile(r"[\w-]+")


@require_safe
@desk
def help_page(request: HttpRequest, reader: Reader, at: str) -> HttpResponse:
    """GET /help/<page>?act=<act>: the panel beside a page, or a page of its own."""
    act = request.GET.get("act", "")
    if act and act not in ACTS:
        raise Http404(act)
    words = WORDS.get(at, GENERAL)
    centres = seats.centres_of(reader.user, reader.now)
    standard = standard_for(centres[0], reader.now.date()) if centres else None
    context: dict[str, object] = {"title": words.title, "sentences": words.sentences}
    if standard is not None:
        acts = (act,) if act else words.acts
        context |= {
            "title": act_term(standard, act) if act else words.title,
            "sentences": () if act else words.sentences,
            "rules": rules(standard, "" if act else at, acts),
            "limits": limits(standard, acts),
            "standard": standard,
        }
    if request.headers.get("HX-Request"):
        return render(request, "workbench/help_panel.html", context)
    return show(request, reader, "workbench/help.html", context, at="page-help")


def rules(standard: Standard, at: str, acts: tuple[str, ...]) -> list[Quoted]:
    """The clauses behind a page and the acts done there, in the order of the regulation."""
    asked = (standard.acts[name] for name in acts if name in standard.acts)
    wanted = {clause for rule in asked for clause in rule.cites}
    return [
        Quoted(clause.ref, name, clause.says)
        for name, clause in standard.clauses.items()
        if name in wanted or (at and clause.served == "page" and at in WORD.findall(clause.where))
    ]


def limits(standard: Standard, acts: tuple[str, ...]) -> list[Limit]:
    """What is owed by these acts: by when, and whence the limit comes."""
    return [
        Limit(
            duty_term(standard, name),
            limit_words(rule.within) if rule.within else "",
            tuple(standard.ref(clause) for clause in rule.cites),
            rule.because or "",
        )
        for name, rule in standard.duties.items()
        if set(acts) & set(rule.owed)
    ]
