"""单子上的话: what stands in a case, in words a petitioner reads once and understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from bancheng.casework import masking
from bancheng.casework.look import Entry, Look
from bancheng.counter.slips.slip import Line

ERASED = "（已依法删除）"
WEEKDAYS = "一二三四五六日"
LONGEST_MATTER = 160


def moment(at: datetime, look: Look) -> str:
    """``2026年11月24日（周二）14:05``: a paper is read days later, so the year is on it."""
    local = look.calendar.local(at)
    day = f"{local.year}年{local.month}月{local.day}日（周{WEEKDAYS[local.weekday()]}）"
    return f"{day}{local:%H:%M}"


def day(at: datetime, look: Look) -> str:
    """``2026年11月24日``."""
    local = look.calendar.local(at)
    return f"{local.year}年{local.month}月{local.day}日"


def text(look: Look, field: str) -> str:
    """The latest text of a field; says so where it was erased."""
    found = look.text(field)
    return found if found is not None else ERASED if look.was_erased(field) else ""


def said(entry: Entry | None, field: str) -> str:
    """A text of one entry."""
    if entry is None or field not in entry.texts:
        return ""
    found = entry.texts[field]
    return ERASED if found is None else found


def last(look: Look, *acts: str) -> Entry | None:
    """The last entry of one of these acts that took effect, approved ones included."""
    return next(done(look, *acts), None)


def done(look: Look, *acts: str) -> Iterator[Entry]:
    """The entries of these acts that took effect, the latest first."""
    granted = {e.event.text("request") for e in look.entries if e.event.act == "approve"}
    for entry in reversed(look.entries):
        event = entry.event
        if event.act in acts and (not event.pending or str(event.seq) in granted):
            yield entry


def petitioner(look: Look, whole: bool) -> Iterator[Line]:
    """Name, firm, agent and phone: whole on the petitioner's own paper, masked elsewhere."""
    standard = look.standard
    for field, term in (("name", "诉求人"), ("firm", "企业"), ("agent", "代办人")):
        found = text(look, field)
        if found:
            label = standard.words.get(f"field.{field}", term)
            yield Line(label, (found if whole else masking.masked(field, found),))
    phone = text(look, "phone")
    shown = phone if whole or phone == ERASED else masking.masked("phone", phone)
    yield Line("联系电话", (shown or "没有登记电话",))


def matter(look: Look) -> Line:
    """The matter, cut where it is long: the paper is for keeping, not for reading it all again."""
    words = " ".join(text(look, "matter").split())
    short = words if len(words) <= LONGEST_MATTER else f"{words[: LONGEST_MATTER - 1]}…"
    return Line("反映的事", (short,))


def refs(look: Look, clauses: Iterable[str]) -> tuple[str, ...]:
    """The clauses as people know them, each once."""
    return tuple(dict.fromkeys(look.standard.ref(clause) for clause in clauses))
