"""查进度: the query code and the last four digits of the phone, by POST, never in an address.

Wrong is wrong: the page that says so is the same to the byte, whichever of the two it was.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from bancheng.casework import access
from bancheng.petitioner import acting, sessions
from bancheng.petitioner.asking import ask
from bancheng.petitioner.code_row import QueryCode
from bancheng.web.public.mine import BUTTONS
from bancheng.web.public.own_acts import form_page
from bancheng.web.public.own_form import Unsent, of_another_case, unsent
from bancheng.web.public.visit import KEY, Visit, public, show

WRONG = {"wrong": 422, "too many": 429}


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def ask_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET and POST /w/<centre>/ask"""
    if request.method != "POST":
        return show(request, visit, "public/ask.html", {"wrong": ""})
    sent, left = request.POST, unsent(request)
    found = ask(sent.get("code", ""), sent.get("digits", ""), visit.address, visit.now)
    if not isinstance(found, QueryCode):
        context = {"wrong": found, "unsent": left}
        return show(request, visit, "public/ask.html", context, status=WRONG[found])
    answer = _with_what_was_left(request, visit, found.case_no, left)
    if answer is None:
        answer = redirect("public-mine", access.place_of(found.case_no).chain)
        answer.status_code = 303
    hold_key(answer, sessions.begin(found, visit.now))
    return answer


def _with_what_was_left(
    request: HttpRequest, visit: Visit, case_no: str, left: Unsent
) -> HttpResponse | None:
    """The form that could not act, once its case was asked for; None where nothing was left."""
    look = acting.their_case(case_no, visit.now)
    if not left.mark or look.row.chain != visit.centre.code:
        return None
    if not left.is_of(case_no):
        return of_another_case(request, visit, look, left)
    if left.act not in BUTTONS or left.act not in acting.open_acts(look):
        return None
    return form_page(request, visit, look, left.act, left.typed)


@require_POST
@public
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """POST /w/<centre>/leave: for the next person at the hall's screen nothing is left."""
    if visit.token:
        sessions.end(visit.token)
    answer = show(request, visit, "public/left.html")
    answer.delete_cookie(KEY, path="/w/", samesite="Lax")
    return answer


def hold_key(answer: HttpResponse, token: str) -> None:
    """The browser keeps the token until it is shut; here it ends sooner."""
    secure = bool(settings.SESSION_COOKIE_SECURE)
    answer.set_cookie(KEY, token, path="/w/", httponly=True, samesite="Lax", secure=secure)
