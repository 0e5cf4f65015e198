"""回执: the other side took our file; what hung on that is done. And a file that is given up.

With the receipt the kept copy goes: it was kept only so that it could be given again. A result that
arrived below was handed down, which is recorded now unless the window did it before.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from bancheng.casework.door import SYSTEM, Order, handle
from bancheng.core.refusal import Refusal
from bancheng.exchange import revisit_results
from bancheng.exchange.commands import command
from bancheng.exchange.contents import Named
from bancheng.exchange.crossing_row import Crossing
from bancheng.exchange.file_row import Line, SentFile
from bancheng.exchange.partner_row import Partner
from bancheng.journal import append, engine
from bancheng.journal.erase import overwrite_what_is_deleted
from bancheng.people.user import User


def one_of_ours(partner: Partner, named: Named) -> SentFile | None:
    """The file of ours that a receipt names."""
    return SentFile.objects.filter(
        partner=partner, serial=named.serial, digest=named.digest
    ).first()


def note_receipt(partner: Partner, named: Named | None, now: datetime) -> None:
    """All up to this file are with them, or will not be missed."""
    if named is None:
        return
    waiting = SentFile.objects.filter(
        partner=partner, serial__lte=named.serial, acknowledged_at=None
    )
    keys = list(waiting.values_list("pk", flat=True))
    arrived = list(waiting.filter(void_at=None).values_list("pk", flat=True))
    overwrite_what_is_deleted()
    SentFile.objects.filter(pk__in=keys).update(acknowledged_at=now, content=b"")
    lines = list(Line.objects.filter(sent__in=arrived).order_by("pk"))
    for line in lines:
        if line.what == "receive_result":
            _handed_down(line, now)
    revisit_results.arrived(lines)


def _handed_down(line: Line, now: datetime) -> None:
    crossing = Crossing.objects.get(pk=line.matter or 0)
    order = Order("hand_down", {"below": crossing.lower_no})
    try:
        name = command("handed", line.case_no, crossing.lower_no, str(crossing.since))
        handle(SYSTEM, line.case_no, [order], name, None, now)
    except Refusal:
        return  # the window told them itself, or this standard knows no handing down


def awaited_of(partner: Partner) -> list[SentFile]:
    """Files that may still arrive, the latest first."""
    waiting = SentFile.objects.filter(partner=partner, acknowledged_at=None, void_at=None)
    return list(waiting.order_by("-serial"))


def give_up(file: SentFile, by: str, now: datetime) -> bool:
    """The file will not come any more: its copy goes, and what it told is told anew by the next.

    False where it was acknowledged or given up before.
    """
    with engine.writing():
        append.lock(file.partner.ours.code)
        overwrite_what_is_deleted()
        waiting = SentFile.objects.filter(pk=file.pk, acknowledged_at=None, void_at=None)
        if not waiting.update(void_at=now, void_by=by, content=b""):
            return False
        for line in file.lines.exclude(matter=None).order_by("-pk"):
            _tell_again(line)
    return True


def give_up_as(user: User, file: SentFile, now: datetime) -> bool:
    """The same, because somebody says so."""
    return give_up(file, user.username, now)


def _tell_again(line: Line) -> None:
    """Back to what the other side knew before; a matter never told before is no crossing yet."""
    crossing = Crossing.objects.filter(pk=line.matter or 0).first()
    if crossing is None:
        return
    if line.what == "matter":
        Line.objects.filter(matter=crossing.pk).update(matter=None)
        crossing.delete()
        return
    crossing.told = min(crossing.told, line.before)
    crossing.over = False
    if line.what == "received":
        crossing.said_received = False
    crossing.save()


def forget_case(case_no: str) -> None:
    """An erased case: files that hold it and did not arrive are given up; the rest is told anew.

    Called within the erasing transaction. What arrived is the other side's to keep or erase.
    """
    held = SentFile.objects.filter(lines__case_no=case_no).filter(
        Q(acknowledged_at=None), Q(void_at=None)
    )
    for file in held.distinct().order_by("-serial"):
        give_up(file, "", timezone.now())
