"""短信没有送到, on the case page: whoever stands at the counter learns that somebody must call.

It stands there until a person has told the petitioner, or noted that they did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.look import Look
from bancheng.channels.sms.arriving import not_arrived
from bancheng.core.event import Event
from bancheng.core.permission import act_term
from bancheng.web.words_of_time import clock_words

TOLD = frozenset(
    {"tell_acceptance", "inform", "answer", "guide", "explain", "explain_extension"}
    | {"tell_review", "note"}
)
"""Acts by which a person told the petitioner, or wrote down having done so."""


@dataclass(frozen=True, slots=True)
class NotArrived:
    """What the text was about, since when it is known to have failed, and why."""

    about: str
    at: str
    why: str


def text_not_arrived(found: Look) -> NotArrived | None:
    """The last text to the petitioner, where it failed; only for those who work at this counter."""
    rule = found.standard.acts.get("register")
    if rule is None or not set(rule.by) & found.actor.roles:
        return None
    text = not_arrived(found.row.case_no)
    if text is None or any(_says_so(entry.event, text.made_at) for entry in found.entries):
        return None
    at = clock_words(text.state_at, found.now)
    return NotArrived(act_term(found.standard, text.act), at, text.why)


def _says_so(event: Event, since: datetime) -> bool:
    """Whether somebody told the petitioner after that, or noted something about it."""
    return event.act in TOLD and event.recorded_at > since
