"""移送记录: the record that goes along when a conduct problem is transferred to the body in charge.

Every entry in order, who did it, when, under which clause; the inquiry and its answers among them.
The petitioner's name and phone stay masked; the last entry's seal lets the record be checked.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bancheng.casework.look import Look, look
from bancheng.core.calendar import CHINA
from bancheng.core.glossary import OPTION_TERMS
from bancheng.core.permission import roles_towards
from bancheng.web.act import petitioner
from bancheng.web.desk import Reader, desk
from bancheng.web.heading import heading
from bancheng.web.story import story

ACT = "transfer_conduct"


@require_safe
@desk
def record_page(request: HttpRequest, reader: Reader, case_no: str) -> HttpResponse:
    """GET /cases/<number>/record"""
    found = look(reader.user, case_no, reader.now)
    if not may_record(found):
        raise Http404
    accused = [found.names.unit(code) for code in sorted(found.case.accused_units)]
    accused += [found.names.user(name) for name in sorted(found.case.accused_users)]
    last = found.entries[-1]
    verdict = found.case.verdict
    context = {
        "heading": heading(found),
        "standard": found.standard,
        "centre": found.centre,
        "accused": "、".join(accused),
        "petitioner": petitioner(found),
        "matter": found.text("matter") or "（已依法删除）",
        "verdict": OPTION_TERMS["verdict"].get(verdict, "") if verdict else "还没有核查结论",
        "story": list(reversed(story(found))),
        "entries": last.event.seq,
        "hash": last.hash,
        "at": f"{reader.now.astimezone(CHINA):%Y年%m月%d日 %H:%M}",
        "reader": reader.user.name,
    }
    return render(request, "oversight/record.html", context)


def may_record(found: Look) -> bool:
    """Whether the reader's role may transfer this complaint, now or later."""
    rule = found.standard.acts.get(ACT)
    if rule is None or not found.case.conduct:
        return False
    parts = found.actor.parts
    return any(set(rule.by) & roles_towards(found.case, part, found.standard) for part in parts)
