"""新接口账号: an account nobody signs in with, its first post, what it may do and from where."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.clients.keeping import Wanted, new_client
from bancheng.clients.scopes import SCOPES
from bancheng.people.errors import PeopleError
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, Given, read
from bancheng.web.administration.keeping import form_page, kept_unit
from bancheng.web.administration.roles import known_roles, role_choices
from bancheng.web.desk import Reader, desk

MAY = (
    Box(
        "addresses",
        "从哪些地址来",
        hint="对方服务器的地址或网段，例如 10.20.0.8、10.30.0.0/16",
        required=True,
        listed=True,
        longest=600,
    ),
    Box(
        "scopes",
        "可以做什么",
        hint="只在它的任职本来就能做的事里再收窄；没勾的一律不行",
        required=True,
        widget="picks",
        choices=SCOPES,
    ),
)
NOTE = (
    "接口账号按它的任职看工单、办事，和人一样；没有人能用它登录。建好以后再发密钥，密钥只显示一次。"
)


@require_http_methods(["GET", "POST"])
@desk
@proved()
def new_client_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """GET and POST /clients/new?at=<unit code>"""
    unit = kept_unit(reader, request.GET.get("at", ""))
    roles = {k: v for k, v in role_choices(unit).items() if k in known_roles(unit)}
    asked = (
        Box("username", "账号名", hint="小写字母开头，例如 api.hotline；定了不能改", required=True),
        Box("name", "对方系统叫什么", hint="例如 12345 热线平台", required=True, longest=50),
        Box("role", "按哪个职责办事", required=True, widget="pick", choices=roles),
        *MAY,
    )
    refused: PeopleError | None = None
    given: Given = {}
    if request.method == "POST":
        given = {**request.POST.dict(), "scopes": request.POST.getlist("scopes")}
        try:
            values = read(asked, request.POST)
            said = {name: str(values[name]) for name in ("username", "name", "role")}
            scopes, addresses = (_several(values[name]) for name in ("scopes", "addresses"))
            wanted = Wanted(
                said["username"],
                said["name"],
                unit,
                said["role"],
                scopes,
                addresses,
                known_roles(unit),
            )
            client = new_client(wanted, reader.user.username, reader.now)
        except PeopleError as wrong:
            refused = wrong
        else:
            messages.success(request, f"已建立接口账号{client}。接下来给它发一把密钥。")
            return redirect("api-client", client.user.username)
    return form_page(
        request,
        reader,
        f"在{unit.name}建立接口账号",
        asked,
        given,
        button="建立",
        back=reverse("api-clients"),
        note=NOTE,
        refused=refused,
    )


def _several(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
