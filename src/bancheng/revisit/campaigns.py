"""开一批、结束一批: who begins and ends a revisit of all, for which days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bancheng.core.refusal import Refusal
from bancheng.core.standard.improving import Revisit
from bancheng.people.unit import Unit
from bancheng.people.user import User
from bancheng.revisit import elsewhere
from bancheng.revisit.authority import bodies_of, centres_under
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.elsewhere_row import Elsewhere
from bancheng.revisit.entry_row import Entry
from bancheng.revisit.gathering import gather_into

MONTHS = {"year": 12, "half_year": 6, "quarter": 3}
MOST_DAYS = 731


def usual_days(rule: Revisit, today: date) -> tuple[date, date]:
    """The last whole period of the standard before today."""
    months = MONTHS[rule.period]
    this = today.month - 1 - (today.month - 1) % months
    begins = date(today.year, this + 1, 1)
    year, month = divmod(today.year * 12 + this - months, 12)
    return date(year, month + 1, 1), date.fromordinal(begins.toordinal() - 1)


def open_campaign(
    user: User, unit: Unit, first_on: date, last_on: date, command_id: str, now: datetime
) -> Campaign:
    """A new campaign with everything closed in its days so far. Raises Refusal."""
    if unit.code not in {body.code for body in bodies_of(user, now)}:
        raise Refusal("not_your_act", "全量回访由规范写明的上级部门开展。")
    if first_on > last_on:
        raise Refusal("wrong_days", "开始的日期在结束的日期之后，请换过来。", field="first_on")
    if (last_on - first_on).days >= MOST_DAYS:
        raise Refusal("wrong_days", "一批最多两年，请分几批开。", field="last_on")
    if not centres_under(unit.code):
        raise Refusal("no_centres", "下面还没有适用这份规范的窗口，没有办件可以回访。")
    with transaction.atomic():
        done = Campaign.objects.filter(command_id=command_id).first()
        if done is not None:
            return done
        _not_yet(unit, first_on, last_on)
        campaign = Campaign.objects.create(
            unit=unit.code,
            first_on=first_on,
            last_on=last_on,
            opened_by=user.username,
            opened_at=now,
            command_id=command_id,
        )
        gather_into(campaign, now)
    return campaign


def _not_yet(unit: Unit, first_on: date, last_on: date) -> None:
    """Nobody is asked twice: the days of a body's campaigns never overlap."""
    other = Campaign.objects.filter(
        unit=unit.code, first_on__lte=last_on, last_on__gte=first_on
    ).first()
    if other is not None:
        days = f"{other.first_on:%Y-%m-%d} 至 {other.last_on:%Y-%m-%d}"
        sentence = f"{days} 已经开过一批，同一件不重复回访；请把日期错开。"
        raise Refusal("already_open", sentence, field="first_on")


def end_campaign(campaign: Campaign, user: User, now: datetime) -> bool:
    """End it, with everything closed until now on its list; False where it had ended."""
    with transaction.atomic():
        if campaign.ended_at is None:
            gather_into(campaign, now)
            _forget_unasked(campaign)
        is_open = Campaign.objects.filter(pk=campaign.pk, ended_at=None)
        return bool(is_open.update(ended_by=user.username, ended_at=now))


def _forget_unasked(campaign: Campaign) -> None:
    """Nobody is called about these any more: what files brought of names and phones goes."""
    listed = Entry.objects.filter(campaign=campaign).values("case_no")
    elsewhere.forget(Elsewhere.objects.filter(case_no__in=listed, answered_at=None))
