"""版本冲突: somebody acted after the page was opened; the sentence says who did what."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bancheng.core.acts import ACTS
from bancheng.core.event import Event
from bancheng.core.refusal import Refusal
from bancheng.people import directory

# These change nothing that another act rests on.
HARMLESS = frozenset({"note", "warn", "lapse", "call_unanswered"})


class Stale(Refusal):
    """The page that the act was asked from no longer shows the case as it is. ``done``: who did
    what since, where that is known; for whoever has no page."""

    def __init__(self, sentence: str, done: str = "") -> None:
        super().__init__("stale", sentence)
        self.done = done


def since(events: Sequence[Event], zone: ZoneInfo) -> Stale | None:
    """The conflict that these newer events make, if they make one."""
    newer = [e for e in events if e.act not in HARMLESS]
    if not newer:
        return None
    told = "；".join(
        f"{directory.name_of(e.by.user)} {e.recorded_at.astimezone(zone):%H:%M} 已"
        f"“{ACTS[e.act].term}”"
        for e in newer[-3:]
    )
    return Stale(f"您打开页面以后，{told}。您填的内容还在，请看过最新情况再办。", told)
