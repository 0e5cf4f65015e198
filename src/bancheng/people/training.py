"""培训: what a member of staff was trained in, when, how long, with which result (SC-6.2.1)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import models

from bancheng.people.checked import save_checked
from bancheng.people.errors import PeopleError
from bancheng.people.user import User

LONGEST = Decimal(999)


class Training(models.Model):
    """One training of one person. A mistaken line is struck and stays to be seen."""

    user = models.ForeignKey(User, models.PROTECT, related_name="trainings", verbose_name="人员")
    topic = models.CharField("内容", max_length=100)
    held_on = models.DateField("日期")
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    result = models.CharField("结果", max_length=100, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    struck_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "people"
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return f"{self.user_id} {self.topic}"


def record_training(
    user: User, topic: str, held_on: date, hours: str, result: str, by: User, at: datetime
) -> Training:
    """A training as it was. ``PeopleError`` names what is missing or cannot be."""
    if held_on > at.date():
        raise PeopleError("培训日期还没到，办完再登记。", "held_on")
    return save_checked(
        Training(
            user=user,
            topic=topic.strip(),
            held_on=held_on,
            hours=_hours(hours),
            result=result.strip(),
            made_by=by,
            made_at=at,
        )
    )


def strike_training(training: Training, by: User, at: datetime) -> None:
    """Take back a line entered by mistake; it stays on the list, struck through."""
    if training.struck_at is not None:
        raise PeopleError("这一条已经撤掉了。")
    training.struck_by, training.struck_at = by, at
    training.save(update_fields=["struck_by", "struck_at"])


def _hours(text: str) -> Decimal:
    try:
        hours = Decimal(text.strip())
    except InvalidOperation:
        hours = Decimal(0)
    if not Decimal(0) < hours <= LONGEST or hours != hours.quantize(Decimal("0.1")):
        raise PeopleError(
            f"学时“{text.strip()}”不对，填数字，最多一位小数，例如 4 或 1.5。", "hours"
        )
    return hours
