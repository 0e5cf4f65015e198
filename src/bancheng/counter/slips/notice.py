"""一次性告知: are the papers complete and how to complete them, is it accepted and why, what next.

All of it on one paper, so that nobody comes a second time to learn what could have been said the
first time.
"""

from __future__ import annotations

from bancheng.casework.look import Look
from bancheng.core.stage import Stage
from bancheng.counter.slips import promising, saying
from bancheng.counter.slips.slip import Desk, Line


def offered(look: Look) -> bool:
    """Once something was decided: a notice given, the matter accepted or declined."""
    return saying.last(look, "give_notice", "accept", "decline") is not None


def lines(look: Look, desk: Desk) -> list[Line]:
    """Papers, acceptance with its reason, what comes next."""
    found = [saying.matter(look), _papers(look), _accepted(look), _next(look)]
    if look.case.stage is Stage.AWAITING_PAPERS or look.case.papers == "incomplete":
        found.append(Line("补齐了交到", (desk.words,)))
    return found


def _papers(look: Look) -> Line:
    told = [saying.said(entry, "missing") for entry in saying.done(look, "give_notice", "accept")]
    missing = next((text for text in told if text), "")
    if look.case.papers == "incomplete":
        return Line("材料", ("不齐，还要补：", missing or "见窗口说明"), _refs(look, "give_notice"))
    return Line("材料", ("齐全，已经补齐。" if missing else "齐全。",), _refs(look, "give_notice"))


def _accepted(look: Look) -> Line:
    case, standard = look.case, look.standard
    if case.refusal is not None:
        reason = standard.refusals[case.refusal]
        basis = saying.said(saying.last(look, "decline"), "basis")
        told = [f"不予受理。理由：{reason.label}。"]
        if basis:
            told.append(f"依据：{basis}")
        return Line("是否受理", tuple(told), saying.refs(look, reason.cites))
    ground = standard.grounds.get(case.ground or "")
    if case.accepted_at is not None and ground is not None:
        why = f"已受理，{saying.moment(case.accepted_at, look)}。理由：{ground.label}。"
        return Line("是否受理", (why,), saying.refs(look, ground.cites))
    if case.stage is Stage.AWAITING_PAPERS:
        return Line("是否受理", (_waiting(look),))
    return Line("是否受理", ("已登记，正在决定是否受理。",))


def _waiting(look: Look) -> str:
    owed = next((d for d in look.case.owed() if "supplement" in d.owed), None)
    if owed is None or owed.due is None:
        return "材料补齐后受理。"
    return f"材料补齐后受理，请在 {saying.moment(owed.due, look)} 以前补来；来不了的打电话说一声。"


def _next(look: Look) -> Line:
    told = saying.said(saying.last(look, "accept", "give_notice", "tell_acceptance"), "next_step")
    coming = promising.next_steps(look)
    paragraphs = (*((told,) if told else ()), *(coming.paragraphs if coming else ()))
    nothing = "没有要您再做的，等窗口告诉您。"
    return Line("下一步", paragraphs or (nothing,), coming.refs if coming else ())


def _refs(look: Look, act: str) -> tuple[str, ...]:
    rule = look.standard.acts.get(act)
    return saying.refs(look, rule.cites) if rule else ()


def notes(look: Look) -> tuple[str, ...]:
    """Said once and whole; a declined matter can be looked at again."""
    first = "以上一次说清；以后再要材料，是窗口没有说到，请找我们。"
    again = promising.review(look) if look.case.refusal is not None else ""
    return tuple(note for note in (first, again) if note)
