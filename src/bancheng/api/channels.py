"""渠道消息: what a channel's other side says, in its own fields, handed to the channel's adapter.

Signed as everything; the client needs the scope for it, a post at the channel's centre, and to be
named by the channel. The message's own id makes a repeat harmless, so no idempotency key is needed.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse

from bancheng.api.admission import Caller, signed
from bancheng.api.problem import NOT_THERE, Problem, refused
from bancheng.api.reading_body import object_of
from bancheng.api.turning_away import must_be
from bancheng.channels import shut_out, speakers
from bancheng.channels.adapter import Hears, NotTakenError, adapters
from bancheng.channels.models import Setup
from bancheng.clients.client_row import CHANNEL
from bancheng.core.refusal import Refusal
from bancheng.people import seats

STATUS = {"message_reused": 409, "channel_off": 503}
"""Problems of an adapter that are more than a wrong field (422)."""
MEND = "请照这句话改好再发。"
OFF = Problem(503, "channel_off", "这条渠道现在没有打开。", "请过一会儿再发，消息编号不变。")


@signed
def heard_operation(request: HttpRequest, caller: Caller, setup: int, hears: str) -> HttpResponse:
    """POST /api/v1/channels/<setup>/<messages or reports>"""
    must_be(request, "POST")
    caller.must_have(CHANNEL)
    found, adapter = _channel(caller, setup, hears)
    told = object_of(request, caller)
    if not found.on:
        raise replace(OFF)
    try:
        said = adapter.hear(found, told, caller.user, caller.now)
    except NotTakenError as wrong:
        status = STATUS.get(wrong.code, 422)
        raise Problem(
            status, wrong.code, str(wrong), wrong.next_step, wrong.field or None
        ) from None
    except Refusal as refusal:
        return refused(refusal, 422, MEND, None)
    return JsonResponse(dict(said), json_dumps_params={"ensure_ascii": False})


def _channel(caller: Caller, number: int, hears: str) -> tuple[Setup, Hears]:
    """A channel that names this client, of a centre where the account has a post; any other is not
    there. That a client of the centre was not chosen stands in the channel's log, not in the
    answer."""
    centres = [centre.code for centre in seats.centres_of(caller.user, caller.now)]
    of_mine = Setup.objects.filter(ended_at=None, centre__code__in=centres)
    found = of_mine.filter(pk=number).select_related("centre").first()
    adapter = adapters().get(found.kind) if found is not None else None
    if found is None or not isinstance(adapter, Hears) or adapter.hears != hears:
        raise replace(NOT_THERE)
    if not speakers.is_named(found, caller.client):
        shut_out.note(found, caller.client, caller.now)
        raise replace(NOT_THERE)
    return found, adapter
