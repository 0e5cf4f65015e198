"""新的通知地址: where a client is told, of what, and the first key, shown once."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bancheng.clients.key_row import ALGORITHMS
from bancheng.clients.scopes import BY_PEOPLE
from bancheng.core.acts import ACTS
from bancheng.people.errors import PeopleError
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, Given, read
from bancheng.web.administration.keeping import form_page
from bancheng.web.api_clients.client import about, kept_client, secret_page
from bancheng.web.desk import Reader, desk
from bancheng.webhooks import keeping

ACTS_ASKED = Box(
    "acts",
    "哪些事发生时通知",
    hint="一项也不勾，就是所有办理都通知",
    widget="picks",
    choices={name: ACTS[name].term for name in BY_PEOPLE},
)
ASKED = (
    Box(
        "url",
        "送到哪里",
        hint="对方收通知的地址，例如 https://hooks.example.gov.cn/bancheng；主机要先列进“可以连的地址”",
        required=True,
        longest=keeping.LONGEST_URL,
    ),
    Box("algorithm", "签名算法", required=True, widget="pick", choices=ALGORITHMS),
    ACTS_ASKED,
)
NOTE = (
    "通知里只有工单编号、什么事、什么时候，没有姓名、电话和内容；对方收到以后再通过接口来读，"
    "看得到什么仍按它的任职。每封都签名，密钥只显示一次。"
)


@require_http_methods(["GET", "POST"])
@desk
@proved()
def new_hook_page(request: HttpRequest, reader: Reader, username: str) -> HttpResponse:
    """GET and POST /clients/<username>/hooks/new"""
    client = kept_client(reader, username)
    refused: PeopleError | None = None
    given: Given = {"algorithm": "hmac-sha256"}
    if request.method == "POST":
        given = {**request.POST.dict(), "acts": request.POST.getlist("acts")}
        try:
            values = read(ASKED, request.POST)
            url, algorithm = str(values["url"]), str(values["algorithm"])
            by, unit, now = reader.user.username, about(client), reader.now
            with transaction.atomic():
                new = keeping.subscribe(client, url, chosen(values["acts"]), by, unit, now)
                issued = keeping.issue(new, algorithm, by, unit, now)
        except PeopleError as wrong:
            refused = wrong
        else:
            back = reverse("api-hook", args=[username, new.pk])
            return secret_page(
                request, reader, client, issued.key.name, issued.secret, algorithm, back
            )
    return form_page(
        request,
        reader,
        f"给{client}加一个通知地址",
        ASKED,
        given,
        button="加上，显示密钥",
        back=reverse("api-client", args=[username]),
        note=NOTE,
        refused=refused,
    )


def chosen(value: object) -> list[str]:
    """The acts that were ticked."""
    return [str(each) for each in value] if isinstance(value, list) else []
