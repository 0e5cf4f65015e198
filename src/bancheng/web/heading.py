"""题头: what a case is called, where it stands and how old it is — above every page about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bancheng.casework.look import Look
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import act_term, stage_term
from bancheng.web.rota.at_arrival import stood_when
from bancheng.web.words_of_time import age_words

FIRST_WORDS = re.compile(r"[。！？!?；;\n]")
LONGEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, tags and the line of facts."""

    case_no: str
    title: str
    stage: str
    outcome: str
    kind: str
    green: bool
    conduct: bool
    channel: str
    answerable: str
    age: str
    edition: str
    stood: str = ""


def heading(look: Look) -> Heading:
    """The heading of a case as one person sees it."""
    case, standard = look.case, look.standard
    kind = standard.kinds.get(case.kind or "")
    channel = standard.channels.get(case.channel or "")
    return Heading(
        case_no=look.row.case_no,
        title=title_of(look),
        stage=stage_term(standard, case.stage),
        outcome=outcome_of(look),
        kind=kind.label if kind else "",
        green=case.green,
        conduct=case.conduct,
        channel=channel.label if channel else "",
        answerable=look.names.user(case.answerable) if case.answerable else "",
        age=age_of(look),
        edition=standard.standard.edition_term,
        stood=stood_when(look.centre, case.registered_at) if case.registered_at else "",
    )


def title_of(look: Look) -> str:
    """The first words of the matter; the number where there is none or it was erased."""
    matter = look.text("matter") or ""
    first = next((part.strip() for part in FIRST_WORDS.split(matter) if part.strip()), "")
    if not first:
        return look.row.case_no
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"


def outcome_of(look: Look) -> str:
    """How it ended, once it has ended; before, whether it was declined."""
    outcome = look.case.outcome
    if not outcome:
        return act_term(look.standard, "decline") if look.case.refusal else ""
    return look.standard.words.get(f"outcome.{outcome}", OUTCOME_TERMS[outcome])


def age_of(look: Look) -> str:
    """Working days since acceptance, always shown; it stops when the case has ended."""
    case = look.case
    if case.accepted_at is None:
        return ""
    if case.ended_at is not None:
        days = look.calendar.working_days_between(
            look.calendar.local(case.accepted_at).date(), look.calendar.local(case.ended_at).date()
        )
        return f"受理到办结 {days} 个工作日" if days else "受理当日办结"
    return age_words(case.accepted_at, look.now, look.calendar)
