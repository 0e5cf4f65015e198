"""常用语: kept on one page, put into any long field by «::» or a button.

The script asks once a page for the texts, filled for the case the page is about; the address names
the case and nothing of it.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bancheng.casework.look import look
from bancheng.core.refusal import Refusal
from bancheng.people import directory
from bancheng.people.unit import Unit
from bancheng.web.desk import Reader, desk, show
from bancheng.web.fields import Field, Wrong
from bancheng.workbench import ready_text_places, ready_texts
from bancheng.workbench.ready_text_places import AROUND, OF_THE_CASE

SHARED, OWN = "shared", "own"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
def ready_texts_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /ready-texts/: all of them, and one that is written or changed."""
    centre = _centre(reader)
    keeps = ready_texts.keeps_the_centres(reader.user, centre)
    listed = ready_texts.listed(reader.user, centre)
    entry = request.POST.get("entry") or request.GET.get("entry", "")
    changed = next((ready for ready in listed if ready.entry == entry and ready.may_change), None)
    given = {"name": changed.name, "text": changed.text} if changed else {}
    whose = OWN if changed is None or changed.mine else SHARED
    wrong: Wrong | None = None
    if request.method == "POST":
        given, whose = request.POST.dict(), request.POST.get("whose", OWN)
        try:
            shared = whose == SHARED
            ready_texts.save(reader.user, centre, entry, shared, given, reader.now)
        except Refusal as refusal:
            wrong = Wrong(refusal.sentence, (), refusal.field or "")
        else:
            messages.success(request, f"已保存“{given.get('name', '').strip()}”。")
            return _back()
    context = {
        "centre": centre,
        "lines": [(ready, directory.name_of(ready.made_by)) for ready in listed],
        "fields": [_field(name, given, wrong) for name in ready_texts.TERMS],
        "entry": entry if changed else "",
        "whose": whose,
        "keeps": keeps,
        "wrong": wrong,
        "of_the_case": [f"{{{name}}}" for name in OF_THE_CASE],
        "around": [f"{{{name}}}" for name in AROUND],
    }
    status = 422 if wrong else 200
    page = "workbench/ready_texts.html"
    return show(request, reader, page, context, at="ready-texts", status=status)


@require_POST
@desk
def end_ready_text(request: HttpRequest, reader: Reader, entry: str) -> HttpResponse:
    """POST /ready-texts/<entry>/end"""
    ready_texts.end(reader.user, _centre(reader), entry, reader.now)
    messages.success(request, "已删去，不再供选。")
    return _back()


@require_safe
@desk
def ready_texts_at_hand(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET /ready-texts/at-hand: name and words of each, filled for a case that may be read."""
    centre = _centre(reader)
    case_no = request.GET.get("case", "")
    found = look(reader.user, case_no, reader.now) if case_no else None
    hall = found.centre if found else centre
    around = ready_text_places.around(reader.user, hall, reader.now, found)
    texts = [
        {"name": ready.name, "text": ready_text_places.filled(ready.text, around)}
        for ready in ready_texts.listed(reader.user, centre)
    ]
    return JsonResponse({"texts": texts})


def has_ready_texts(reader: Reader) -> bool:
    """For the side list: whoever works on cases."""
    return not reader.is_administrator and ready_texts.centre_of(reader.user) is not None


def _centre(reader: Reader) -> Unit:
    centre = ready_texts.centre_of(reader.user)
    if centre is None or reader.is_administrator:
        raise Http404
    return centre


def _field(name: str, given: dict[str, str], wrong: Wrong | None) -> Field:
    term, longest = ready_texts.TERMS[name]
    hints = {"name": "打两个冒号再打它，就能找到", "text": "会变的地方用右边的占位词"}
    return Field(
        name=name,
        term=term,
        widget="text" if name == "text" else "line",
        required=True,
        hint=hints[name],
        value=given.get(name, ""),
        longest=longest,
        choices=(),
        wrong=wrong if wrong and wrong.field == name else None,
    )


def _back() -> HttpResponse:
    answer = redirect("ready-texts")
    answer.status_code = 303
    return answer
