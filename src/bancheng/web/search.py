"""找工单: by number, name, phone or two characters; only what the reader may see.

What was typed may be a name or a phone, so it never stands in an address in the clear: the address
carries it sealed, for this reader and for a working day, and going back in the browser still works.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework import access, queries
from bancheng.core.permission import stage_term
from bancheng.web.desk import Reader, desk, show

KEPT_SECONDS = 8 * 3600
LIMIT = 30
LONGEST = 100


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def search_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST asks, GET shows; a full number goes straight to its case."""
    if request.method == "POST":
        return _asked(reader, request.POST.get("text", "").strip()[:LONGEST])
    text = unsealed(reader, request.GET.get("f", ""))
    found = queries.search(reader.user, text, LIMIT) if text else recent(reader)
    context = {
        "text": text,
        "lines": [(line, stage_term(line.standard, line.case.stage)) for line in found],
        "limit": LIMIT,
    }
    return show(request, reader, "web/search.html", context, at="search")


def recent(reader: Reader) -> list[queries.CaseLine]:
    """What moved last, before anything is asked."""
    rows = access.visible(reader.user).order_by("-touched_at")[:LIMIT]
    return list(queries.case_lines(rows).values())


def _asked(reader: Reader, text: str) -> HttpResponse:
    row = access.visible(reader.user).filter(case_no__iexact=text).first() if text else None
    if row is not None:
        return redirect("case", row.case_no)
    address = reverse("search")
    return redirect(f"{address}?f={sealed(reader, text)}" if text else address)


def sealed(reader: Reader, text: str) -> str:
    """The words as an address may carry them."""
    return _box().encrypt(f"{reader.user.pk}\n{text}".encode()).decode()


def unsealed(reader: Reader, token: str) -> str:
    """The words again; nothing where the token is another's, too old, or none at all."""
    try:
        owner, _, text = _box().decrypt(token.encode(), ttl=KEPT_SECONDS).decode().partition("\n")
    except (InvalidToken, UnicodeEncodeError):
        return ""
    return text if owner == str(reader.user.pk) else ""


@lru_cache(maxsize=1)
def _box() -> Fernet:
    key = hashlib.sha256(b"search\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
