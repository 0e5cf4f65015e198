"""谁必须用两步登录: the list of roles, for whoever looks after the whole installation."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.identity import required
from bancheng.library import standards
from bancheng.people.chart import current
from bancheng.people.errors import PeopleError
from bancheng.people.post import ADMINISTRATOR
from bancheng.people.unit import Form
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, draw, read, wrong_of
from bancheng.web.desk import Reader, desk, show
from bancheng.web.running.running import looks_after_all


def role_labels() -> dict[str, str]:
    """The administrator, and every role of a standard that a hall follows, in its words."""
    labels = {ADMINISTRATOR: "系统管理员"}
    halls = [unit for unit in current().units.values() if unit.form == Form.CENTRE and unit.active]
    for name in dict.fromkeys(hall.standard for hall in halls if hall.standard):
        for role, known in standards.standard(name).roles.items():
            labels.setdefault(role, known.label)
    return labels


@require_http_methods(["GET", "POST"])
@desk
@proved()
def rule_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /second-step-rule/"""
    if not looks_after_all(reader):
        raise Http404
    labels, refused = role_labels(), None
    # a role that no hall follows any more stays on the list until somebody takes it off
    labels |= {role: role for role in required.roles() - labels.keys()}
    asked = (Box("roles", "这些职责必须用两步登录", widget="picks", choices=labels),)
    chosen: object = sorted(required.roles())
    if request.method == "POST":
        try:
            values = read(asked, request.POST)["roles"]
            wanted = [str(each) for each in values] if isinstance(values, list) else []
            changed = required.change(wanted, labels, reader.user.username, reader.now)
        except PeopleError as wrong:
            refused, chosen = wrong, request.POST.getlist("roles")
        else:
            said = "已保存，各人下次登录起照这个办。" if changed else "没有改动。"
            messages.success(request, said)
            return redirect("second-step-rule")
    context = {
        "fields": draw(asked, {"roles": chosen}, wrong_of(refused) if refused else None),
        "refused": refused,
    }
    status = 422 if refused else 200
    page = "account/rule.html"
    return show(request, reader, page, context, at="second-step-rule", status=status)
