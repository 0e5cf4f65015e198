"""没写完的: what was being typed is kept as one types, found again, gone on with or thrown away.

``static/web/drafts.js`` keeps every form that says ``data-draft``. Nothing personal stands in an
address: a draft is asked for by form and case number, or by its name, which means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from bancheng.casework import masking
from bancheng.core.ask import Shape
from bancheng.core.decider import FIELDS
from bancheng.core.refusal import Refusal
from bancheng.web import taken
from bancheng.web.desk import Reader, desk, show
from bancheng.web.words_of_time import clock_words
from bancheng.workbench import draft_ends, drafts
from bancheng.workbench.drafts import Kept, Typed, TypedElsewhereError

LONGEST = {"form": 60, "case_no": 60, "command_id": 80, "title": 60, "address": 200}
LINE = 40
OF_THE_FORM = "field."
"""Before each of the form's own names, so that none can be taken for one of ours."""


@sensitive_post_parameters()
@require_POST
@desk
def save_draft(request: HttpRequest, reader: Reader) -> HttpResponse:
    """POST /drafts/save: 200 saved, 409 saved from another tab meanwhile, 422 too long."""
    typed = typed_of(request.POST)
    if typed is None:
        return JsonResponse({"told": "缺少表单的名称。"}, status=422)
    try:
        name, revision = drafts.save(reader.user, typed, reader.now)
    except TypedElsewhereError as elsewhere:
        at = _clock(elsewhere.saved_at, reader)
        return JsonResponse({"saved": at, "revision": elsewhere.revision}, status=409)
    except Refusal as refusal:
        return JsonResponse({"told": refusal.sentence}, status=422)
    saved = {"name": name, "revision": revision, "saved": _clock(reader.now, reader)}
    return JsonResponse(saved)


def typed_of(sent: QueryDict) -> Typed | None:
    """What the script sent; None where it does not say which form it is."""
    given = {name: sent.get(name, "")[:most] for name, most in LONGEST.items()}
    if not given["form"] or not given["form"].replace("-", "").replace("_", "").isalnum():
        return None
    if not given["address"].startswith("/") or given["address"].startswith("//"):
        given["address"] = ""
    fields = tuple(
        (name.removeprefix(OF_THE_FORM), value)
        for name, values in sent.lists()
        if name.startswith(OF_THE_FORM)
        for value in values
    )
    return Typed(
        fields=fields,
        name=sent.get("draft", ""),
        revision=_number(sent.get("revision", "")) or 0,
        nth=_number(sent.get("nth", "")) or 0,
        version=_number(sent.get("version", "")),
        **given,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


@require_safe
@desk
def draft_of_form(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /drafts/of?form=…&case_no=…: what the form goes on with, or nothing; and, where the form
    was sent before (``sent``, its command), whether that arrived."""
    asked = {name: request.GET.get(name, "") for name in ("form", "case_no", "draft")}
    kept = drafts.newest(reader.user, asked["form"], asked["case_no"], asked["draft"])
    sent = request.GET.get("sent", "")
    told = {"handed_in": taken.was_taken(request, sent)} if sent else {}
    if kept is None:
        return JsonResponse({"draft": None, **told})
    found = {
        "name": kept.name,
        "revision": kept.revision,
        "page": kept.command_id,
        "version": kept.version,
        "saved": _clock(kept.saved_at, reader),
        "fields": kept.fields,
    }
    return JsonResponse({"draft": found, **told})


@require_POST
@desk
def discard_draft(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """POST /drafts/<name>/discard"""
    drafts.discard(reader.user, name)
    if request.POST.get("quietly"):
        return HttpResponse(status=204)
    answer = redirect("duties")
    answer.status_code = 303
    return answer


@require_safe
@desk
def draft_page(request: HttpRequest, reader: Reader, name: str) -> HttpResponse:
    """GET /drafts/<name>/: what stands in it, to be copied where its form is no longer open."""
    kept = drafts.named(reader.user, name)
    context = {
        "draft": kept,
        "saved": _clock(kept.saved_at, reader),
        "address": address_of(kept),
        "lines": [(_term(field), value) for field, value in kept.fields if _is_words(field, value)],
        "kept_days": draft_ends.KEPT_DAYS,
    }
    return show(request, reader, "workbench/draft.html", context, at="duties")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft as the duties page lists it; ``line`` is what it begins with, names masked."""

    draft: Kept
    saved: str
    address: str
    line: str


def unfinished(reader: Reader) -> list[Unfinished]:
    """没写完的, the last one first."""
    return [
        Unfinished(kept, _clock(kept.saved_at, reader), address_of(kept), _begins(kept))
        for kept in drafts.listed(reader.user)
    ]


def _begins(kept: Kept) -> str:
    """The petitioner's masked name and the first words, as lists of cases show them."""
    name = masking.name(kept.text("name"))
    said = next((v for f, v in kept.fields if _is_text(f) and v.strip()), "")
    words = " ".join(said.split())
    short = words if len(words) <= LINE else words[: LINE - 1] + "…"
    return "　".join(part for part in (name, short) if part)


def _is_text(field: str) -> bool:
    return field in FIELDS and FIELDS[field].shape is Shape.TEXT


def address_of(kept: Kept) -> str:
    """Where to go on: the form, and which of several drafts."""
    joined = "&" if "?" in kept.address else "?"
    return f"{kept.address}{joined}draft={kept.name}" if kept.address else ""


def _is_words(field: str, value: str) -> bool:
    """What somebody wrote; what they chose is chosen again in a moment."""
    known = FIELDS.get(field)
    return bool(value.strip()) and (known is None or known.erasable)


def _term(field: str) -> str:
    return FIELDS[field].term if field in FIELDS else field


def _clock(at: datetime, reader: Reader) -> str:
    return clock_words(at, reader.now)
