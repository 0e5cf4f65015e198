"""收到的一条: what came with it, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bancheng.core.ask import Ask
from bancheng.core.decider import FIELDS
from bancheng.core.refusal import Refusal
from bancheng.exchange.contents import Papers
from bancheng.exchange.partner_row import Partner
from bancheng.files import uploads
from bancheng.journal import read


@dataclass(frozen=True, slots=True)
class Came:
    """From whom, with which papers, written when."""

    partner: Partner
    papers: Sequence[bytes]
    made_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the record; ``said`` holds nobody's words."""

    case_no: str
    what: str
    fine: bool = True
    said: str = ""


def papers_taken(came: Came, one: Papers, command: str) -> tuple[list[str], int]:
    """Ids of the papers that wait for this command, looked through as any upload is; and how many
    stayed behind. None where the command was carried out before."""
    if read.answered(command):
        return [], 0
    found, left = [], len(one.left)
    for paper in one.papers:
        try:
            content = came.papers[paper.at]
            found.append(uploads.send(command, paper.name, content, came.now).attachment.id)
        except Refusal:
            left += 1
    return found, left


def without_papers(left: int) -> str:
    """What to say of papers that did not come along."""
    return f"有 {left} 个附件太大或者不合要求，没有随件，请对方另行送达。" if left else ""


def why(refusal: Refusal) -> str:
    """A refusal as it may be kept and told: where it could repeat somebody's words, it does not."""
    ask: Ask | None = FIELDS.get(refusal.field or "")
    if ask is not None and ask.erasable:
        return f"“{ask.term}”不合要求，没有记。"
    return refusal.sentence
