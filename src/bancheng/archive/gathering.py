"""收集: everything of a case that goes into its package, through the eyes of whoever makes it.

Every paper there is for them, drawn from the case as it stands; every attachment that an act
brought and that was not struck out, each held against its sealed digest when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bancheng.archive.catalogue import STORY, story
from bancheng.archive.layout import ATTACHMENTS, PAPERS
from bancheng.archive.ledger_rows import TITLE as LEDGERS
from bancheng.archive.ledger_rows import ledger_rows
from bancheng.archive.metadata import ATTACHED, PAPER, Material
from bancheng.casework.attached import AttachedFile, files_of, open_file, signature_of
from bancheng.casework.look import Look
from bancheng.core.refusal import Refusal
from bancheng.counter.slips import saying
from bancheng.files.keeping import LostFileError
from bancheng.files.kind import Kind
from bancheng.papers.on_offer import ENTRY_PAPERS, make, offers
from bancheng.papers.taking import site_fonts
from bancheng.people.user import User
from bancheng.typesetting.legible import Legible, TooLongError
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Paper
from bancheng.typesetting.typesetter import NotSetError

KEPT_BETWEEN = ("supervision", "minutes")
FIRST = 1
"""The catalogue is drawn last and stands first: papers are counted from behind it."""


@dataclass
class Gathered:
    """Files by name, what is said of each, and what stayed out."""

    files: dict[str, bytes] = field(default_factory=dict)
    materials: list[Material] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def gathered(user: User, look: Look) -> Gathered:
    """Raises Refusal where a paper cannot be drawn or a file is lost: a package is whole."""
    found = Gathered()
    for name, title in _papers(look).items():
        legible = Legible(site_fonts())
        _paper(found, look, make(look, name, legible, masked=False), title)
    _paper(found, look, ledger_rows(user, look, Legible(site_fonts())), LEDGERS)
    _paper(found, look, story(look, Legible(site_fonts())), STORY)
    drawn = [one for entry in look.entries if (one := signature_of(look, entry)) is not None]
    for one in files_of(look):
        _attachment(found, user, look, one, "附件")
    for one in drawn:
        _attachment(found, user, look, one, "手写签名")
    return found


def _papers(look: Look) -> dict[str, str]:
    """What the maker can print, and besides the minutes and supervision slips of the case: those
    are drawn from entries its page shows them, and belong to its papers (SC-7.4)."""
    found = {offer.name: offer.title for offer in offers(look)}
    for kind in KEPT_BETWEEN:
        acts, draw = ENTRY_PAPERS[kind]
        for entry in saying.done(look, *acts):
            found.setdefault(f"{kind}-{entry.event.seq}", draw(look, entry).title)
    return found


def as_pdf(look: Look, paper: Paper) -> bytes:
    """PDF/A, as of now. Raises Refusal."""
    try:
        return pdf(paper, site_fonts(), look.now)
    except (TooLongError, NotSetError) as refused:
        raise Refusal("cannot_be_set", f"“{paper.title}”排不出来：{refused}") from refused


def _paper(found: Gathered, look: Look, paper: Paper, title: str) -> None:
    content = as_pdf(look, paper)
    name = f"{PAPERS}{len(found.materials) + 1 + FIRST:02d}.pdf"
    found.files[name] = content
    formed = f"{look.calendar.local(look.now):%Y-%m-%d}"
    found.materials.append(
        Material(name, title, PAPER, Kind.PDF.value, len(content), formed, look.centre.name)
    )


def _attachment(found: Gathered, user: User, look: Look, one: AttachedFile, what: str) -> None:
    formed = f"{look.calendar.local(one.entry.event.done_at):%Y-%m-%d}"
    who = look.names.user(one.entry.event.by.user)
    if one.struck is not None:
        found.left_out.append(f"{formed} {who}附上的一个文件，后来作废")
        return
    if one.about is None or not one.opens:
        raise Refusal("file_gone", "有一个附件已经清除或者打不开，做不成完整的归档包。")
    try:
        about, content = open_file(user, look.row.case_no, one.id, "content", look.now)
    except LostFileError as lost:
        raise Refusal("file_lost", f"附件“{one.about.name}”：{lost}") from lost
    kind = Kind(about.kind)
    name = f"{ATTACHMENTS}{_count(found) + 1:03d}{kind.endings[0]}"
    found.files[name] = content
    told = Material(
        name, what, ATTACHED, kind.value, len(content), formed, who, about.id, about.name
    )
    found.materials.append(told)


def _count(found: Gathered) -> int:
    return sum(one.sort == ATTACHED for one in found.materials)
