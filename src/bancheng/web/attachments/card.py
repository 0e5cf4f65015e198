"""附件卡: the files of a case on its page — what they are, who brought them and with which step."""

from __future__ import annotations

from dataclasses import dataclass

from bancheng.casework import speaking
from bancheng.casework.attached import AttachedFile, files_of
from bancheng.casework.look import Look
from bancheng.core.permission import act_term, why_not
from bancheng.files.kind import Kind
from bancheng.files.limits import in_words
from bancheng.web.story import who_did
from bancheng.web.words_of_time import clock_words


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file; without a name where it was erased."""

    id: str
    name: str
    size: str
    term: str
    is_picture: bool
    who: str
    at: str
    step: str
    opens: bool
    strikable: bool
    struck: str


@dataclass(frozen=True, slots=True)
class FilesCard:
    """The papers of a case, those struck out apart; ``may_add``: the reader may bring more."""

    files: list[FileLine]
    struck: list[FileLine]
    may_add: bool


def files_card(look: Look) -> FilesCard:
    """What the card shows; it costs no query."""
    lines = [_line(one, look) for one in files_of(look)]
    return FilesCard(
        [line for line in lines if not line.struck],
        [line for line in lines if line.struck],
        why_not(look.question(), "attach") is None,
    )


def _line(one: AttachedFile, look: Look) -> FileLine:
    event, about = one.entry.event, one.about
    kind = Kind(about.kind) if about else None
    held = look.case.files[one.id]
    return FileLine(
        id=one.id,
        name=about.name if about else "",
        size=in_words(about.size) if about else "",
        term=kind.term if kind else "",
        is_picture=bool(kind and kind.is_picture),
        who=who_did(event, one.entry, look),
        at=clock_words(event.done_at, look.now),
        step=act_term(look.standard, event.act),
        opens=one.opens,
        strikable=one.opens and not held.struck and look.case.may_strike(held, look.actor),
        struck=_struck(one, look),
    )


def _struck(one: AttachedFile, look: Look) -> str:
    """Who struck it out, when and why."""
    if one.struck is None:
        return ""
    event = one.struck.event
    at = clock_words(event.done_at, look.now)
    why = one.struck.texts.get("reason") or speaking.ERASED
    return f"{at} 由{look.names.user(event.by.user)}撤下：{why}"
