"""现在可以做: the acts open to the reader, each with its key, and why the others are not open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from bancheng.casework.look import Look, Open
from bancheng.core.acts import ACTS
from bancheng.core.permission import act_term, whose_act, why_not
from bancheng.web.cites import cites

RESERVED = frozenset("jknpq")
"""Letters that already do something on every page."""


@dataclass(frozen=True, slots=True)
class Button:
    """An act that may be done now; ``owed`` marks those the reader owes."""

    act: str
    term: str
    key: str
    owed: bool
    for_unit: str = ""


@dataclass(frozen=True, slots=True)
class NotNow:
    """An act of the reader's role that is not open, and why."""

    term: str
    sentence: str
    cites: SafeString


def buttons(look: Look) -> list[Button]:
    """Owed acts first, then the rest, housekeeping last; each with a letter of its own."""
    taken = set(RESERVED)
    found = []
    open_now = [act for act in look.acts if act.refusal is None and act.act not in APART]
    for act in sorted(open_now, key=lambda act: _rank(act, look)):
        key = _key(act.act, taken)
        found.append(Button(act.act, _label(act, look), key, act.owed is not None))
    known = {button.act for button in found}
    return found + [b for b in for_others(look) if b.act not in known]


def _label(act: Open, look: Look) -> str:
    """The act's name, and for whom it would be written down if it is not the reader's own."""
    rule = look.standard.acts.get(act.act)
    by = whose_act(look.question(), rule) if rule else None
    unit = by.unit if by is not None and by.recorded else None
    return _on_behalf(look, act.act, unit) if unit else act.term


def _rank(act: Open, look: Look) -> int:
    """What I owe; urging, while another owes; what the petitioner owes and I write down; my own
    acts; a department's, which on the window's page is the exception (paper, telephone); the rest.
    """
    rule = look.standard.acts.get(act.act)
    if act.owed is not None:
        return 0
    if act.act == "remind" and any(True for _ in look.case.owed()):
        return 1
    if rule is None:
        return 4
    by = whose_act(look.question(), rule)
    if by is None or not by.recorded:
        return 2
    owed = any(act.act in duty.owed for duty in look.case.owed())
    return 1 if owed and by.unit is None else 3


APART = frozenset({"approve", "reject", "revisit"})
"""Shown with the request they answer, or on the list they are made from."""


def _key(act: str, taken: set[str]) -> str:
    key = next((c for c in act if c.isalpha() and c not in taken), "")
    taken.add(key)
    return key


def not_now(look: Look) -> list[NotNow]:
    """The reader's other acts with the reason, which is the same sentence the door would say."""
    return [
        NotNow(act.term, act.refusal.sentence, cites(look.standard, act.refusal.cites))
        for act in look.acts
        if act.refusal is not None and act.act not in APART
    ]


def for_others(look: Look) -> list[Button]:
    """Acts of a supporting department that the reader may write down for it (paper, telephone)."""
    return [
        Button(
            act, f"{act_term(look.standard, act)}（代{look.names.unit(unit)}记录）", "", False, unit
        )
        for act in look.standard.acts
        for unit in written_down_for(look, act)
        if unit != look.case.lead()
    ]


def _on_behalf(look: Look, act: str, unit: str) -> str:
    return f"{act_term(look.standard, act)}（代{look.names.unit(unit)}记录）"


def written_down_for(look: Look, act: str) -> list[str]:
    """The departments for which the reader may write this act down now."""
    rule = look.standard.acts.get(act)
    if rule is None or not rule.recorded_by or act not in ACTS:
        return []
    question = look.question()
    found = []
    for unit in look.case.units:
        asked = replace(question, for_unit=unit)
        by = whose_act(asked, rule)
        if by is not None and by.recorded and by.unit == unit and why_not(asked, act) is None:
            found.append(unit)
    return found
