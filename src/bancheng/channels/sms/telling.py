"""告诉诉求人: after each tick, for what was done since, one text a case at most.

A letter holds no phone and no words: both are put together when it leaves, so that a corrected
phone, a moved date and an erased case are what they are by then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings

from bancheng.casework.look import Look, look_from_outside
from bancheng.channels.following import Write, follow
from bancheng.channels.setup_row import Setup
from bancheng.channels.setups import in_use, log
from bancheng.channels.sms.gateway import Message
from bancheng.channels.sms.settings import SmsSettings
from bancheng.channels.sms.text_row import Text
from bancheng.channels.sms.words import filled_in, words_for
from bancheng.channels.sound import settings_of
from bancheng.channels.template import mapping
from bancheng.core.calendar import CHINA
from bancheng.core.event import Event
from bancheng.core.permission import act_term
from bancheng.people.window import Window
from bancheng.wire import letters

STALE = timedelta(hours=24)
"""What is older tells nobody anything new."""
MOBILE = re.compile(r"(?:\+?86)?(1\d{10})")
ANSWERING = ("result", "opinion", "basis")


def tell(setup: Setup, chosen: SmsSettings, now: datetime) -> None:
    """Write the letters about what happened since. Repeating it does no harm."""

    def take(found: Sequence[tuple[str, Event]]) -> list[Write]:
        last: dict[str, None] = {}
        for case_no, event in found:
            if event.recorded_at > now - STALE:
                last[case_no] = None
        writes: list[Write] = []
        for case_no in last:
            seqs = {e.seq for number, e in found if number == case_no}
            writes += _tell_of(setup, chosen, case_no, seqs, now)
        return writes

    follow(setup, now, take)


def _tell_of(
    setup: Setup, chosen: SmsSettings, case_no: str, seqs: set[int], now: datetime
) -> list[Write]:
    """One letter for the latest of these that is told at all."""
    look = look_from_outside("petitioner", case_no, now)
    said = _latest(look, chosen, seqs)
    if said is None or look.case.below is not None or not mobile_of(look):
        return []
    seq, act = said
    midnight = now.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Text.objects.filter(setup=setup, case_no=case_no, made_at__gte=midnight)
    if today.exclude(seq=seq).count() >= chosen.most_a_day:
        more: dict[str, Any] = {"case_no": case_no, "fine": False}
        more["said"] = f"今天已发 {chosen.most_a_day} 条，这一条不发。"
        return [partial(log, setup, "went", _what(look, act), now, **more)]
    text = Text(setup=setup, case_no=case_no, seq=seq, act=act, made_at=now, state_at=now)
    return [partial(_write, text, _what(look, act), quiet_until(chosen, now))]


def _write(text: Text, what: str, waits: datetime | None) -> None:
    text.save(force_insert=True)
    mark = f"text-{text.pk}"
    letters.write(
        text.setup.road,
        mark,
        what,
        {"text": text.pk},
        text.made_at,
        case_no=text.case_no,
        about=mark,
        not_before=waits,
    )


def _what(look: Look, act: str) -> str:
    return f"短信：{act_term(look.standard, act)}"


def _latest(look: Look, chosen: SmsSettings, seqs: set[int]) -> tuple[int, str] | None:
    """The number of the entry and the act it brought about, of the last that is told."""
    by_seq = {entry.event.seq: entry.event for entry in look.entries}
    for seq in sorted(seqs & set(by_seq), reverse=True):
        event = by_seq[seq]
        asked = event.text("request")
        if event.act == "approve" and asked.isdigit() and int(asked) in by_seq:
            event = by_seq[int(asked)]
        elif event.pending:
            continue
        if words_for(event.act, look.standard, chosen.words):
            return seq, event.act
    return None


def message_of(chosen: SmsSettings, text: Text, look: Look) -> Message | None:
    """The text as it stands now; None where there is no phone to send it to any more."""
    phone = mobile_of(look)
    if not phone:
        return None
    values = values_of(look)
    words = words_for(text.act, look.standard, chosen.words)
    code = mapping(chosen.codes).get(text.act, "")
    return Message(phone, filled_in(words, values), f"text-{text.pk}", code, values)


def mobile_of(look: Look) -> str:
    """The petitioner's phone, where it is one that takes texts."""
    text = re.sub(r"[\s-]", "", look.text("phone") or "")
    found = MOBILE.fullmatch(text)
    return found[1] if found else ""


def values_of(look: Look) -> Mapping[str, str]:
    """What the places of a text hold. Nothing here is of a person or of the matter."""
    centre = look.centre
    rows = Window.objects.filter(centre__code=centre.code, active=True).exclude(phone="")
    window = rows.order_by("sort", "pk").first()
    public = str(settings.BANCHENG_PUBLIC).rstrip("/")
    return {
        "centre": centre.name,
        "number": look.row.case_no,
        "until": _until(look),
        "phone": window.phone if window else centre.phone,
        "page": f"{public}/w/{centre.code}/ask" if public else "",
    }


def _until(look: Look) -> str:
    """By when an answer is owed; empty where none is promised yet."""
    owed = (d for d in look.case.owed() if d.means in ANSWERING and d.by != "supporting_department")
    due = min((d.due for d in owed if d.due is not None and d.due > look.now), default=None)
    if due is None:
        return ""
    here = due.astimezone(CHINA)
    return f"{here.month}月{here.day}日 {here:%H:%M} 前"


def quiet_until(chosen: SmsSettings, now: datetime) -> datetime | None:
    """When the quiet that holds now is over; None where it does not hold."""
    if not (chosen.quiet_from and chosen.quiet_until):
        return None
    begins, ends = time.fromisoformat(chosen.quiet_from), time.fromisoformat(chosen.quiet_until)
    here = now.astimezone(CHINA)
    clock = here.time()
    inside = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    if not inside or begins == ends:
        return None
    over = here.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return over if over > here else over + timedelta(days=1)


def held_for_the_night(setup: Setup, now: datetime) -> tuple[int, datetime | None]:
    """How many texts of a channel wait for the quiet to end, and when it does."""
    chosen = settings_of(setup, SmsSettings) if setup.kind == "sms" else None
    over = quiet_until(chosen, now) if chosen is not None else None
    if over is None:
        return 0, None
    held = letters.waiting().filter(road=setup.road, stuck=False, not_before=over)
    return held.count(), over


def texts_petitioners(centre: str) -> bool:
    """Whether this centre tells petitioners by text: they must be told so before they leave a
    phone."""
    found = (settings_of(setup, SmsSettings) for setup in in_use("sms", centre))
    return any(chosen is not None and chosen.for_petitioners for chosen in found)
