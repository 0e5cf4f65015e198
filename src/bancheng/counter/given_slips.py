"""交付单子: what the petitioner was given on paper, by voice or sent, and the window printed on it.

Whoever opens the paper with the whole name and phone on it is recorded as one who looked at them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from bancheng.casework import reveal_row
from bancheng.casework.look import Look
from bancheng.core.refusal import Refusal
from bancheng.counter import slips
from bancheng.counter.slip_given_row import SlipGiven
from bancheng.counter.slips.slip import Desk
from bancheng.counter.staff import must_work_at
from bancheng.people.chart import current
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.people.window import Window

HOW = {"printed": "打印交给本人", "read": "念给本人听", "sent": "发送（短信、邮寄等）"}
WHOLE = ("name", "phone", "agent")


def give(user: User, look: Look, kind: str, how: str, command_id: str, now: datetime) -> SlipGiven:
    """Record that the petitioner is given this paper; repeating a command gives the same record.

    Raises NotFound for whoever does not work at this counter, Refusal where there is no such paper.
    """
    must_work_at(user, look.row.chain)
    if kind not in slips.on_offer(look):
        raise Refusal("no_such_slip", "本件现在没有这张单子可打。", field="kind")
    if how not in HOW:
        told = "、".join(HOW.values())
        raise Refusal("unknown_option", f"请选怎么给的：{told}。", field="how")
    with transaction.atomic():
        known = SlipGiven.objects.filter(uid=command_id, case_no=look.row.case_no).first()
        if known is not None:
            return known
        why = f"给诉求人“{slips.title_of(kind, look)}”（{HOW[how]}）"
        for field in WHOLE:
            if look.text(field):
                reveal_row.record(look.row.case_no, field, user.username, why, now)
        return SlipGiven.objects.create(
            uid=command_id,
            case_no=look.row.case_no,
            kind=kind,
            version=look.case.version,
            how=how,
            by=user.username,
            at=now,
        )


def given(case_no: str) -> list[SlipGiven]:
    """What was given in a case, the latest first."""
    return list(SlipGiven.objects.filter(case_no=case_no).order_by("-at", "-pk"))


def kinds_given(rows: Collection[SlipGiven]) -> dict[str, SlipGiven]:
    """The latest giving of each kind."""
    found: dict[str, SlipGiven] = {}
    for row in rows:
        found.setdefault(row.kind, row)
    return found


def desk_of(centre: Unit) -> Desk:
    """The window that stands on the papers: the centre's first one, else the centre itself."""
    window = Window.objects.filter(centre__code=centre.code, active=True)
    first = window.order_by("sort", "id").first()
    hall = current().units.get(centre.code, centre)
    hours = "、".join((first.hours if first else []) or hall.office_hours)
    return Desk(
        centre=hall.name,
        window=first.name if first else "",
        place=(first.place if first else "") or hall.address,
        phone=(first.phone if first else "") or hall.phone,
        hours=hours,
    )
