"""诉求人自己办: the acts a standard gives the petitioner, through the one write door.

Whoever asked rightly may do on this one case what its standard lets a petitioner do, and nothing
else: what is not theirs is not offered, and refused where it is sent all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bancheng.casework.door import Done, Order, Outside, handle
from bancheng.casework.look import Look, look_from_outside
from bancheng.core.permission import why_not
from bancheng.core.refusal import Refusal

ROLE = "petitioner"
OWN_ACTS = ("supplement", "confirm", "rate", "ask_review", "reopen", "withdraw")
"""In the order in which they are offered: what is waited for first, taking it back last."""


def their_case(case_no: str, now: datetime) -> Look:
    """The case as its petitioner stands towards it. Raises NotFound."""
    return look_from_outside(ROLE, case_no, now)


def open_acts(look: Look) -> list[str]:
    """What the petitioner may do now."""
    return [act for act in OWN_ACTS if _is_theirs(look, act) and not why_not(look.question(), act)]


def _is_theirs(look: Look, act: str) -> bool:
    rule = look.standard.acts.get(act)
    return rule is not None and ROLE in rule.by


def act(
    case_no: str,
    name: str,
    given: Mapping[str, object],
    owner: str,
    command_id: str,
    now: datetime,
) -> Done:
    """One of the petitioner's own acts. ``owner``: under which name files of this form wait.

    Raises Refusal, NotFound; then nothing was written.
    """
    if name not in OWN_ACTS:
        raise Refusal("not_your_act", "这一步不由您来办。有事请打窗口的电话。")
    doer = Outside(ROLE, owner=owner)
    return handle(doer, case_no, [Order(name, given)], command_id, None, now)
