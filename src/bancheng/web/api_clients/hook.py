"""一个通知地址: what it is told of, its keys, what is stuck, and the last that went.

The administrator who reads this sees no case: a letter stands here by its own number, which the
receiver has too, and never by that of a case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from bancheng.clients.client_row import READ
from bancheng.clients.keeping import LIVE_KEYS
from bancheng.clients.key_row import ALGORITHMS
from bancheng.people import directory
from bancheng.people.errors import PeopleError
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import Given, draw, read, wrong_of
from bancheng.web.api_clients.client import KEY, about, kept_client, secret_page
from bancheng.web.api_clients.hook_new import ACTS_ASKED, chosen
from bancheng.web.api_clients.hooks_listed import acts_said
from bancheng.web.desk import Reader, desk, show
from bancheng.webhooks import carrying, keeping
from bancheng.webhooks.models import Subscription
from bancheng.wire import letters
from bancheng.wire.letter_row import Letter

SHOWN = 30
HARMLESS = ("ping", "again")


@dataclass(frozen=True, slots=True)
class Line:
    """One letter as the page lists it."""

    mark: str
    what: str
    made_at: datetime
    tries: int
    standing: str
    detail: str
    waits: bool


@require_http_methods(["GET", "POST"])
@desk
@proved(lambda request: request.POST.get("do") not in HARMLESS)
def hook_page(request: HttpRequest, reader: Reader, username: str, number: int) -> HttpResponse:
    """GET and POST /clients/<username>/hooks/<number>/"""
    client = kept_client(reader, username)
    found = Subscription.objects.filter(client=client, pk=number).select_related("client__user")
    subscription = found.first()
    if subscription is None:
        raise Http404(username)
    do = request.POST.get("do", "")
    if request.method == "GET":
        return _shown(request, reader, subscription)
    if subscription.ended_at is not None:
        messages.warning(request, "这个通知地址已经停了，没有改。")
        return redirect("api-hook", username, number)
    try:
        if do == "issue":
            return _issued(request, reader, subscription)
        told = STEPS.get(do, choose)(request, reader, subscription)
    except PeopleError as refused:
        return _shown(request, reader, subscription, refused)
    messages.success(request, told)
    return redirect("api-hook", username, number)


def choose(request: HttpRequest, reader: Reader, subscription: Subscription) -> str:
    """Other acts."""
    acts = chosen(read((ACTS_ASKED,), request.POST)["acts"])
    by, unit = reader.user.username, about(subscription.client)
    changed = keeping.choose(subscription, acts, by, unit)
    return "已保存，从下一件事起照这个通知。" if changed else "没有改动。"


def end(request: HttpRequest, reader: Reader, subscription: Subscription) -> str:
    """Nothing goes there any more."""
    del request
    by, unit = reader.user.username, about(subscription.client)
    keeping.end(subscription, by, unit, reader.now)
    return "已停，不再通知；等着送的也不送了。"


def end_key(request: HttpRequest, reader: Reader, subscription: Subscription) -> str:
    """One key is over."""
    key = subscription.keys.filter(name=request.POST.get("key", "")).first()
    if key is None:
        raise PeopleError("没有这把密钥。")
    keeping.end_key(key, reader.user.username, about(subscription.client), reader.now)
    return f"密钥 {key.name} 已作废。"


def ping(request: HttpRequest, reader: Reader, subscription: Subscription) -> str:
    """A message that tells of nothing, at once."""
    del request
    letter = carrying.try_it(subscription, reader.user.username, reader.now)
    if letter.arrived_at is None:
        raise PeopleError(f"试的这一封没有送到：{letter.failure.rstrip('。')}。")
    return "送到了，对方收下了。"


def again(request: HttpRequest, reader: Reader, subscription: Subscription) -> str:
    """What is stuck goes once more."""
    del request
    by, unit = reader.user.username, about(subscription.client)
    found = keeping.try_again(subscription, by, unit, reader.now)
    return f"{found} 封排上再送，一两分钟内开始。" if found else "没有卡住的了。"


def drop(request: HttpRequest, reader: Reader, subscription: Subscription) -> str:
    """One letter is given up."""
    by, unit = reader.user.username, about(subscription.client)
    mark = request.POST.get("letter", "")
    dropped = keeping.give_up(subscription, mark, by, unit, reader.now)
    return "这一封不再送，排在它后面的接着送。" if dropped else "这一封已经不用送了。"


Step = Callable[[HttpRequest, Reader, Subscription], str]
STEPS: dict[str, Step] = {
    "end": end,
    "end_key": end_key,
    "ping": ping,
    "again": again,
    "drop": drop,
}


def _issued(request: HttpRequest, reader: Reader, subscription: Subscription) -> HttpResponse:
    algorithm = str(read(KEY, request.POST)["algorithm"])
    client, by = subscription.client, reader.user.username
    issued = keeping.issue(subscription, algorithm, by, about(client), reader.now)
    name = issued.key.name
    return secret_page(request, reader, client, name, issued.secret, algorithm, request.path)


def line(letter: Letter) -> Line:
    """How a letter stands, in words."""
    standing, detail, waits = "等着送", letter.failure, True
    if letter.arrived_at is not None:
        standing, detail, waits = "送到了", "", False
    elif letter.dropped_at is not None:
        who = directory.name_of(letter.dropped_by) if letter.dropped_by else ""
        standing, waits = f"{who}决定不再送" if who else "不再送", False
        if letter.what == carrying.TRYING:
            standing = "没有送到"
    elif letter.stuck:
        standing = "卡住了"
    return Line(letter.mark, letter.what, letter.made_at, letter.tries, standing, detail, waits)


def _shown(
    request: HttpRequest,
    reader: Reader,
    subscription: Subscription,
    refused: PeopleError | None = None,
) -> HttpResponse:
    live = keeping.live_keys(subscription, reader.now)
    stuck = letters.stuck([subscription.road])
    given: Given = {"acts": subscription.acts}
    wrong = wrong_of(refused) if refused else None
    context = {
        "client": subscription.client,
        "hook": subscription,
        "keys": [
            (key, ALGORITHMS.get(key.algorithm, key.algorithm), key in live)
            for key in reversed(subscription.keys.all())
        ],
        "acts": acts_said(subscription),
        "signing": live[0].name if live else "",
        "fields": draw((ACTS_ASKED,), given, wrong),
        "key_fields": draw(KEY, {"algorithm": "hmac-sha256"}, None),
        "may_issue": len(live) < LIVE_KEYS,
        "stuck": [line(letter) for letter in stuck[:SHOWN]],
        "stuck_more": max(0, stuck.count() - SHOWN),
        "waiting": letters.waiting().filter(road=subscription.road, stuck=False).count(),
        "last": [line(letter) for letter in letters.last(subscription.road, SHOWN)],
        "refused": refused,
        "warning": "" if subscription.client.may(READ) else keeping.NOT_READING,
    }
    status = 422 if refused else 200
    return show(request, reader, "api_clients/hook.html", context, at="api-clients", status=status)
