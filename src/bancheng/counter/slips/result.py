"""办理结果告知书: the result in writing — what was found, on what basis, and what follows."""

from __future__ import annotations

from bancheng.casework.look import Look
from bancheng.core.given import options
from bancheng.counter.slips import saying
from bancheng.counter.slips.slip import Desk, Line

ANSWERS = ("reply", "receive_result", "answer", "explain")


def offered(look: Look) -> bool:
    """Once there is an answer other than a refusal."""
    answered = look.case.answer not in (None, "refusal") and look.case.replied_at is not None
    return answered and saying.last(look, *ANSWERS) is not None


def lines(look: Look, desk: Desk) -> list[Line]:
    """The matter, who dealt with it, the result and its basis, and what can still be done."""
    case, standard = look.case, look.standard
    done = saying.last(look, *ANSWERS)
    found = [saying.matter(look)]
    if case.accepted_at is not None:
        found.append(Line("受理时间", (saying.moment(case.accepted_at, look),)))
    if done is None or case.replied_at is None:
        return found
    unit = look.names.unit(done.event.by.unit) or saying.said(done, "from_unit")
    if unit:
        found.append(Line("承办单位", (unit,)))
    nature = (options("answer", standard) or {}).get(case.answer or "", "")
    text = saying.said(done, "text")
    told = tuple(part for part in (f"{nature}：" if nature else "", text) if part)
    found.append(Line("结果", told or ("已当面说明。",), saying.refs(look, done.event.cites)))
    basis = saying.said(done, "basis")
    if basis:
        found.append(Line("依据", (basis,)))
    if case.carry_out_on is not None:
        day = case.carry_out_on
        found.append(Line("何时落实", (f"{day.year}年{day.month}月{day.day}日以前",)))
    found.append(Line("答复时间", (saying.moment(case.replied_at, look),)))
    found.append(Line("还有意见", (_afterwards(look, desk),)))
    return found


def _afterwards(look: Look, desk: Desk) -> str:
    call = f"打电话 {desk.phone}" if desk.phone else "到窗口"
    asked = "我们会回访，问您是否解决、是否满意；" if "call_back" in look.standard.acts else ""
    return f"{asked}对结果有意见的，{call}，凭编号说明，窗口会记下并转给承办单位。"


def notes(look: Look) -> tuple[str, ...]:
    """A letter of the window about the result, which takes no right away."""
    del look
    return ("本告知书不影响您依法申请行政复议、提起诉讼等权利。",)
