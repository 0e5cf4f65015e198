"""值班: who stands at which window from when until when, and who leads (值班长, SC-8.2).

Leading is a part somebody has in a shift, not a rank: window staff take turns, and the role comes
and goes with the shift.
"""

from __future__ import annotations

from django.db import models

from bancheng.people.turning import Turning, TurningQuerySet
from bancheng.people.user import User
from bancheng.people.window import Window

ON_DUTY = "on_duty"


class Shift(Turning):
    """A turn at a window. ``part`` is ``on_duty`` or a role of the standard held while it lasts."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="shifts", verbose_name="窗口")
    user = models.ForeignKey(User, models.PROTECT, related_name="shifts", verbose_name="人员")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    part = models.CharField("职责", max_length=40, default=ON_DUTY)

    objects = TurningQuerySet.as_manager()

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
