"""请假、外出: when somebody is away, and who stands in for each of their posts (AB角).

Rights follow from these rows by time alone: a colleague has the part of whoever is away from the
moment the absence begins until it ends, and nothing need be switched on or off. Rows are ended and
never deleted, so that one can say later in whose place somebody acted, and who arranged it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models

from bancheng.people.post import Post
from bancheng.people.turning import Turning, TurningQuerySet
from bancheng.people.user import User


class Reason(models.TextChoices):
    """Why somebody is away, as far as colleagues' planning needs it: no free text, no illness."""

    LEAVE = "leave", "休假"
    SICK = "sick", "病假"
    TRAINING = "training", "培训学习"
    ERRAND = "errand", "公务外出"
    OTHER = "other", "其他"


class Absence(Turning):
    """From ``starts_at`` up to but not including ``ends_at``, or ``ended_at`` where that came
    earlier; one ended before it began never was."""

    user = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name="人员")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    reason = models.CharField("原因", max_length=10, choices=Reason.choices)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TurningQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ("starts_at", "id")
        indexes = (models.Index(fields=("ends_at",), name="people_absence_by_end"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="people_absence_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_at:%F %R}"

    @property
    def until(self) -> datetime:
        """When they are really back."""
        return self.ends_at if self.ended_at is None else min(self.ends_at, self.ended_at)


class StandIn(Turning):
    """Who does the part of one post while its holder is away, within the absence only."""

    absence = models.ForeignKey(Absence, models.PROTECT, related_name="stand_ins")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="由谁代")
    starts_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TurningQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ("starts_at", "id")

    def __str__(self) -> str:
        return f"{self.user_id} for {self.post_id}"

    @property
    def begins(self) -> datetime:
        """From when it counts: never before the absence."""
        return max(self.starts_at, self.absence.starts_at)

    @property
    def until(self) -> datetime:
        """Until when it counts: never beyond the absence."""
        end = self.absence.until
        return end if self.ended_at is None else min(end, self.ended_at)
