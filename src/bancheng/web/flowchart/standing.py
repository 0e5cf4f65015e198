"""一件走到哪里: what of the chart a case has gone, where it stands now, and what may come.

Said in words in each box, for colour alone says nothing to many.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bancheng.casework.look import Look
from bancheng.core.calendar import CHINA
from bancheng.core.standard.routes import Route
from bancheng.web.rail import best_route, milestones
from bancheng.web.words_of_time import day_words


@dataclass(frozen=True, slots=True)
class Standing:
    """Of each act whether it was done (and when), comes now or comes later."""

    standing: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    route: Route | None = None

    def of(self, act: str) -> str:
        """did, now, next, or empty."""
        return self.standing.get(act, "")

    def words(self, act: str) -> str:
        """`✓ 已办 11月23日`, `▶ 现在到这一步`; of what may come `以后`."""
        known = self.of(act)
        if known == "did":
            return f"✓ 已办 {self.days.get(act, '')}".rstrip()
        return {"now": "▶ 现在到这一步", "next": "○ 以后"}.get(known, "")

    def between(self, start: str, end: str) -> str:
        """Whether the case went from the one straight to the other, or is to go so."""
        if (start, end) not in set(zip(self.order, self.order[1:], strict=False)):
            return ""
        return "did" if self.of(end) == "did" else "next"


def standing_of(found: Look) -> Standing:
    """The case's place, along the route that agrees with it best."""
    steps = milestones(found)
    today = found.now.astimezone(CHINA).date()
    done = {past.act: past.at for past in found.case.past if past.round == found.case.round}
    done |= {step.act: step.at for step in steps if step.at}
    return Standing(
        {**{step.act: step.standing for step in steps}, **dict.fromkeys(done, "did")},
        {act: day_words(at.astimezone(CHINA).date(), today) for act, at in done.items()},
        tuple(step.act for step in steps),
        best_route(found),
    )
