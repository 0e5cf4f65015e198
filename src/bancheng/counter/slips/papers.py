"""材料收据: which papers the window took in hand, from when, by whom, and what went back.

Help costs nothing, and an original must never be in nobody's hands.
"""

from __future__ import annotations

from bancheng.casework.look import Look
from bancheng.counter.slips import saying
from bancheng.counter.slips.slip import Desk, Line

TAKING = ("assist", "take_papers")


def offered(look: Look) -> bool:
    """Once papers were taken."""
    return any("papers_taken" in entry.texts for entry in saying.done(look, *TAKING))


def lines(look: Look, desk: Desk) -> list[Line]:
    """Every taking and every return in their order, and how to get back what is still held."""
    found = [saying.matter(look)]
    helper = look.case.helper
    if helper:
        found.append(Line("谁帮您办", (look.names.user(helper),), _refs(look)))
    steps = [*saying.done(look, *TAKING, "return_papers")]
    for entry in reversed(steps):
        by = look.names.user(entry.event.by.user)
        when = f"{saying.moment(entry.event.done_at, look)}，经手人 {by}"
        if entry.event.act == "return_papers":
            to = saying.said(entry, "returned_to")
            told = (saying.said(entry, "papers_returned"), f"{when}，领取人 {to}")
            found.append(Line("已退还", told))
        elif "papers_taken" in entry.texts:
            found.append(Line("收下的材料", (saying.said(entry, "papers_taken"), when)))
    if look.case.papers_held:
        found.append(Line("怎么取回", (f"凭本收据到{desk.words}取回；他人代取的，带您的委托。",)))
    return found


def _refs(look: Look) -> tuple[str, ...]:
    rule = look.standard.acts.get("assist")
    return saying.refs(look, rule.cites) if rule else ()


def notes(look: Look) -> tuple[str, ...]:
    """Free of charge: in the standard's own words where it says so."""
    free = look.standard.readings.get("free")
    return (free.text if free else "帮办代办不收费。", "本收据一式两份，窗口和您各一份。")
