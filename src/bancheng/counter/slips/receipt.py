"""回执: the petitioner goes home with a number, a name, what happens next and until when."""

from __future__ import annotations

from bancheng.casework.look import Look
from bancheng.core.permission import stage_term
from bancheng.counter.slips import promising, saying
from bancheng.counter.slips.slip import Desk, Line


def offered(look: Look) -> bool:
    """As soon as the matter is registered."""
    return look.case.registered_at is not None


def lines(look: Look, desk: Desk) -> list[Line]:
    """What was taken, by whom and when, what happens next, and until when at the latest."""
    case = look.case
    taken = saying.last(look, "register")
    found = [saying.matter(look)]
    if taken is not None and case.registered_at is not None:
        by = look.names.user(taken.event.by.user)
        found.append(Line("谁接的", (f"{by}，{saying.moment(case.registered_at, look)}",)))
    found.append(Line("现在到哪一步", (_standing(look),), _grounds(look)))
    for line in (promising.next_steps(look), promising.answered_by(look)):
        if line is not None:
            found.append(line)
    asking = f"凭编号 {look.row.case_no} 到窗口问，或者打电话"
    found.append(Line("怎么查进度", (f"{asking}{f' {desk.phone}' if desk.phone else ''}。",)))
    return found


def _standing(look: Look) -> str:
    kind = look.standard.kinds.get(look.case.kind or "")
    stage = stage_term(look.standard, look.case.stage)
    return f"{stage}（{kind.label}）" if kind else stage


def _grounds(look: Look) -> tuple[str, ...]:
    ground = look.standard.grounds.get(look.case.ground or "")
    return saying.refs(look, ground.cites) if ground else ()


def notes(look: Look) -> tuple[str, ...]:
    """What the petitioner may count on."""
    answerable = look.case.answerable
    first = f"您的事由{look.names.user(answerable)}首问负责，换人会告诉您。" if answerable else ""
    return tuple(note for note in (first, "本窗口办事不收费。") if note)
