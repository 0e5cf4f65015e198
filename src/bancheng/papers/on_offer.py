"""可以打印的: the papers there are for a case and a reader, and each of them made.

A form of the standard is for whoever sees the case; papers for the petitioner are the counter's;
what goes between offices is for those who may do the act it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bancheng.casework.look import Entry, Look
from bancheng.counter import slips
from bancheng.counter.slips import saying
from bancheng.papers import between_offices
from bancheng.papers.form_sheet import form_paper
from bancheng.papers.letters import finished, slip_paper
from bancheng.typesetting.legible import Legible
from bancheng.typesetting.sheet import Letter, Paper

FORM, SLIP = "form-", "slip-"
FORMS, FOR_PETITIONER, BETWEEN = "表单", "给诉求人", "往来文书"
ENTRY_PAPERS: dict[str, tuple[tuple[str, ...], Callable[[Look, Entry], Letter]]] = {
    "supervision": (("supervise",), between_offices.supervision_slip),
    "inquiry": (("inquire",), between_offices.inquiry_slip),
    "minutes": (("determine", "postpone"), between_offices.minutes),
}
"""Name, the acts it comes from, how it is drawn."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One paper. ``names_people``: whether the petitioner's name and phone stand on it."""

    name: str
    title: str
    group: str
    names_people: bool
    hint: str = ""


def offers(look: Look) -> list[Offer]:
    """What this reader can print now, in the order of a case's life."""
    found = [Offer(FORM + n, f.title, FORMS, True) for n, f in look.standard.forms.items()]
    if _may(look, "register"):
        found += [
            Offer(SLIP + kind, slips.title_of(kind, look), FOR_PETITIONER, True)
            for kind in slips.on_offer(look)
        ]
    for name, (acts, draw) in ENTRY_PAPERS.items():
        for entry in reversed(list(saying.done(look, *acts))):
            if _may(look, entry.event.act):
                day = saying.day(entry.event.done_at, look)
                title = draw(look, entry).title
                found.append(Offer(f"{name}-{entry.event.seq}", title, BETWEEN, False, day))
    return found


def offer_of(look: Look, name: str) -> Offer | None:
    """The paper of this name, if it is on offer."""
    return next((offer for offer in offers(look) if offer.name == name), None)


def make(look: Look, name: str, legible: Legible, *, masked: bool) -> Paper:
    """The paper as the case stands. Raises KeyError where there is none, TooLongError."""
    if name.startswith(FORM):
        return form_paper(look, name.removeprefix(FORM), legible, masked=masked)
    if name.startswith(SLIP):
        return slip_paper(look, name.removeprefix(SLIP), legible, masked=masked)
    kind, _, seq = name.rpartition("-")
    acts, draw = ENTRY_PAPERS[kind]
    entry = next((e for e in saying.done(look, *acts) if str(e.event.seq) == seq), None)
    if entry is None:
        raise KeyError(name)
    return finished(draw(look, entry), legible)


def _may(look: Look, act: str) -> bool:
    rule = look.standard.acts.get(act)
    return rule is not None and bool({*rule.by, *rule.recorded_by} & look.actor.roles)
