"""通报的文件: PDF to be kept and sent, DOCX for the office to go on writing in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.laying_out import bulletin_paper
from bancheng.core.refusal import Refusal
from bancheng.typesetting.docx import docx
from bancheng.typesetting.fonts import Fonts, fonts_in
from bancheng.typesetting.legible import Legible, TooLongError
from bancheng.typesetting.pdf import pdf
from bancheng.typesetting.typesetter import NotSetError

FILES = {"pdf": "PDF", "docx": "DOCX"}


def site_fonts() -> Fonts:
    """The fonts that came along and those in the data folder's ``fonts/``."""
    return fonts_in(Path(settings.BANCHENG_DATA) / "fonts")


def file_of(issue: Issue, kind: str, now: datetime) -> bytes:
    """The file; an issue that went out is dated as then. Raises Refusal where it cannot be set."""
    at = issue.issued_at or issue.as_at
    fonts = site_fonts()
    try:
        paper = bulletin_paper(issue, now, Legible(fonts))
        return docx(paper, at) if kind == "docx" else pdf(paper, fonts, at)
    except (TooLongError, NotSetError) as refused:
        raise Refusal("cannot_be_set", str(refused)) from refused
