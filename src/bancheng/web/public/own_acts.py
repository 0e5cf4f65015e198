"""诉求人自己的事: add papers, check the record, rate, have it looked at again, take it back.

One page for each act a standard gives the petitioner; what it does not give is not there.
"""

from __future__ import annotations

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
    sent, wrong = request.POST, None
    owner = digest("files of a session", visit.token)
    brought = FormFiles()
    if request.method == "POST":
        if act in FILES_OF or act == "confirm":
            brought = take_for(owner, request, visit.now, look.row.case_no, MOST_FILES)
        command = f"own {digest('own act', look.row.case_no, sent.get('command_id', ''))[:40]}"
        try:
            given = _given(look, act, request, brought)
            done = acting.act(look.row.case_no, act, given, owner, command, visit.now)
        except Refusal as refusal:
            wrong = refusal
        else:
            mine = reverse("public-mine", args=(visit.centre.code,))
            again = done.repeated and is_changed(first_of(command), given, owner, visit.now)
            answer = redirect(f"{mine}?done={act}{'&changed=1' if again else ''}")
            answer.status_code = 303
            return answer
    elif act not in acting.open_acts(look):
        return redirect("public-mine", visit.centre.code)
    context = {
        "act": act,
        "button": BUTTONS[act],
        "matter": look.text("matter") or "",
        "missing": look.text("missing") or "",
        "name": look.text("name") or "",
        "solved": options("solved", look.standard) or {},
        "scale": options("scale", look.standard) or {},
        "typed": sent or {"solved": request.GET.get("solved", "")},
        "with_files": act in FILES_OF,
        "attach": attach_field((), brought),
        "most": MOST_FILES,
        "command_id": sent.get("command_id") or uuid4().hex,
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
