"""大厅安排: a hall's own closed day or special hours, which no State Council notice knows."""

from __future__ import annotations

from django.db import models

from bancheng.people.turning import Turning, TurningQuerySet
from bancheng.people.unit import Unit


class Closure(Turning):
    """A day on which this hall departs from the calendar, and why.

    ``sessions`` empty: with ``works`` the usual hours, without it none at all.
    """

    centre = models.ForeignKey(Unit, models.PROTECT, related_name="closures", verbose_name="中心")
    falls_on = models.DateField("日期")
    works = models.BooleanField("开放", default=False)
    sessions = models.JSONField("当日办公时间", default=list, blank=True)
    reason = models.CharField("原因", max_length=200)

    objects = TurningQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ("falls_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("centre", "falls_on"), name="people_closure_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.falls_on} {self.reason}"
