"""进大厅: the day a leader is in the hall, planned and as it was (SC-8.3.1)."""

from __future__ import annotations

from django.db import models

from bancheng.people.kept_words import KeptWords
from bancheng.people.unit import Unit
from bancheng.people.user import User


class LeaderDay(models.Model):
    """Planned for ``falls_on`` from one time to another; ``came_at`` and ``left_at`` say how it
    was. Called off days stay on the list with whoever called them off."""

    centre = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="中心")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="领导")
    falls_on = models.DateField("日期")
    starts = models.TimeField("自")
    ends = models.TimeField("至")
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    came_at = models.DateTimeField("到厅", null=True, blank=True)
    left_at = models.DateTimeField("离厅", null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    called_off_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "people"
        ordering = ("falls_on", "starts", "id")
        indexes = (models.Index(fields=("centre", "falls_on"), name="people_leader_day"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")),
                name="people_leader_day_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=("centre", "user", "falls_on"),
                condition=models.Q(called_off_at=None),
                name="people_leader_once_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.falls_on}"


class LeaderDayLine(KeptWords):
    """What a leader saw to that day: a case they took up (``about``) or something else, in words
    of whoever wrote it down."""

    day = models.ForeignKey(LeaderDay, models.CASCADE, related_name="lines")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        app_label = "people"
        ordering = ("written_at", "id")
        indexes = (models.Index(fields=("about",), name="people_leader_line_about"),)

    def __str__(self) -> str:
        return f"{self.day_id} {self.about}"
