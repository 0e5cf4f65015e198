"""诉求人自己的事: add papers, check the record, rate, have it looked at again, take it back.

One page for each act a standard gives the petitioner; what it does not give is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.casework.look import Look
from bancheng.core.given import options
from bancheng.core.refusal import Refusal
from bancheng.petitioner import acting
from bancheng.petitioner.keyed import digest
from bancheng.petitioner.sent_again import first_of, is_changed
from bancheng.web.attachments.form_files import FormFiles, attach_field, take_for
from bancheng.web.public.mine import BUTTONS, theirs
from bancheng.web.public.own_form import mark_of, of_another_case, unsent
from bancheng.web.public.refused import said
from bancheng.web.public.visit import Visit, show

FILES_OF = frozenset({"supplement", "ask_review", "reopen"})
TEXT_OF = {
    "supplement": "text",
    "ask_review": "reason",
    "reopen": "reason",
    "withdraw": "reason",
    "rate": "said",
}
MOST_FILES = 9
GIVE_SOMETHING = "请选照片或者文件，或者写几个字。"
SIGN = "请在框里签名，或者写上您的姓名。"
SAY_WHY = "请写写为什么。"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@theirs
def own_act(request: HttpRequest, visit: Visit, look: Look, act: str) -> HttpResponse:
    """GET and POST /w/<centre>/mine/<act>"""
    if act not in BUTTONS:
        raise Http404(act)
    if request.method == "POST":
        left = unsent(request, act)
        if not left.is_of(look.row.case_no):
            return of_another_case(request, visit, look, left)
        return _take(request, visit, look, act)
    if act not in acting.open_acts(look):
        return redirect("public-mine", visit.centre.code)
    return form_page(request, visit, look, act, {"solved": request.GET.get("solved", "")})


def _take(request: HttpRequest, visit: Visit, look: Look, act: str) -> HttpResponse:
    sent, owner, brought = request.POST, digest("files of a session", visit.token), FormFiles()
    if act in FILES_OF or act == "confirm":
        brought = take_for(owner, request, visit.now, look.row.case_no, MOST_FILES)
    command = f"own {digest('own act', look.row.case_no, sent.get('command_id', ''))[:40]}"
    mine = reverse("public-mine", args=(visit.centre.code,))
    try:
        given = _given(look, act, request, brought)
        done = acting.act(look.row.case_no, act, given, owner, command, visit.now)
    except Refusal as refusal:
        if act == "withdraw" and look.case.outcome == "withdrawn":
            return _see(f"{mine}?done=withdraw")  # from another tab; it is what they want
        return form_page(request, visit, look, act, sent, refusal, brought)
    again = done.repeated and is_changed(first_of(command), given, owner, visit.now)
    return _see(f"{mine}?done={act}{'&changed=1' if again else ''}")


def _see(address: str) -> HttpResponse:
    answer = redirect(address)
    answer.status_code = 303
    return answer


def form_page(
    request: HttpRequest,
    visit: Visit,
    look: Look,
    act: str,
    typed: Mapping[str, str],
    wrong: Refusal | None = None,
    brought: FormFiles | None = None,
) -> HttpResponse:
    """The form of an act, with what was typed before."""
    context = {
        "act": act,
        "button": BUTTONS[act],
        "mark": mark_of(look.row.case_no),
        "case_no": look.row.case_no,
        "matter": look.text("matter") or "",
        "missing": look.text("missing") or "",
        "name": look.text("name") or "",
        "solved": options("solved", look.standard) or {},
        "scale": options("scale", look.standard) or {},
        "typed": typed,
        "with_files": act in FILES_OF,
        "attach": attach_field((), brought or FormFiles()),
        "most": MOST_FILES,
        "command_id": typed.get("command_id") or uuid4().hex,
        "wrong": said(wrong) if wrong else "",
        "wrong_field": wrong.field if wrong else "",
    }
    status = 422 if wrong else 200
    return show(request, visit, f"public/{_template(act)}.html", context, status=status)


def _template(act: str) -> str:
    return {"confirm": "confirm", "rate": "rate"}.get(act, "own_act")


def _given(look: Look, act: str, request: HttpRequest, brought: FormFiles) -> dict[str, object]:
    sent = request.POST
    given: dict[str, object] = dict(brought.given())
    if act == "confirm":
        name = sent.get("signature", "").strip()
        if not name and brought.signature is None:
            raise Refusal("missing", SIGN, field="signature")
        return {"signing": "here", **given, **({"signature": name} if name else {})}
    text = sent.get(TEXT_OF[act], "").strip()
    if text:
        given[TEXT_OF[act]] = text
    if act == "supplement" and not given:
        raise Refusal("missing", GIVE_SOMETHING, field="files")
    if act in ("ask_review", "reopen") and not text:
        raise Refusal("missing", SAY_WHY, field="reason")
    if act == "rate":
        for name in ("satisfaction", "solved"):
            if sent.get(name):
                given[name] = sent[name]
        if "satisfaction" not in given:
            raise Refusal("missing", "请选一个：满意不满意。", field="satisfaction")
    return given
