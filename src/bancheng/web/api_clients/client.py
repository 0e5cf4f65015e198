"""一个接口账号: what it may do, its keys with their last use, and stopping it.

A secret is on the one page that answers its making, and nowhere else ever.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.channels.speakers import channels_of
from bancheng.clients.client_row import CHANNEL
from bancheng.clients.keeping import (
    LIVE_KEYS,
    change_client,
    end_key,
    issue,
    live_keys,
    start_again,
    stop,
)
from bancheng.clients.key_row import ALGORITHMS
from bancheng.clients.models import Client
from bancheng.people.errors import PeopleError
from bancheng.people.models import Unit
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Box, Given, draw, read, wrong_of
from bancheng.web.administration.keeping import kept_centres, kept_user, must_keep
from bancheng.web.api_clients.hooks_listed import hooks_of
from bancheng.web.api_clients.new import MAY
from bancheng.web.desk import Reader, desk, show
from bancheng.web.overview import role_label

KEY = (Box("algorithm", "算法", required=True, widget="pick", choices=ALGORITHMS),)


@require_http_methods(["GET", "POST"])
@desk
@proved()
def client_page(request: HttpRequest, reader: Reader, username: str) -> HttpResponse:
    """GET and POST /clients/<username>/"""
    client = kept_client(reader, username)
    if request.method == "GET":
        return _shown(request, reader, client)
    try:
        if request.POST.get("do") == "issue":
            return _issued(request, reader, client)
        told = STEPS.get(request.POST.get("do", ""), change)(request, reader, client)
    except PeopleError as refused:
        return _shown(request, reader, client, refused)
    messages.success(request, told)
    return redirect("api-client", username)


def change(request: HttpRequest, reader: Reader, client: Client) -> str:
    """What it may do and from where."""
    values = read(MAY, request.POST)
    scopes, addresses = values["scopes"], values["addresses"]
    if not (isinstance(scopes, list) and isinstance(addresses, list)):
        raise PeopleError("请把两栏都填上。")
    by = reader.user.username
    changed = change_client(client, scopes, addresses, by, about(client))
    return "已保存，对方的下一个请求起生效。" if changed else "没有改动。"


def end(request: HttpRequest, reader: Reader, client: Client) -> str:
    """One key is over."""
    key = client.keys.filter(name=request.POST.get("key", "")).first()
    if key is None:
        raise PeopleError("没有这把密钥。")
    end_key(key, reader.user.username, about(client), reader.now)
    return f"密钥 {key.name} 已作废。"


def close(request: HttpRequest, reader: Reader, client: Client) -> str:
    """Nothing of it is taken any more."""
    stop(client, reader.user.username, about(client), reader.now)
    return f"接口账号{client}已停用，对方的下一个请求起不再受理。"


def reopen(request: HttpRequest, reader: Reader, client: Client) -> str:
    """Back in use."""
    start_again(client, reader.user.username, about(client))
    return f"接口账号{client}已恢复。"


Step = Callable[[HttpRequest, Reader, Client], str]
STEPS: dict[str, Step] = {"end": end, "stop": close, "start": reopen}


def kept_client(reader: Reader, username: str) -> Client:
    """One of the clients this administrator looks after. 404 where it is another's or none."""
    must_keep(reader)
    client = Client.objects.filter(user__username=username).select_related("user").first()
    if client is None:
        raise Http404(username)
    kept_user(reader, username)
    return client


def about(client: Client) -> Unit | None:
    """The unit whose record of settings a change goes into."""
    post = client.user.posts.select_related("unit").order_by("-from_on", "-id").first()
    return post.unit if post else None


def _issued(request: HttpRequest, reader: Reader, client: Client) -> HttpResponse:
    algorithm = str(read(KEY, request.POST)["algorithm"])
    issued = issue(client, algorithm, reader.user.username, about(client), reader.now)
    key = issued.key
    return secret_page(
        request, reader, client, key.name, issued.secret, key.algorithm, request.path
    )


def secret_page(
    request: HttpRequest,
    reader: Reader,
    client: Client,
    name: str,
    secret: str,
    algorithm: str,
    back: str,
) -> HttpResponse:
    """The one page that shows a secret. ``back`` is where to go on."""
    context = {
        "client": client,
        "name": name,
        "secret": secret,
        "algorithm": ALGORITHMS[algorithm],
        "back": back,
    }
    return show(request, reader, "api_clients/secret.html", context, at="api-clients")


def _shown(
    request: HttpRequest, reader: Reader, client: Client, refused: PeopleError | None = None
) -> HttpResponse:
    doing = request.POST.get("do", "") if refused else ""
    wrong = wrong_of(refused) if refused else None
    given: Given = {"scopes": client.scopes, "addresses": client.addresses}
    if refused and not doing:
        typed = {"addresses": [request.POST.get("addresses", "")]}
        given = {"scopes": request.POST.getlist("scopes"), **typed}
    live, kept = live_keys(client, reader.now), kept_centres(reader)
    context = {
        "client": client,
        "posts": [
            (post, role_label(post))
            for post in client.user.posts.select_related("unit").order_by("-from_on", "-id")
            if post.in_force(reader.now.date())
        ],
        "keys": [
            (key, ALGORITHMS.get(key.algorithm, key.algorithm), key.is_live(reader.now))
            for key in reversed(client.keys.all())
        ],
        "fields": draw(MAY, given, wrong if not doing else None),
        "key_fields": draw(KEY, {"algorithm": "hmac-sha256"}, None),
        "hooks": hooks_of(client),
        "speaks": client.may(CHANNEL),
        "channels": [one for one in channels_of(client) if one.centre in kept],
        "may_issue": len(live) < LIVE_KEYS and client.stopped_at is None,
        "refused": refused,
    }
    status = 422 if refused else 200
    page = "api_clients/client.html"
    return show(request, reader, page, context, at="api-clients", status=status)
