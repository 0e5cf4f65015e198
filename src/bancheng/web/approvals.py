"""待批: acts that wait for a second person, and the two answers where the reader may give them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bancheng.casework.look import Look
from bancheng.core.permission import act_term, role_term, why_not
from bancheng.web.words_of_time import clock_words

ANSWERS = ("approve", "reject")


@dataclass(frozen=True, slots=True)
class Request:
    """One act that waits: who asked and when, who may answer, and the answers open to me."""

    seq: int
    term: str
    asked_by: str
    at: str
    approver: str
    answers: tuple[tuple[str, str], ...]
    why_not: str


def requests(look: Look) -> list[Request]:
    """The pending requests of a case, oldest first."""
    found = []
    for seq, event in sorted(look.case.pending.items()):
        rule = look.standard.acts.get(event.act)
        approval = rule.approval if rule else None
        asked = replace(look.question(), given={"request": seq})
        refusals = {answer: why_not(asked, answer) for answer in ANSWERS}
        same_person = next(
            (r.sentence for r in refusals.values() if r and r.code == "same_person"), ""
        )
        found.append(
            Request(
                seq,
                act_term(look.standard, event.act),
                look.names.user(event.by.user),
                clock_words(event.done_at, look.now),
                role_term(look.standard, approval.by) if approval else "",
                tuple((a, act_term(look.standard, a)) for a in ANSWERS if refusals[a] is None),
                same_person,
            )
        )
    return found
