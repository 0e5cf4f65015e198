"""给诉求人的单子: each kind in a module of its own, drawn from the case's facts alone.

``SLIPS`` is the table; whatever prints them, a page or a file, reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bancheng.casework.look import Look
from bancheng.core.fold import fold
from bancheng.counter.slips import declined, elsewhere, notice, papers, receipt, result, saying
from bancheng.counter.slips.slip import Desk, Line, Size, Slip


@dataclass(frozen=True, slots=True)
class SlipKind:
    """A kind of paper: its name (a standard may give another by ``words``), when there is one, and
    what stands on it."""

    name: str
    title: str
    size: Size
    offered: Callable[[Look], bool]
    lines: Callable[[Look, Desk], list[Line]]
    notes: Callable[[Look], tuple[str, ...]]


SLIPS: dict[str, SlipKind] = {
    kind.name: kind
    for kind in (
        SlipKind("receipt", "回执", "A5", receipt.offered, receipt.lines, receipt.notes),
        SlipKind("notice", "一次性告知单", "A5", notice.offered, notice.lines, notice.notes),
        SlipKind(
            "declined", "办理渠道告知单", "A5", declined.offered, declined.lines, declined.notes
        ),
        SlipKind(
            "elsewhere", "去哪里办", "A5", elsewhere.offered, elsewhere.lines, elsewhere.notes
        ),
        SlipKind("papers", "材料收据", "A5", papers.offered, papers.lines, papers.notes),
        SlipKind("result", "办理结果告知书", "A4", result.offered, result.lines, result.notes),
    )
}


def on_offer(look: Look) -> list[str]:
    """The kinds there is something to print for, in the order of a case's life."""
    return [name for name, kind in SLIPS.items() if kind.offered(look)]


def title_of(kind: str, look: Look) -> str:
    """What the paper is called here."""
    return look.standard.words.get(f"slip.{kind}", SLIPS[kind].title)


def slip_of(look: Look, kind: str, desk: Desk, *, whole: bool) -> Slip:
    """The paper of this kind for a case as it stands. ``whole``: names and phones unmasked, for
    the petitioner's own paper."""
    spec = SLIPS[kind]
    standing = saying.last(look, "register", "submit")
    answerable = look.case.answerable or (standing.event.by.user if standing else "")
    return Slip(
        kind=kind,
        title=title_of(kind, look),
        case_no=look.row.case_no,
        issuer=desk.centre,
        size=spec.size,
        lines=(*saying.petitioner(look, whole), *spec.lines(look, desk)),
        notes=spec.notes(look),
        desk=desk.words,
        clerk=look.names.user(answerable),
        dated=saying.day(look.now, look),
    )


def as_it_stood(look: Look, version: int, at: datetime) -> Look:
    """The case as it was after its first entries, so that a paper given ``at`` is drawn again."""
    entries = [entry for entry in look.entries if entry.event.seq <= version]
    case = fold(entry.event for entry in entries)
    case.version = version
    return replace(look, entries=entries, case=case, now=at)
