"""会议纪要 of a whole meeting as PDF or DOCX: what its page shows, on a sheet with places to sign.

An item whose case the reader may not see is not on it, as it is not on the page.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bancheng.casework.surroundings import calendar_of
from bancheng.papers.letters import finished
from bancheng.papers.taking import site_fonts
from bancheng.typesetting.docx import docx
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Letter, Part
from bancheng.web.desk import Reader, desk
from bancheng.web.meetings.on_the_table import Line, Table, table_for
from bancheng.web.papers.paper_answer import KINDS, paper_answer


@require_safe
@desk
def meeting_minutes(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """GET /papers/meeting/<number>; ``?file=docx`` for writing on it"""
    file = request.GET.get("file", "pdf")
    if file not in KINDS:
        raise Http404(file)
    letter = letter_of(table_for(reader, number))
    fonts = site_fonts()
    paper = finished(letter, Legible(fonts))
    made = docx(paper, reader.now) if file == "docx" else pdf(paper, fonts, reader.now)
    return paper_answer(made, file, f"{letter.title} {letter.dated}")


def letter_of(table: Table) -> Letter:
    """The meeting in words: when, where, who, and item by item what was decided."""
    local = calendar_of(table.meeting.chain).local(table.fixed.starts_at)
    day = f"{local.year}年{local.month}月{local.day}日"
    there = tuple(
        f"{unit}（{state}{f'，{names}' if names else ''}）" for unit, state, names in table.there
    )
    parts = [
        Part("时间", (f"{day} {local:%H:%M}",)),
        Part("地点", (table.fixed.place,)),
        Part("主持", (table.chair,)),
        *([Part("到会", ("；".join(there),))] if there else []),
        *(_item(n, line) for n, line in enumerate(table.lines, 1)),
    ]
    cancelled = table.meeting.cancelled_at is not None
    return Letter(
        title=f"{table.body.term}纪要",
        issuer=table.body.centre.name,
        dated=day,
        parts=tuple(parts),
        notes=("会议已取消，没有召开。",) if cancelled else (),
        signs=("主持人", "记录人"),
    )


def _item(number: int, line: Line) -> Part:
    asked, said = line.asked, line.said
    told = [f"{asked.title}（{asked.case_no}）"]
    if asked.question:
        told.append(f"议题：{asked.question}")
    if said is None:
        told.append("这次会上没有议定，仍在等候研究。")
    else:
        told.append(f"议定：{said.fixed}。{said.words}" if said.fixed else f"缓议：{said.words}")
    return Part(f"第 {number} 项", tuple(told))
