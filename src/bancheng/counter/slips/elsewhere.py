"""去哪里办: what is done outside the hall — the place, the hours, the phone, on paper."""

from __future__ import annotations

from bancheng.casework.look import Look
from bancheng.counter.slips import saying
from bancheng.counter.slips.slip import Desk, Line


def offered(look: Look) -> bool:
    """Once the petitioner was told where."""
    return saying.last(look, "guide") is not None


def lines(look: Look, desk: Desk) -> list[Line]:
    """The matter and where it is done."""
    done = saying.last(look, "guide")
    rule = look.standard.acts["guide"]
    where = saying.said(done, "where_to_go")
    back = f"到那里还是办不成的，凭编号 {look.row.case_no} 回来找我们，不用重新排队。"
    return [
        saying.matter(look),
        Line("去哪里办", (where,), saying.refs(look, rule.cites)),
        Line("还是办不成", (f"{back}{f'电话 {desk.phone}。' if desk.phone else ''}",)),
    ]


def notes(look: Look) -> tuple[str, ...]:
    """Places change."""
    del look
    return ("去以前最好先打个电话，问清时间和要带的材料。",)
