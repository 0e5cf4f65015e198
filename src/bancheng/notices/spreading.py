"""通知到人: from what stands in the outbox to the people it concerns, once a round of the clock.

Whoever did the act that opened a duty is not told of it: they are looking at it. A line is marked
as told in the transaction that writes its notices, so that a round cut off repeats nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bancheng.casework import access
from bancheng.casework.outbox_row import Outgoing
from bancheng.journal import read
from bancheng.notices import message as messages
from bancheng.notices import preference
from bancheng.notices.message import Message
from bancheng.notices.notice import Notice
from bancheng.notices.preference import Preference
from bancheng.notices.senders import Sender, SendError, senders
from bancheng.people import counting, directory
from bancheng.people.chart import current
from bancheng.people.user import User
from bancheng.wire.sending import NotSentError

AT_ONCE = 200  # lines of the outbox in one transaction
STALE = timedelta(days=7)  # older lines tell nobody anything new
KEPT = timedelta(days=60)  # so long a notice that was read is kept


def run(now: datetime) -> None:
    """One round: the outbox spread, old notices swept, messages sent."""
    roads = senders()
    while spread(now, roads):
        pass
    Notice.objects.filter(read_at__lt=now - KEPT).delete()
    send_waiting(now, roads)


def spread(now: datetime, roads: dict[str, Sender]) -> int:
    """Some lines of the outbox; how many there were."""
    with transaction.atomic():
        lines = list(Outgoing.objects.filter(sent_at=None).order_by("pk")[:AT_ONCE])
        fresh = [line for line in lines if line.made_at > now - STALE]
        notices = _notices(fresh)
        Notice.objects.bulk_create(notices)
        Message.objects.bulk_create(_messages(notices, now, roads))
        Outgoing.objects.filter(pk__in=[line.pk for line in lines]).update(sent_at=now)
    return len(lines)


def _notices(lines: list[Outgoing]) -> list[Notice]:
    doers = _doers(lines)
    chosen: dict[str, Preference] = {}
    found: dict[tuple[str, str, str, str], Notice] = {}
    for line in lines:
        doer = doers.get((line.chain, line.position), "")
        for username in sorted(_people(line) - {doer}):
            if username not in chosen:
                chosen[username] = preference.of(username)
            if not preference.wants(chosen[username], line.about):
                continue
            key = (username, line.about, line.case_no + line.slip, line.duty_id)
            found[key] = Notice(
                username=username,
                about=line.about,
                case_no=line.case_no,
                duty_id=line.duty_id,
                slip=line.slip,
                made_at=line.made_at,
            )
    return _seen(found.values())


def _seen(notices: Iterable[Notice]) -> list[Notice]:
    """Only what its reader may see: the read door has the last word here as well."""
    by_name: dict[str, list[Notice]] = {}
    for notice in notices:
        by_name.setdefault(notice.username, []).append(notice)
    users = {u.username: u for u in User.objects.filter(username__in=by_name, is_active=True)}
    kept: list[Notice] = []
    for username, theirs in by_name.items():
        if username not in users:
            continue
        cases = {n.case_no for n in theirs if n.case_no}
        visible = access.visible(users[username]).filter(case_no__in=cases)
        numbers = set(visible.values_list("case_no", flat=True)) | {""}
        kept += [notice for notice in theirs if notice.case_no in numbers]
    return kept


def _people(line: Outgoing) -> set[str]:
    if line.to_user:
        return {line.to_user}
    if line.to_unit:
        chart, now = current(), timezone.now()
        return {
            username
            for username in chart.posts
            if any(p.unit.code == line.to_unit for p in counting.case_posts(chart, username, now))
        }
    return {person.username for person in directory.holders(line.chain, line.to_role)}


def _doers(lines: list[Outgoing]) -> dict[tuple[str, int], str]:
    numbers = sorted({line.case_no for line in lines if line.case_no})
    wanted = {(line.chain, line.position) for line in lines}
    return {
        (entry.chain, entry.position): str(entry.actor.get("user", ""))
        for entries in read.cases(numbers).values()
        for entry in entries
        if (entry.chain, entry.position) in wanted
    }


def _messages(notices: list[Notice], now: datetime, roads: dict[str, Sender]) -> list[Message]:
    """One message a person and road for everything that came in this round."""
    if not roads:
        return []
    counts: dict[str, int] = {}
    for notice in notices:
        counts[notice.username] = counts.get(notice.username, 0) + 1
    made = []
    for username, count in counts.items():
        chosen = preference.of(username)
        for name, typed in chosen.channels.items():
            address = roads[name].address_of(username, typed) if name in roads else ""
            if address:
                made.append(
                    Message(
                        channel=name,
                        username=username,
                        address=address,
                        text=f"办成：您有 {count} 条新通知，请登录查看。",
                        made_at=now,
                        not_before=preference.quiet_until(chosen, now) or now,
                    )
                )
    return made


def send_waiting(now: datetime, roads: dict[str, Sender]) -> None:
    """Hand over what may leave by now; what fails is tried again later."""
    for message in messages.waiting(now)[:AT_ONCE]:
        road = roads.get(message.channel)
        if road is None:
            messages.failed(message, "这个通道已经停用。", now)
            continue
        try:
            road.send(message.address, message.text)
        except (SendError, NotSentError) as why:
            messages.failed(message, str(why), now)
        else:
            messages.sent(message, now)
