"""代码和词: everything told twice, by the code programs use and by the word people do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bancheng.casework.names import Names
from bancheng.core.calendar import CHINA
from bancheng.core.event import By
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import role_term, stage_term
from bancheng.core.standard.standard import Standard

Told = dict[str, Any]


def coded(code: str | None, word: str) -> Told | None:
    """One thing by both; None where there is none."""
    return None if not code else {"code": code, "word": word or code}


def of_section(code: str | None, section: Mapping[str, Any]) -> Told | None:
    """A name out of a section of the standard with its label."""
    known = section.get(code or "")
    return coded(code, known.label if known else "")


def stage(standard: Standard, code: str) -> Told | None:
    """Where a case stands."""
    return coded(code, stage_term(standard, code))


def outcome(standard: Standard, code: str | None) -> Told | None:
    """How it ended."""
    named = standard.words.get(f"outcome.{code}", "")
    return coded(code, named or OUTCOME_TERMS.get(code or "", ""))


def unit(names: Names, code: str | None) -> Told | None:
    """A unit by code and name."""
    return coded(code, names.unit(code))


def role(standard: Standard, code: str) -> Told | None:
    """A role by name and label."""
    return coded(code, role_term(standard, code))


def by(said: By, standard: Standard, names: Names) -> Told:
    """Whose act it was, who wrote it down, in whose place."""
    stood_in = said.substitute_for
    return {
        "role": role(standard, said.role),
        "unit": unit(names, said.unit),
        "person": coded(said.user, names.user(said.user)),
        "recorded_for_another": said.recorded,
        "in_place_of": coded(stood_in, names.user(stood_in)) if stood_in else None,
    }


def instant(at: datetime | None) -> str | None:
    """A moment on the hall's clock, with its zone."""
    return None if at is None else at.astimezone(CHINA).isoformat()
