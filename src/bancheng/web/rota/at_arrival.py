"""来件时谁在值守: who stood at the hall's windows when a case came (SC-8.2)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from bancheng.people import attendance
from bancheng.people.chart import current
from bancheng.people.coverage import standing_at
from bancheng.people.models import Unit
from bancheng.web.words_of_standing import standing_words


def stood_when(centre: Unit, at: datetime) -> str:
    """Their names, leaders first; empty where nobody did or nothing is known of that time."""
    return _stood(current().token, centre.code, at)


@lru_cache(maxsize=1024)
def _stood(organisation: str, code: str, at: datetime) -> str:
    """What is past stays as it was, so it is asked once for each state of the organisation."""
    del organisation  # part of the key
    centre = current().units[code]
    plan = attendance.plan_between(centre, at, at + attendance.MOMENT)
    windows = dict.fromkeys(turn.window for turn in plan.turns)
    standing = [one for window in windows for one in standing_at(plan, window, at)[0]]
    return "、".join(standing_words(sorted(standing, key=lambda one: not one.leads)))
