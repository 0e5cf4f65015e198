"""给出纸面: an answer that carries a paper, under a name that is safe and says what it is.

The paper is made here of words alone and carries no script; the browser is told to run none.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from bancheng.files.kind import Kind
from bancheng.files.naming import safe_name

KINDS = {"pdf": Kind.PDF, "docx": Kind.DOCX}
SHUT = "default-src 'none'; frame-ancestors 'none'; object-src 'self'; plugin-types application/pdf"


def paper_answer(content: bytes, file: str, name: str) -> HttpResponse:
    """A PDF to be looked at and printed in place; a DOCX to be saved."""
    kind = KINDS[file]
    answer = HttpResponse(content, content_type=kind.value)
    named = content_disposition_header(file != "pdf", safe_name(f"{name}.{file}", kind))
    answer["Content-Disposition"] = named or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SHUT
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
