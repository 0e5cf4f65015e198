"""办理渠道告知单 after declining: why, on what basis, where to go, and the right to a second look.

A plain information slip and no decision: neither text knows a decision of the window, and a paper
must not look like more than it is.
"""

from __future__ import annotations

from bancheng.casework.look import Look
from bancheng.counter.slips import promising, saying
from bancheng.counter.slips.slip import Desk, Line


def offered(look: Look) -> bool:
    """Once it was declined; one that still waits for approval was not."""
    return look.case.refusal is not None


def lines(look: Look, desk: Desk) -> list[Line]:
    """The matter, the reason, the basis, and where it can be taken."""
    del desk
    reason = look.standard.refusals[look.case.refusal or ""]
    done = saying.last(look, "decline")
    found = [
        saying.matter(look),
        Line("为什么不受理", (f"不在受理范围：{reason.label}。",), saying.refs(look, reason.cites)),
    ]
    basis = saying.said(done, "basis")
    if basis:
        found.append(Line("依据", (basis,)))
    found.append(Line("可以去哪里办", (saying.said(done, "where_to_go"),)))
    more = saying.said(done, "text")
    if more:
        found.append(Line("说明", (more,)))
    again = promising.review(look)
    if again:
        found.append(Line("不同意怎么办", (again,)))
    return found


def notes(look: Look) -> tuple[str, ...]:
    """What this paper is and is not."""
    del look
    return ("这张单子只告诉您去哪里办，不是行政决定；上面的电话、时间有变动的，以对方公布的为准。",)
