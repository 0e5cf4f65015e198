"""网上提交: a matter handed in by the petitioner, on the centre's own page.

The standard says by which channel such a matter comes (``page``), and whether a petitioner may hand
in at all. Where it does not, there is no form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bancheng.casework.door import Order, Outside, open_case
from bancheng.casework.surroundings import standard_for
from bancheng.core.phone import plain_phone
from bancheng.core.refusal import Refusal
from bancheng.core.standard.standard import Standard
from bancheng.journal import read
from bancheng.people import seats
from bancheng.people.unit import Unit
from bancheng.petitioner import limits, making
from bancheng.petitioner.acting import ROLE
from bancheng.petitioner.question import ANSWER, ONCE_MORE, Question
from bancheng.petitioner.sent_again import first_of, is_changed
from bancheng.petitioner.ticket import Ticket

FIELDS = ("matter", "name", "phone", "item", "agent", "agent_phone")
LONGEST_MATTER = 5000


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The case, and the phone that arrived with it. ``repeated``: this very form had arrived
    before; ``changed``: and says now what it did not say then, which is not in the case."""

    case_no: str
    phone: str
    repeated: bool = False
    changed: bool = False


def channel_of(standard: Standard) -> str | None:
    """By which channel the page hands in; None where the standard has none, or does not let a
    petitioner submit."""
    rule = standard.acts.get("submit")
    if rule is None or ROLE not in rule.by:
        return None
    return next((name for name, channel in standard.channels.items() if channel.page), None)


def may_come_by(standard: Standard, channel: str) -> bool:
    """Whether a petitioner may hand in what another platform began, by this of its channels."""
    rule, known = standard.acts.get("submit"), standard.channels.get(channel)
    return rule is not None and ROLE in rule.by and known is not None and known.elsewhere


def may_be_about(centre: Unit) -> list[Unit]:
    """The departments a matter can be about, whose people can be complained of here."""
    return seats.handling_units(centre)


def was_handed_in(ticket: Ticket) -> bool:
    """Whether this very form arrived before: sending it again brings nothing new."""
    return bool(read.of_command(ticket.command))


def hand_in(
    centre: Unit,
    ticket: Ticket,
    typed: Mapping[str, str],
    files: Mapping[str, object],
    address: str,
    now: datetime,
    answered: Question | None = None,
) -> HandedIn:
    """A new case of this centre and its query code, both or neither; sent again, the same case.
    ``answered``: the question that was asked before it is taken, which lets in once.

    Raises Refusal, with the field; then nothing was written.
    """
    standard = standard_for(centre, now.date())
    channel: str | None = ticket.channel
    if not (channel and may_come_by(standard, channel)):
        channel = None if ticket.via else channel_of(standard)
    if channel is None:
        raise Refusal("no_such_channel", "这个窗口不从网上收。请打电话，或者到窗口来。")
    given = _given(centre, channel, typed)
    if ticket.number:
        given["origin_no"] = ticket.number
    with transaction.atomic():
        order = Order("submit", {**given, **files})
        done = open_case(
            Outside(ROLE, owner=ticket.owner), centre.code, [order], ticket.command, now
        )
        if done.repeated:
            first = first_of(ticket.command)
            changed = is_changed(first, order.given, ticket.owner, now)
            phone = plain_phone(str(first.get("phone", given["phone"])))
            return HandedIn(done.case_no, phone, repeated=True, changed=changed)
        making.make(
            done.case_no, making.PETITIONER, f"submit {ticket.command}", now, code=ticket.code
        )
        if answered is not None and not answered.use(now):
            raise Refusal("asked", ONCE_MORE, field=ANSWER)
        limits.sent(centre.code, address, now)
    return HandedIn(done.case_no, plain_phone(str(given["phone"])))


def _given(centre: Unit, channel: str, typed: Mapping[str, str]) -> dict[str, object]:
    told = {name: typed.get(name, "").strip() for name in FIELDS}
    for name, sentence in (
        ("matter", "请写写是什么事。一两句话也行。"),
        ("name", "请写您的姓名。"),
        ("phone", "请写您的电话，窗口好找到您。"),
    ):
        if not told[name]:
            raise Refusal("missing", sentence, field=name)
    if len(told["matter"]) > LONGEST_MATTER:
        raise Refusal("too_long", f"最多 {LONGEST_MATTER} 个字。", field="matter")
    given: dict[str, object] = {"channel": channel, **{k: v for k, v in told.items() if v}}
    about = next((u for u in may_be_about(centre) if u.code == typed.get("about", "")), None)
    if about is not None and typed.get("conduct"):
        given["accused_units"] = [about.code]
    elif about is not None:
        given["reason"] = f"诉求人说，涉及的部门是{about.shown}"
    elif typed.get("conduct"):
        sentence = "您说的是工作人员的态度，请选是哪个部门的。"
        raise Refusal("missing", sentence, field="about")
    return given
