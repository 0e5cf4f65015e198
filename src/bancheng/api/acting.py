"""办理: one operation for every act, and a new case, through the one write door.

A body names what the act asks; the idempotency key makes a repeat harmless, If-Match says which
state of the case the act was decided on. What the rules refuse is told with their own code.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, JsonResponse

from bancheng.api.admission import Caller, asked_of, signed
from bancheng.api.one_case import a_number, may_now
from bancheng.api.problem import Problem, refused
from bancheng.api.reading_body import Body, body_of
from bancheng.api.turning_away import must_be, nowhere
from bancheng.api.words import Told, instant
from bancheng.casework import access
from bancheng.casework.door import Doer, Done, Order, Outside, handle, open_case
from bancheng.casework.look import look
from bancheng.casework.stale import Stale
from bancheng.casework.surroundings import standard_for
from bancheng.clients.hearing import means_the_same
from bancheng.clients.scopes import BY_PEOPLE
from bancheng.core.acts import ACTS
from bancheng.core.refusal import Refusal
from bancheng.core.stage import Stage
from bancheng.core.standard.standard import Standard
from bancheng.journal import read
from bancheng.library import standards
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.wire import signing

OPENING = ("register", "submit")
"""The acts by which a case begins."""

ON_A_CASE = tuple(name for name in BY_PEOPLE if ACTS[name].possible != frozenset({Stage.NONE}))
"""The acts that each have an operation of their own."""

ONCE = re.compile(r"[A-Za-z0-9_.:-]{8,100}")
VERSION = re.compile(r'"(\d{1,8})"')
CORRECT = "请照这句话改好，换一个幂等键再发。"
READ_AGAIN = "请重新读一次工单，再决定怎么办。"


@signed
def act_operation(request: HttpRequest, caller: Caller, case_no: str, act: str) -> HttpResponse:
    """POST /api/v1/cases/<number>/<act>"""
    if act not in ON_A_CASE:
        raise nowhere()
    must_be(request, "POST")
    caller.must_have(act)
    once = _once(request, caller)
    place = access.place_for(caller.user, a_number(case_no))
    standard = standards.standard(place.standard, place.edition)
    body = body_of(request, caller, standard, ("given", "done_at", "for_unit"))
    version = _version(request, case_no)
    order = Order(act, body.given, body.for_unit, body.done_at)
    try:
        done = handle(caller.user, case_no, [order], once, version, caller.now)
    except Refusal as refusal:
        return _refused(refusal, standard, caller, case_no)
    return _done(done, 200)


def open_operation(request: HttpRequest, caller: Caller) -> HttpResponse:
    """POST /api/v1/cases: a matter registered by the account, or handed in by the channel."""
    body = body_of(request, caller, None, ("given", "done_at", "centre", "act"))
    act = body.act or "register"
    if act not in OPENING:
        said = f"新工单只能用 {'、'.join(OPENING)} 开头。"
        raise Problem(422, "unknown_option", said, CORRECT, field="act")
    caller.must_have(act)
    once = _once(request, caller)
    centre = _centre(caller, body)
    standard = standard_for(centre, caller.now.date())
    body = body_of(request, caller, standard, ("given", "done_at", "centre", "act"))
    name = caller.user.username
    doer: Doer = Outside("origin", owner=name) if act == "submit" else caller.user
    order = Order(act, body.given, None, body.done_at)
    try:
        done = open_case(doer, centre.code, [order], once, caller.now)
    except Refusal as refusal:
        return refused(refusal, _status(refusal), CORRECT, standard)
    return _done(done, 201)


def _centre(caller: Caller, body: Body) -> Unit:
    """A centre at which the account has a post. Elsewhere there is none, for it."""
    mine = {centre.code: centre for centre in seats.centres_of(caller.user, caller.now)}
    if body.centre is None and len(mine) == 1:
        return next(iter(mine.values()))
    if body.centre not in mine:
        said = "请写明在哪个中心办；这个账号只能在它任职的中心办。"
        listed = "、".join(mine) or "没有：请让系统管理员给它任职"
        raise Problem(422, "unknown_option", said, f"可以写：{listed}。", field="centre")
    return mine[body.centre]


def _once(request: HttpRequest, caller: Caller) -> str:
    """The command's id. Problem where the key is missing or means something else already."""
    key = request.headers.get(signing.ONCE, "")
    if not ONCE.fullmatch(key):
        said = "请带上 Idempotency-Key 标头：8 到 100 个字母、数字或 _ . : -。"
        do = "每件事用一个新的幂等键；重发同一件事用原来的。"
        raise Problem(400, "idempotency_key_missing", said, do, field=signing.ONCE)
    asked = asked_of(request, caller.body)
    words = f"{asked.method} {asked.path} {asked.headers.get(signing.MATCH, '')}\n".encode()
    if not means_the_same(caller.client, key, words + caller.body, caller.now):
        said = "这个幂等键已经用在别的内容上了。"
        raise Problem(409, "idempotency_key_reused", said, "内容变了的，请换一个幂等键。")
    return f"api:{caller.user.username}:{key}"


def _version(request: HttpRequest, case_no: str) -> int | None:
    text = request.headers.get(signing.MATCH, "")
    if not text:
        return None
    found = VERSION.fullmatch(text)
    if found is None:
        said = 'If-Match 要写成 "12" 这样，就是读工单时应答里的 ETag。'
        raise Problem(400, "wrong_header", said, "请原样带上 ETag。", field=signing.MATCH)
    version = int(found[1])
    if version > read.version_of(case_no):
        said = "If-Match 里的版本还没有出现过。"
        raise Problem(412, "stale", said, READ_AGAIN)
    return version


def _refused(refusal: Refusal, standard: Standard, caller: Caller, case_no: str) -> HttpResponse:
    if isinstance(refusal, Stale):
        return refused(_moved_on(refusal), 412, READ_AGAIN, standard)
    if refusal.field:
        return refused(refusal, _status(refusal), CORRECT, standard)
    found = look(caller.user, case_no, caller.now)
    open_now = "、".join(f"{act['word']}（{act['code']}）" for act in may_now(found, caller))
    do = f"这个账号现在可以办：{open_now}。" if open_now else "这个账号现在没有可以办的。"
    return refused(refusal, _status(refusal), do, standard)


def _moved_on(stale: Stale) -> Refusal:
    """The same for a program, which has no page open and typed nothing."""
    since = f"：{stale.done}" if stale.done else ""
    return Refusal("stale", f"您写的版本以后，这件工单又有了新的记录{since}。")


def _status(refusal: Refusal) -> int:
    return 409 if refusal.code == "command_reused" else 422


def _done(done: Done, status: int) -> HttpResponse:
    """What was done, the same however often it is asked for."""
    told: Told = {
        "case_no": done.case_no,
        "version": done.version,
        "events": [
            {
                "seq": event.seq,
                "event": event.name,
                "act": event.act,
                "done_at": instant(event.done_at),
                "pending": event.pending,
            }
            for event in done.events
        ],
    }
    answer = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Location"] = f"/api/v1/cases/{done.case_no}"
    answer["Idempotency-Replayed"] = "true" if done.repeated else "false"
    return answer
