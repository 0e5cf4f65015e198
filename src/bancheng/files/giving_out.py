"""给出文件: an answer that carries a stranger's bytes, and can do nothing in the reader's browser.

Pictures, which we have drawn ourselves, may be looked at in place; everything else is saved. Even
then the browser is told to believe no other type, to run nothing and to fetch nothing.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from bancheng.core.attachment import Attachment
from bancheng.files.kind import Kind

SHUT = "sandbox; default-src 'none'; frame-ancestors 'none'"


def file_answer(about: Attachment, content: bytes, *, save: bool = False) -> HttpResponse:
    """The content under its own name; ``save`` even where it could be looked at."""
    kind = Kind(about.kind)
    in_place = kind.is_picture and not save
    media_type = f"{kind}; charset=utf-8" if kind is Kind.TEXT else kind.value
    named = content_disposition_header(not in_place, about.name)
    return _shut(content, media_type, named or "attachment")


def picture_answer(content: bytes, kind: Kind = Kind.JPEG) -> HttpResponse:
    """A picture that stands on a page of ours."""
    return _shut(content, kind.value, "inline")


def _shut(content: bytes, media_type: str, disposition: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = disposition
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SHUT
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
