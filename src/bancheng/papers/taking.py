"""打印: a paper taken out of a case is recorded, and drawn from the case as it then stood.

The taking is a POST, since name and phone are shown by it; the file is read afterwards as often as
the taker likes that day. Later, and for anybody else, it is masked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from bancheng.casework import reveal_row
from bancheng.casework.access import NotFound
from bancheng.casework.look import Look, look
from bancheng.core.refusal import Refusal
from bancheng.counter import given_slips, slips
from bancheng.papers.on_offer import SLIP, Offer, make, offer_of
from bancheng.papers.taken_row import PaperTaken
from bancheng.people.user import User
from bancheng.typesetting.docx import docx
from bancheng.typesetting.fonts import Fonts, fonts_in
from bancheng.typesetting.legible import Legible, TooLongError
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.sheet import Paper, together
from bancheng.typesetting.typesetter import NotSetError

FILES = {"pdf": "PDF（打印、归档）", "docx": "DOCX（还要改）"}
WHOLE = ("name", "phone", "agent")
MOST = 1000
"""So many cases in one file: what a printer takes in one go."""


def site_fonts() -> Fonts:
    """The fonts that came along and those in the data folder's ``fonts/``."""
    return fonts_in(Path(settings.BANCHENG_DATA) / "fonts")


def take(
    user: User, found: Look, paper: str, file: str, command_id: str, *, whole: bool
) -> PaperTaken:
    """Record that somebody takes a paper; repeating a command gives the same record.

    Raises Refusal where there is no such paper for this reader.
    """
    if file not in FILES:
        raise Refusal("unknown_option", f"请选文件：{'、'.join(FILES.values())}。", field="file")
    offer = offer_of(found, paper)
    if offer is None:
        raise Refusal("no_such_paper", "本件现在没有这张纸可打，请刷新页面后再选。", field="paper")
    with transaction.atomic():
        return _recorded(user, found, offer, file, command_id[:40], whole=whole)


def _recorded(
    user: User,
    found: Look,
    offer: Offer,
    file: str,
    command_id: str,
    *,
    whole: bool,
    batch: str = "",
) -> PaperTaken:
    case_no, now = found.row.case_no, found.now
    known = PaperTaken.objects.filter(uid=command_id, by=user.username).first()
    if known is not None:
        return known
    if offer.name.startswith(SLIP):
        kind = offer.name.removeprefix(SLIP)
        given_slips.give(user, found, kind, "printed", command_id[:40], now)
    elif whole and offer.names_people:
        why = f"打印“{offer.title}”（{file.upper()}）"
        for field in WHOLE:
            if found.text(field):
                reveal_row.record(case_no, field, user.username, why, now)
    return PaperTaken.objects.create(
        uid=command_id,
        batch=batch,
        case_no=case_no,
        paper=offer.name,
        file=file,
        version=found.case.version,
        whole=whole,
        by=user.username,
        at=now,
    )


def take_together(
    user: User, looks: Sequence[Look], paper: str, command_id: str, *, whole: bool
) -> list[PaperTaken]:
    """One kind of paper of several cases, in one file; cases that have none are left out.

    Raises Refusal where none has it, or where there are too many.
    """
    if len(looks) > MOST:
        raise Refusal("too_many", f"一次最多印 {MOST} 件，现在选了 {len(looks)} 件。", field="case")
    batch, rows = command_id[:40], []
    with transaction.atomic():
        for number, found in enumerate(looks):
            offer = offer_of(found, paper)
            if offer is not None:
                uid = f"{batch}-{number}"
                rows.append(_recorded(user, found, offer, "pdf", uid, whole=whole, batch=batch))
    if not rows:
        raise Refusal("no_such_paper", "选中的工单都没有这张纸可打。", field="paper")
    return rows


def taken(case_no: str) -> list[PaperTaken]:
    """What was taken out of a case, the latest first."""
    return list(PaperTaken.objects.filter(case_no=case_no).order_by("-at", "-pk")[:20])


def paper_of(user: User, row: PaperTaken, now: datetime) -> Paper:
    """The paper again, for somebody who may see the case. Raises NotFound, TooLongError."""
    found = look(user, row.case_no, now)
    then = slips.as_it_stood(found, row.version, row.at)
    whole = row.whole and row.by == user.username and _same_day(found, row)
    if offer_of(then, row.paper) is None:
        raise NotFound(row.paper)
    return make(then, row.paper, Legible(site_fonts()), masked=not whole)


def file_of(user: User, row: PaperTaken, now: datetime) -> bytes:
    """The file of one taking. Raises NotFound, Refusal where it cannot be set."""
    return _set(lambda: paper_of(user, row, now), row.file, row.at)


def file_together(user: User, rows: Sequence[PaperTaken], now: datetime) -> bytes:
    """The file of several takings, in their order; cases out of sight meanwhile are left out."""

    def all_of_them() -> Paper:
        papers = []
        for row in rows:
            try:
                papers.append(paper_of(user, row, now))
            except NotFound:
                continue
        if not papers:
            raise NotFound("batch")
        return together(papers[0].title, papers)

    return _set(all_of_them, "pdf", rows[0].at)


def _set(draw: Callable[[], Paper], file: str, at: datetime) -> bytes:
    try:
        paper = draw()
        return docx(paper, at) if file == "docx" else pdf(paper, site_fonts(), at)
    except (TooLongError, NotSetError) as refused:
        raise Refusal("cannot_be_set", str(refused)) from refused


def _same_day(found: Look, row: PaperTaken) -> bool:
    local = found.calendar.local
    return local(row.at).date() == local(found.now).date()
