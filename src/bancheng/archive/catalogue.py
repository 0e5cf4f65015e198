"""卷内目录和办理经过 on paper: what the package holds, in order, and what was done, in words.

So that whoever has the package and nothing else can read the case without any program of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bancheng.archive.metadata import Material
from bancheng.archive.retention import Keeping
from bancheng.casework import speaking
from bancheng.casework.look import Entry, Look
from bancheng.core.permission import role_term
from bancheng.counter.slips import saying
from bancheng.papers.letters import finished
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Letter, Paper, Part

CATALOGUE, STORY = "卷内目录", "办理经过"


def catalogue(
    look: Look, number: str, keeping: Keeping, materials: Sequence[Material], legible: Legible
) -> Paper:
    """卷内目录: every paper and attachment by its place in the package."""
    lines = [
        f"{seq}　{one.title}{_original(one)}　{one.formed}　{one.name}"
        for seq, one in enumerate(materials, 1)
    ]
    until = f"，到 {keeping.due_on:%Y-%m-%d} 止" if keeping.due_on else ""
    letter = Letter(
        title=CATALOGUE,
        issuer=look.centre.name,
        dated=saying.day(look.now, look),
        number=number,
        parts=(
            Part("工单编号", (look.row.case_no,)),
            Part("保管期限", (f"{keeping.term}{until}",), (keeping.because,)),
            Part("目录", tuple(lines)),
        ),
        notes=("原文、元数据、日志摘录和签名都在归档包里，检测方法见“说明.txt”。",),
        seal=False,
    )
    return finished(letter, legible)


def _original(one: Material) -> str:
    return f"（{one.original}）" if one.original else ""


def story(look: Look, legible: Legible) -> Paper:
    """办理经过: every entry, oldest first, in the words of the case's page."""
    parts = tuple(
        Part(
            f"{look.calendar.local(entry.event.done_at):%Y-%m-%d %H:%M}",
            (f"{doer(look, entry)}　{said(look, entry)}",),
            tuple(_clauses(look, entry.event.cites)),
        )
        for entry in look.entries
    )
    letter = Letter(
        title=STORY,
        issuer=look.centre.name,
        dated=saying.day(look.now, look),
        number=look.row.case_no,
        parts=parts,
        seal=False,
    )
    return finished(letter, legible)


def said(look: Look, entry: Entry) -> str:
    """What was done, in the act's own words."""
    return speaking.sentence(entry.event, entry.texts, look.standard, look.names)


def doer(look: Look, entry: Entry) -> str:
    """Whose act it was, and who wrote it down where that was another."""
    by, names = entry.event.by, look.names
    if by.recorded:
        whose = names.unit(by.unit) if by.unit else role_term(look.standard, by.role)
        return f"{whose}（{names.user(by.user)} 代记）"
    return f"{names.unit(by.unit) if by.unit else ''} {names.user(by.user)}".strip()


def _clauses(look: Look, cites: Iterable[str]) -> Iterable[str]:
    return saying.refs(look, cites)
