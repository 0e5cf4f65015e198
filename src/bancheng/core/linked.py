"""县乡联办: what of one case is told to the other, and as which act it is recorded there.

A case sent up and the case of its own that the level above has for it are two cases. Neither fold
reads the other; what happened on one side is carried over as an act of the other side's own. These
are the rules of the carrying, without database or clock: events with their texts in, acts out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bancheng.core.acts import ACTS
from bancheng.core.event import By, Event
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.taking_effect import Entries, Texts, took_effect

Given = dict[str, object]
ERASED = "（已依法删除）"
NOT_SAID = "上级没有另写理由"
ABROAD = ":"
"""Between unit and number of a case in another installation: no number of ours is written so."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One act to be recorded on the other side: the entry it comes from, whose it was there, and
    the papers that came with it."""

    seq: int
    act: str
    given: Given
    by: By
    files: tuple[str, ...] = ()


def abroad(unit: str, number: str) -> str:
    """What another installation's case is called here: two of them may count alike."""
    return f"{unit}{ABROAD}{number}"


def is_abroad(number: str | None) -> bool:
    """Whether a number is another installation's."""
    return ABROAD in (number or "")


def number_there(number: str) -> str:
    """The number by which people there call it."""
    return number.rpartition(ABROAD)[2]


def down(entries: Entries, after: int) -> Iterator[Carried]:
    """What the case below is told of the case above, from its entries behind ``after``.

    What was asked, promised and reported on the way; and once, as the last, what came of it.
    """
    for event, texts in took_effect(entries):
        if event.name in ENDS:
            if event.seq > after:
                yield ENDS[event.name](event, texts)
            return
        if event.seq > after and event.name in ON_THE_WAY:
            text, reason = ON_THE_WAY[event.name](event, texts)
            given: Given = {"text": text, "reason": reason or NOT_SAID}
            yield Carried(event.seq, "report_progress", given, event.by, event.names("files"))


def up(entries: Entries, since: int, after: int) -> Iterator[Carried]:
    """What the case above is told of the case below: it is urged, or it is taken back."""
    for event, texts in took_effect(entries):
        if event.seq <= since or event.seq <= after:
            continue
        if event.name in URGES:
            said = texts.get("text") or ""
            yield Carried(event.seq, "remind", {"text": said} if said else {}, event.by)
        elif event.name in TAKES_BACK:
            told = f"来件单位已“{ACTS[event.act].term}”"
            why = texts.get("reason") or ""
            reason = f"{told}，理由：{why}" if why else told
            yield Carried(event.seq, "withdraw", {"reason": reason}, event.by)
            return


URGES = frozenset({"reminded", "supervised"})
TAKES_BACK = frozenset({"recalled", "withdrawn", "merged", "sent_up"})

Telling = Callable[[Event, Texts], tuple[str, str]]


def _progress(event: Event, texts: Texts) -> tuple[str, str]:
    return _text(texts, "text"), texts.get("reason") or ""


def _papers(event: Event, texts: Texts) -> tuple[str, str]:
    return f"一次性告知，需补：{_text(texts, 'missing')}", texts.get("next_step") or ""


def _extended(event: Event, texts: Texts) -> tuple[str, str]:
    told = f"期限内办不结，预计 {event.text('until_on')} 办结"
    return told, texts.get("reason") or ""


def _unsolvable(event: Event, texts: Texts) -> tuple[str, str]:
    return "承办部门声明客观上无法解决，将提交依据和说明", texts.get("reason") or ""


ON_THE_WAY: dict[str, Telling] = {
    "progress_reported": _progress,
    "notice_given": _papers,
    "extended": _extended,
    "declared_unsolvable": _unsolvable,
}


def _result(event: Event, texts: Texts) -> Carried:
    text = _text(texts, "text")
    if day := event.text("carry_out_on"):
        text += f"（{day} 前落实）"
    given: Given = {"answer": event.text("answer") or "result", "text": text}
    if basis := texts.get("basis"):
        given["basis"] = basis
    return Carried(event.seq, "receive_result", given, event.by, event.names("files"))


def _basis(event: Event, texts: Texts) -> Carried:
    basis = _text(texts, "basis")
    given: Given = {"answer": "basis", "text": basis, "basis": basis}
    return Carried(event.seq, "receive_result", given, event.by, event.names("files"))


def _returned(event: Event, texts: Texts) -> Carried:
    """Not taken, to be done elsewhere, withdrawn, ended without an answer: nothing that could be
    told the petitioner as a result."""
    outcome = OUTCOME_TERMS.get(event.text("outcome"), "")
    said = [outcome] if outcome else []
    said += [t for name in ("reason", "text", "basis") if (t := texts.get(name))]
    if where := texts.get("where_to_go"):
        said.append(f"可以去：{where}")
    told = "；".join((f"上级已“{ACTS[event.act].term}”", *said))
    return Carried(event.seq, "send_back", {"reason": told}, event.by, event.names("files"))


def _text(texts: Texts, name: str) -> str:
    return texts.get(name) or ERASED


ENDS: dict[str, Callable[[Event, Texts], Carried]] = {
    "replied": _result,
    "result_received": _result,
    "answered": _result,
    "explained": _basis,
    "declined": _returned,
    "guided": _returned,
    "withdrawn": _returned,
    "completed": _returned,
}
