"""Whether a rule holds for a case: all keys of its condition, each with any of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bancheng.core.case import Case
from bancheng.core.standard.duty_rule import DutyRule
from bancheng.core.standard.standard import Standard

Values = tuple[bool | int | str, ...]


def _departments(case: Case) -> str:
    return "none" if not case.units else "one" if len(case.units) == 1 else "several"


# What a condition may ask of a case. A reader gives one value, or several of which one must fit.
READERS: dict[str, Callable[[Case, Standard], Values]] = {
    "stage": lambda c, s: (c.stage.value,),
    "kind": lambda c, s: s.kinds_above(c.kind),
    "ground": lambda c, s: (c.ground,) if c.ground else (),
    "channel": lambda c, s: (c.channel,) if c.channel else (),
    "trait": lambda c, s: c.traits,
    "tier": lambda c, s: (c.tier,) if c.tier else (),
    "outcome": lambda c, s: (c.outcome,) if c.outcome else (),
    "refusal": lambda c, s: (c.refusal,) if c.refusal else (),
    "answer": lambda c, s: (c.answer,) if c.answer else (),
    "way": lambda c, s: (c.way,) if c.way else (),
    "solved": lambda c, s: (c.solved,) if c.solved else (),
    "satisfaction": lambda c, s: (c.satisfaction,) if c.satisfaction else (),
    "worth": lambda c, s: (
        (s.callback.scale[c.satisfaction].worth,) if c.satisfaction in s.callback.scale else ()
    ),
    "revisit_worth": lambda c, s: (
        (s.callback.scale[c.revisit_satisfaction].worth,)
        if c.revisit_satisfaction in s.callback.scale
        else ()
    ),
    "verdict": lambda c, s: (c.verdict,) if c.verdict else (),
    "papers": lambda c, s: (c.papers,),
    "papers_held": lambda c, s: (c.papers_held,),
    "review_asked": lambda c, s: (bool(c.happened("review_asked")),),
    "departments": lambda c, s: (_departments(c),),
    "lapsed": lambda c, s: (c.lapsed,) if c.lapsed else (),
    "conduct": lambda c, s: (c.conduct,),
    "unsolvable": lambda c, s: (c.unsolvable,),
    "said": lambda c, s: (c.said,),
    "decided": lambda c, s: (c.decided_due_on is not None,),
    "carry_out": lambda c, s: (c.carry_out_on is not None,),
    "elsewhere": lambda c, s: (c.elsewhere,),
    "green": lambda c, s: (c.green,),
    "binding": lambda c, s: (c.binding,),
    "confirmed": lambda c, s: (c.confirmed(),),
}
COUNTERS: dict[str, Callable[[Case], int]] = {
    "returns_at_least": lambda c: c.returns,
    "round_at_least": lambda c: c.round,
    "unreached_at_least": lambda c: c.unreached,
}


def holds(condition: Mapping[str, Values], case: Case, standard: Standard) -> bool:
    """Whether every key of the condition fits the case; an empty condition always does."""
    for key, wanted in condition.items():
        if key in COUNTERS:
            if COUNTERS[key](case) < int(wanted[0]):
                return False
        elif not any(value in wanted for value in READERS[key](case, standard)):
            return False
    return True


def applies(rule: DutyRule, case: Case, standard: Standard) -> bool:
    """Whether a duty's ``for`` holds and its ``except`` does not."""
    if not holds(rule.for_, case, standard):
        return False
    return not (rule.except_ and holds(rule.except_, case, standard))
