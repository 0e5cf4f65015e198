"""经过: what a petitioner is told of what happened — the acts of the table, in its words.

What departments write to the window stays with the window until it has told the petitioner: a
result nobody has explained yet is no news to read alone on a telephone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework.look import Entry, Look
from bancheng.petitioner import plain

ERASED = "（已依法删除）"
SOMEBODY, SOME_UNIT = "工作人员", "部门"
SHOWN: dict[str, tuple[str, ...]] = {
    "give_notice": ("missing", "next_step"),
    "supplement": ("text",),
    "tell_acceptance": ("next_step",),
    "decline": ("text", "basis", "where_to_go"),
    "ask_review": ("reason",),
    "tell_review": ("text",),
    "answer": ("text",),
    "explain_extension": ("text",),
    "guide": ("where_to_go",),
    "explain": ("text", "basis"),
    "take_papers": ("papers_taken",),
    "return_papers": ("papers_returned",),
    "inform": ("text",),
    "rate": ("said",),
    "withdraw": ("reason",),
}
"""The texts of an act that were meant for the petitioner, or are their own."""
ANSWERS = ("answer", "explain", "reply", "receive_result")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened: its words with ``{unit}`` and ``{name}`` still open, and what fills
    them; ``quoted`` are the window's or the petitioner's own words, line by line."""

    act: str
    words: str
    unit: str
    name: str
    at: datetime
    quoted: tuple[str, ...] = ()


def story(look: Look) -> list[Told]:
    """What happened, the latest first."""
    return [_told(look, entry) for entry in took_effect(look) if _is_told(look, entry)]


def took_effect(look: Look) -> Iterator[Entry]:
    """The entries, the latest first, without those that wait for approval or were refused it."""
    granted = {e.event.text("request") for e in look.entries if e.event.act == "approve"}
    for entry in reversed(look.entries):
        if not entry.event.pending or str(entry.event.seq) in granted:
            yield entry


def _is_told(look: Look, entry: Entry) -> bool:
    event = entry.event
    if event.act == "correct" and not {"name", "phone", "matter"} & set(event.beside):
        return False  # the office puts its own words right
    return bool(plain.told(event.act, look.standard))


def _told(look: Look, entry: Entry) -> Told:
    event = entry.event
    unit = event.text("lead") or event.by.unit or ""
    person = event.text("to_user") or event.text("helper") or event.by.user
    known = look.names.chart.people.get(person)
    return Told(
        event.act,
        plain.told(event.act, look.standard),
        look.names.unit(unit) if unit in look.names.chart.units else SOME_UNIT,
        known.name if known else SOMEBODY,
        event.done_at,
        tuple(_quoted(entry, SHOWN.get(event.act, ()))),
    )


def _quoted(entry: Entry, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        if field in entry.texts:
            text = entry.texts[field]
            yield ERASED if text is None else text


def answer_given(look: Look) -> tuple[str, ...]:
    """The answer, once the petitioner was told of it: as the window put it, then in its own words.

    What was declined has its reasons (``refused``); here stands what the window said of it.
    """
    case = look.case
    if case.informed_at is None or case.answer is None:
        return ()
    words = _latest(look, "inform", fields=("text",))
    if case.answer != "refusal":
        words += _latest(look, *ANSWERS, fields=("text", "basis"))
    return tuple(dict.fromkeys(words))


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a matter was not taken on, in the standard's plain words and the window's, and where it
    belongs; ``review`` is what the window said after somebody had looked again."""

    ground: str
    why: tuple[str, ...]
    where: tuple[str, ...]
    review: tuple[str, ...]


def refused(look: Look) -> Refused | None:
    """None where it was not declined, or is no longer."""
    reason = look.standard.refusals.get(look.case.refusal or "")
    if look.case.refusal is None:
        return None
    return Refused(
        (reason.plain or reason.label) if reason else "",
        _latest(look, "decline", fields=("text", "basis")),
        _latest(look, "decline", fields=("where_to_go",)),
        _latest(look, "tell_review", fields=("text",)),
    )


def rating(look: Look) -> tuple[str, str]:
    """Whether it is settled and how satisfied they are, as they last said themselves."""
    for entry in took_effect(look):
        if entry.event.act == "reopen":
            break
        if entry.event.act == "rate":
            asked = look.standard.callback
            solved, grade = (entry.event.text(f) for f in ("solved", "satisfaction"))
            return (
                next((label for code, label in asked.solved.items() if code == solved), ""),
                asked.scale[grade].label if grade in asked.scale else "",
            )
    return "", ""


def _latest(look: Look, *acts: str, fields: tuple[str, ...]) -> tuple[str, ...]:
    """These texts of the latest of these acts."""
    last = next((e for e in took_effect(look) if e.event.act in acts), None)
    return tuple(_quoted(last, fields)) if last else ()
