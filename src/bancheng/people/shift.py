"""值班: who stands at which window from when until when, and who leads (值班长, SC-8.2).

Leading is a part somebody has in a shift, not a rank: window staff take turns, and the role comes
and goes with the shift.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from bancheng.people.turning import Turning, TurningQuerySet
from bancheng.people.user import User
from bancheng.people.window import Window

ON_DUTY = "on_duty"


class ShiftQuerySet(TurningQuerySet["Shift"]):
    """Shifts as they were really stood, or are still meant to be."""

    def within(self, begins: datetime, ends: datetime) -> ShiftQuerySet:
        """Those that last at some moment between the two; struck ones only as far as stood."""
        stood = Q(struck_at__gt=F("starts_at")) & Q(struck_at__gt=begins)
        return self.filter(Q(struck_at=None) | stood, starts_at__lt=ends, ends_at__gt=begins)

    def at(self, moment: datetime) -> ShiftQuerySet:
        """Those that last at this moment."""
        lasting = Q(struck_at=None) | Q(struck_at__gt=moment)
        return self.filter(lasting, starts_at__lte=moment, ends_at__gt=moment)


class Shift(Turning):
    """A turn at a window. ``part`` is ``on_duty`` or a role of the standard held while it lasts.

    Once written its person and times stay. Struck before it begins, it was never stood; struck
    while it runs, it lasted until then. ``made_by`` and ``struck_by`` answer who changed the rota.
    """

    window = models.ForeignKey(Window, models.PROTECT, related_name="shifts", verbose_name="窗口")
    user = models.ForeignKey(User, models.PROTECT, related_name="shifts", verbose_name="人员")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    part = models.CharField("职责", max_length=40, default=ON_DUTY)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ("starts_at", "id")
        indexes = (models.Index(fields=("window", "ends_at"), name="people_shift_by_end"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="people_shift_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}@{self.window_id} {self.starts_at:%F %R}"

    @property
    def until(self) -> datetime:
        """When it really ends; not after its beginning where it was struck in time."""
        return self.ends_at if self.struck_at is None else min(self.ends_at, self.struck_at)

    def lasts(self, at: datetime) -> bool:
        """Whether it is being stood at this moment."""
        return self.starts_at <= at < self.until
