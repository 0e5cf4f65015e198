"""印发: a draft is begun, its figures are fixed at a moment, and it goes out under a number.

What is issued is never changed; who finds a mistake issues the same days once more, under a number
of its own.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from bancheng.bulletin import authority
from bancheng.bulletin.frozen import frozen, position_at
from bancheng.bulletin.issue_row import Issue
from bancheng.casework.access import NotFound
from bancheng.casework.surroundings import calendar_of
from bancheng.core.refusal import Refusal
from bancheng.core.standard.bulletins import Rhythm
from bancheng.figures.period import ONE_DAY, Period, months, months_on
from bancheng.journal.append import lock
from bancheng.people.user import User

LENGTHS: dict[Rhythm, int] = {"month": 1, "quarter": 3, "year": 12}
TERMS: dict[Rhythm, str] = {"month": "月通报", "quarter": "季度通报", "year": "年通报"}
LONGEST_NAME = 40


def period_of(rhythm: Rhythm, day: date) -> Period:
    """The month, quarter or year a day lies in."""
    length = LENGTHS[rhythm]
    first = day.replace(day=1)
    return months(months_on(first, -((first.month - 1) % length)), length)


def begin(user: User, centre: str, period: Period, now: datetime) -> Issue:
    """A draft about these days, or the one there is. Raises NotFound, Refusal."""
    if not authority.writes(user, centre, now):
        raise NotFound(centre)
    calendar = calendar_of(centre)
    over = calendar.at(period.last + ONE_DAY, datetime.min.time())
    if calendar.at(period.first, datetime.min.time()) > now:
        raise Refusal("not_yet", "这一期的日子还没有到，请选已经开始的月份。", field="day")
    if period not in [period_of(name, period.first) for name in authority.rule_of(centre).rhythm]:
        raise Refusal("unknown_option", "请选月、季度或者年。", field="rhythm")
    as_at = min(over, now)
    with transaction.atomic():
        lock(centre)
        draft = Issue.objects.filter(
            centre=centre, first=period.first, last=period.last, issued_at=None, dropped_at=None
        ).first()
        return draft or Issue.objects.create(
            centre=centre,
            first=period.first,
            last=period.last,
            as_at=as_at,
            position=position_at(centre, as_at),
            begun_by=user.username,
            begun_at=now,
        )


def draft_for(user: User, key: str, now: datetime) -> Issue:
    """A draft that this person may work on, held until the transaction ends. Raises NotFound,
    Refusal where it was issued meanwhile."""
    found = authority.issue_for(user, key, now)
    if not authority.writes(user, found.centre, now):
        raise NotFound(key)
    lock(found.centre)
    issue = Issue.objects.get(pk=found.pk)
    if issue.dropped_at is not None:
        raise NotFound(key)
    if issue.issued_at is not None:
        sentence = "这一期已经印发，不能再改。有错的，请就同一时段另起一份。"
        raise Refusal("issued", sentence)
    return issue


def count_anew(user: User, key: str, now: datetime) -> Issue:
    """The figures as they are known now: late entries of these days are in them from here on."""
    with transaction.atomic():
        issue = draft_for(user, key, now)
        issue.as_at, issue.position = now, position_at(issue.centre, now)
        issue.save(update_fields=["as_at", "position"])
        return issue


def drop(user: User, key: str, now: datetime) -> None:
    """Give a draft up. It stays on record."""
    with transaction.atomic():
        issue = draft_for(user, key, now)
        issue.dropped_by, issue.dropped_at = user.username, now
        issue.save(update_fields=["dropped_by", "dropped_at"])


def issue(user: User, key: str, signed_by: str, now: datetime) -> Issue:
    """Send it out: it gets its number, and from here on nothing of it changes.

    Raises Refusal where nobody signs, or where the days are not over.
    """
    name = signed_by.strip()
    with transaction.atomic():
        draft = draft_for(user, key, now)
        calendar = calendar_of(draft.centre)
        over = calendar.at(draft.last + ONE_DAY, datetime.min.time())
        if now < over:
            sentence = f"这一期要到 {draft.last.month} 月 {draft.last.day} 日结束，过了这天再印发。"
            raise Refusal("not_yet", sentence)
        if draft.as_at < over:
            raise Refusal("half_counted", "数字只取到这一期的半路，请先按此刻所知重新取数。")
        if not name or len(name) > LONGEST_NAME:
            raise Refusal("missing", "请写明签发人的姓名，最多 40 个字。", field="signed_by")
        draft.year = calendar.local(now).year
        known = Issue.objects.filter(centre=draft.centre, year=draft.year)
        draft.number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
        draft.issued_by, draft.issued_at, draft.signed_by = user.username, now, name
        draft.digest = frozen(draft, now).digest()
        draft.save()
        return draft
