"""一条渠道: its settings, on and off, whether it works, and what is stuck on it.

The administrator who sets it up sees no cases: what is stuck is told by its kind, its time and the
other side's number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bancheng.channels import setups, speakers
from bancheng.channels.adapter import Adapter, Explains, Hears, adapters
from bancheng.channels.failing import failing
from bancheng.channels.models import Setup
from bancheng.people.errors import PeopleError
from bancheng.web.account.proof import proved
from bancheng.web.administration.boxes import draw, read, wrong_of
from bancheng.web.administration.keeping import must_keep
from bancheng.web.channels.new import boxes_of
from bancheng.web.channels.setting_fields import checked, drawn, typed
from bancheng.web.channels.speaking import NAME, name_them, named_now, speaker_boxes
from bancheng.web.channels.stuck import again, drop, stuck_of, under_way
from bancheng.web.desk import Reader, desk, show

HARMLESS = ("try", "off", "again")
"""What can be done without a fresh proof of who it is: nothing is opened or lost by it."""


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk
@proved(lambda request: request.POST.get("do") not in HARMLESS)
def channel_page(request: HttpRequest, reader: Reader, number: int) -> HttpResponse:
    """GET and POST /channels/<number>/"""
    setup = kept_setup(reader, number)
    adapter = adapters().get(setup.kind)
    if adapter is None:
        raise Http404(setup.kind)
    if request.method == "GET":
        return _shown(request, reader, setup, adapter, _kept(setup), {})
    if setup.ended_at is not None:
        messages.error(request, "这条渠道已经停用，改不了了。")
    elif request.POST.get("do") in STEPS:
        STEPS[request.POST["do"]](request, reader, setup, adapter)
    else:
        return _save(request, reader, setup, adapter)
    return redirect("channel", number)


def kept_setup(reader: Reader, number: int) -> Setup:
    """A channel of a centre one looks after. 404 where it is another's or none."""
    kept = must_keep(reader)
    found = Setup.objects.filter(pk=number, centre__in=kept).select_related("centre").first()
    if found is None:
        raise Http404(number)
    return found


def _save(request: HttpRequest, reader: Reader, setup: Setup, adapter: Adapter) -> HttpResponse:
    sent = request.POST
    values, again = typed(adapter.settings, sent, _kept(setup))
    found = checked(adapter.settings, values)
    wrong = found if isinstance(found, dict) else {}
    refused: PeopleError | None = None
    try:
        asked = boxes_of(adapter, setup.centre) + speaker_boxes(setup, adapter, reader.now)
        named = read(asked, sent)
    except PeopleError as error:
        refused = error
    if wrong or refused or isinstance(found, dict):
        return _shown(request, reader, setup, adapter, again, wrong, refused)
    setup.name, setup.channel = str(named["name"])[:60], str(named.get("channel", ""))
    with transaction.atomic():
        setups.keep(setup, found, reader.user.username, reader.now)
        if isinstance(adapter, Hears):
            name_them(setup, named[NAME], reader.user.username, reader.now)
    messages.success(request, "已保存。" + ("" if setup.on else "现在还关着，试好了再打开。"))
    return redirect("channel", setup.pk)


def _try(request: HttpRequest, reader: Reader, setup: Setup, adapter: Adapter) -> None:
    tried = adapter.try_it(setup, reader.now)
    setups.log(setup, "tried", "试一下", reader.now, fine=tried.fine, said=tried.said)
    (messages.success if tried.fine else messages.error)(request, tried.said)


def _on(request: HttpRequest, reader: Reader, setup: Setup, adapter: Adapter) -> None:
    if isinstance(checked(adapter.settings, _kept(setup)), dict):
        messages.error(request, "设置还没有填好，请先保存设置，再打开。")
        return
    setups.switch(setup, True, reader.user.username, reader.now)
    messages.success(request, f"“{setup.name}”已打开。")


def _off(request: HttpRequest, reader: Reader, setup: Setup, adapter: Adapter) -> None:
    setups.switch(setup, False, reader.user.username, reader.now)
    messages.success(request, f"“{setup.name}”已关上；这期间要送的，打开以后补送。")


def _end(request: HttpRequest, reader: Reader, setup: Setup, adapter: Adapter) -> None:
    setups.end(setup, reader.user.username, reader.now)
    messages.success(request, f"“{setup.name}”已停用；往来记录留着。")


def _again(request: HttpRequest, reader: Reader, setup: Setup, adapter: Adapter) -> None:
    again(request, reader, setup)


def _drop(request: HttpRequest, reader: Reader, setup: Setup, adapter: Adapter) -> None:
    drop(request, reader, setup)


Step = Callable[[HttpRequest, Reader, Setup, Adapter], None]
STEPS: dict[str, Step] = {
    "try": _try,
    "on": _on,
    "off": _off,
    "end": _end,
    "again": _again,
    "drop": _drop,
}


def _kept(setup: Setup) -> dict[str, Any]:
    """What is set; nothing where it can no longer be read."""
    try:
        return setups.raw_of(setup)
    except ValueError:
        return {}


def _shown(
    request: HttpRequest,
    reader: Reader,
    setup: Setup,
    adapter: Adapter,
    values: Mapping[str, Any],
    wrong: Mapping[str, str],
    refused: PeopleError | None = None,
) -> HttpResponse:
    boxes = boxes_of(adapter, setup.centre) + speaker_boxes(setup, adapter, reader.now)
    named: dict[str, object] = {"name": setup.name, "channel": setup.channel}
    chosen = named_now(setup, reader.now)
    if request.method == "POST":
        named = {name: request.POST.get(name, "") for name in named}
        chosen = request.POST.getlist(NAME)
    stuck, more_stuck = stuck_of(setup)
    waits, asleep = under_way(setup, reader.now)
    context = {
        "setup": setup,
        "adapter": adapter,
        "named": draw(boxes, {**named, NAME: chosen}, wrong_of(refused) if refused else None),
        "fields": drawn(adapter.settings, values, wrong),
        "wrong": bool(wrong or refused),
        "about_whole": wrong.get("", ""),
        "hears": adapter.hears if isinstance(adapter, Hears) else "",
        "speakers": speakers.named(setup, reader.now) if isinstance(adapter, Hears) else (),
        "may_be_chosen": any(box.name == NAME and box.choices for box in boxes),
        "beside": adapter.beside() if isinstance(adapter, Explains) else (),
        "failing": failing([setup], reader.now).get(setup.pk, ""),
        "waiting": waits,
        "asleep": asleep,
        "stuck": stuck,
        "more_stuck": more_stuck,
        "last": setup.passages.all()[:5],
    }
    status = 422 if wrong or refused else 200
    return show(request, reader, "channels/one.html", context, at="channels", status=status)
