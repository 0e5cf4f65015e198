"""哪个中心: at which of its centres a request without a case is asked.

A centre at which the account has no post is not there, as a case it may not see is not.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest

from bancheng.api.admission import Caller
from bancheng.api.problem import NOT_THERE, Problem
from bancheng.clients.client_row import READ
from bancheng.clients.scopes import BY_PEOPLE
from bancheng.people import seats
from bancheng.people.unit import Unit

CENTRE, EDITION = "centre", "edition"


def centre_asked(request: HttpRequest, caller: Caller, *names: str) -> Unit:
    """The centre named, or the only one of the account; ``names`` are what else may be asked.

    Problem ``no_scope`` for whoever may neither read nor act.
    """
    if not any(caller.client.may(act) for act in BY_PEOPLE):
        caller.must_have(READ)
    for name in request.GET:
        if name not in (CENTRE, *names):
            known = "、".join((CENTRE, *names))
            said = f"没有“{name}”这个参数。"
            raise Problem(422, "unknown_parameter", said, f"可以用：{known}。", field=name)
    mine = {centre.code: centre for centre in seats.centres_of(caller.user, caller.now)}
    named = request.GET.get(CENTRE)
    if named is None and len(mine) > 1:
        listed = "、".join(mine)
        said = "这个账号在几个中心任职，请写明问的是哪个中心。"
        raise Problem(422, "unknown_option", said, f"可以写：{listed}。", field=CENTRE)
    found = next(iter(mine.values()), None) if named is None else mine.get(named)
    if found is None:
        raise replace(NOT_THERE)
    return found
