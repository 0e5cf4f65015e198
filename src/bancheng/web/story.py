"""经过: the timeline in official sentences, newest first, the clause behind each line."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bancheng.casework import speaking
from bancheng.casework.look import Entry, Look
from bancheng.casework.names import Names
from bancheng.casework.signing import corrected_since
from bancheng.core.event import By, Event
from bancheng.core.permission import role_term
from bancheng.web.cites import cites
from bancheng.web.words_of_time import clock_words


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: when it was done, by whom, what; ``both`` where it was entered later."""

    seq: int
    at: str
    who: str
    said: str
    moved: list[str]
    both: str
    cites: SafeString


def story(look: Look) -> list[Line]:
    """The entries of a case; erased texts are said to be erased."""
    return [_line(entry, look) for entry in reversed(look.entries)]


def _line(entry: Entry, look: Look) -> Line:
    event = entry.event
    return Line(
        seq=event.seq,
        at=clock_words(event.done_at, look.now),
        who=who_did(event, entry, look),
        said=said_of(entry, look),
        moved=[*speaking.moves(event, look.standard, look.calendar), *_as_signed(entry, look)],
        both=_both_times(event, entry, look),
        cites=cites(look.standard, event.cites),
    )


def said_of(entry: Entry, look: Look) -> str:
    """The official sentence of one entry."""
    event = entry.event
    duty = look.case.duties.get(event.text("duty")) if event.text("duty") else None
    holder = look.names.unit(duty.unit) if duty is not None and duty.unit else ""
    return speaking.sentence(event, entry.texts, look.standard, look.names, holder)


def _as_signed(entry: Entry, look: Look) -> list[str]:
    """What was signed, where it was put right afterwards; a drawn signature stands in the form."""
    if not ("signature" in entry.event.beside or "signed_version" in entry.event.data):
        return []
    if corrected_since(look, entry) is None:
        return []
    matter = entry.texts.get("signed_matter", "")
    words = speaking.ERASED if matter is None else matter
    return [f"签字在更正之前，签的是：“{words}”" if words else "签字在更正之前"]


def who_did(event: Event, entry: Entry, look: Look) -> str:
    """``区住建局 莫海涛``; where it was written down for another, that other first."""
    names, by = look.names, event.by
    if by.recorded:
        answered = entry.texts.get("for_person") or ""
        other = names.unit(by.unit) if by.unit else role_term(look.standard, by.role)
        wrote = f"{names.user(by.user)}{_instead(by, names)}"
        return f"{other}{f' {answered}' if answered else ''}（{wrote} 代记）"
    unit = names.unit(by.unit) if by.unit else ""
    return f"{unit} {names.user(by.user)}{_instead(by, names)}".strip()


def _instead(by: By, names: Names) -> str:
    """``（代陈晓岚）`` where somebody acted in the place of a colleague who was away."""
    return f"（代{names.user(by.substitute_for)}）" if by.substitute_for else ""


def _both_times(event: Event, entry: Entry, look: Look) -> str:
    if event.done_at == event.recorded_at:
        return ""
    recorded = clock_words(event.recorded_at, look.now)
    parts = [f"补录于 {recorded}"]
    allowed = event.text("late_allowed_by")
    if allowed:
        parts.append(f"{look.names.user(allowed)} 同意")
    if "late_reason" in entry.texts:
        parts.append(f"原因：{entry.texts['late_reason'] or speaking.ERASED}")
    return "，".join(parts)
