"""立为堵点: put up a block point from a case, several, or items that wait for one another.

An address may carry a case's number, a cause, an item, a circle — never a word somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access
from bancheng.casework.queries import case_lines
from bancheng.casework.surroundings import standard_for
from bancheng.core.refusal import Refusal
from bancheng.improvement import authority, points, reading
from bancheng.improvement.cause_row import CaseCause
from bancheng.improvement.effect import cases_of_cause
from bancheng.improvement.saying import Said
from bancheng.items import lists, waiting
from bancheng.items.waiting import ToldCircle
from bancheng.journal import read
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Wrong, wrong_of
from bancheng.web.improvement.form import MOST_CAUSES, Form

APART = re.compile(r"[\s,，、;；]+")
OFFERED = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the form starts from."""

    centre: Unit
    case: str
    cause: str
    item: str
    circle: ToldCircle | None
    circle_id: str


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def new_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /bottlenecks/new"""
    centres = authority.proposing_centres(reader.user, reader.now)
    if not centres:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    asked = _asked(sent, centres, reader)
    if request.method == "GET":
        return show(request, reader, "improvement/new.html", page(asked, centres, reader))
    command = sent.get("command_id") or uuid4().hex
    try:
        point = points.propose(
            reader.user, asked.centre.code, _said(sent, asked), command, reader.now
        )
    except Refusal as refusal:
        wrong = wrong_of(refusal, standard_for(asked.centre))
        again = page(asked, centres, reader, sent, wrong)
        return show(request, reader, "improvement/new.html", again, at="bottlenecks", status=422)
    messages.success(request, "已立为堵点。接下来由有权的人定采不采纳。")
    answer = redirect("bottleneck", point.key)
    answer.status_code = 303
    return answer


def _asked(sent: QueryDict, centres: Sequence[Unit], reader: Reader) -> Asked:
    case = sent.get("case", "")
    row = access.visible(reader.user).filter(case_no=case).first() if case else None
    code = sent.get("centre") or (row.chain if row else "")
    centre = next((unit for unit in centres if unit.code == code), centres[0])
    circle_id = sent.get("circle", "")
    units = [unit.code for unit in lists.serving(centre.code)]
    circle = waiting.circle_of(units, circle_id) if circle_id else None
    causes = standard_for(centre).causes
    known = CaseCause.objects.filter(case_no=row.case_no).exclude(cause="") if row else None
    told = known.order_by("pk").values_list("cause", flat=True).first() if known else None
    cause = sent.get("cause") or told or ""
    item = sent.get("item", "")
    number = row.case_no if row else ""
    return Asked(centre, number, cause if cause in causes else "", item, circle, circle_id)


def _said(sent: QueryDict, asked: Asked) -> Said:
    typed = [number for number in APART.split(sent.get("more_cases", "")) if number]
    nodes = ["/".join(step.item.node) for step in asked.circle.steps] if asked.circle else []
    cases = [*sent.getlist("cases"), *typed]
    return Said(sent.get("title", ""), asked.cause, sent.get("proposal", ""), cases, nodes)


def page(
    asked: Asked,
    centres: Sequence[Unit],
    reader: Reader,
    sent: QueryDict | None = None,
    wrong: Wrong | None = None,
) -> dict[str, object]:
    """Everything the page shows."""
    standard = standard_for(asked.centre)
    typed = sent or _begun(asked, standard.recurring.told_in if standard.recurring else None)
    form = Form(typed, wrong)
    form.line("title", "堵在哪里", "一句话，不写姓名和电话")
    causes = {name: cause.label for name, cause in standard.causes.items()}
    form.choose("cause", "原因", causes, few=MOST_CAUSES)
    offered = _offered(asked, reader)
    chosen = sent.getlist("cases") if sent else _chosen(asked, offered)
    if offered:
        form.several("cases", "看出这个堵点的工单", offered, chosen, "勾上的会列在堵点下面")
    hint = "几件用空格或者顿号分开" if not offered else "还有别的，写编号，用空格或者顿号分开"
    form.line("more_cases", "工单编号" if not offered else "别的工单", hint, required=False)
    form.text("proposal", "怎么改（优化建议）", "改哪一条、哪一步、由谁改", required=False)
    rule = standard.improvement["propose"]
    return {
        "form": form,
        "centre": asked.centre,
        "centres": centres if len(centres) > 1 else [],
        "citing": reading.citing(reader.user, asked.case, reader.now) if asked.case else [],
        "circle": asked.circle,
        "circle_id": asked.circle_id,
        "case": asked.case,
        "item": asked.item,
        "refs": [standard.ref(clause) for clause in rule.cites],
        "command_id": uuid4().hex,
    }


def _chosen(asked: Asked, offered: dict[str, str]) -> list[str]:
    """The case it starts from; all that a suggestion was made of; none for a circle."""
    if asked.case:
        return [asked.case]
    return [] if asked.circle_id else list(offered)


def _begun(asked: Asked, told_in: str | None) -> dict[str, str]:
    """What the form starts with: the circle's departments, or what the case's clerk wrote down."""
    title = ""
    if asked.circle is not None:
        title = f"{'、'.join(asked.circle.departments)}互为前置"
    elif asked.case and told_in:
        texts = read.details_of([asked.case], [told_in])
        title = next((text for text in reversed(texts.values()) if text), "")
    return {"title": title[:80], "cause": asked.cause}


def _offered(asked: Asked, reader: Reader) -> dict[str, str]:
    """The case it starts from, and the latest of the same cause that the reader may see."""
    rows = []
    if asked.case:
        rows = list(access.visible(reader.user).filter(case_no=asked.case))
    if asked.cause:
        items = [asked.item] if asked.item else ()
        like = cases_of_cause(reader.user, asked.centre.code, asked.cause, items)
        rows += list(like.exclude(case_no=asked.case).order_by("-accepted_at")[:OFFERED])
    lines = case_lines(rows)
    return {number: f"{number}　{line.line}" for number, line in lines.items()}
