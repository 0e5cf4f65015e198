"""任职: who holds which role at which unit, from when until when (staff list, SC-6.2.1)."""

from __future__ import annotations

from datetime import date

from django.db import models

from bancheng.people.turning import Turning, TurningQuerySet
from bancheng.people.unit import Unit
from bancheng.people.user import User

ADMINISTRATOR = "administrator"
"""Looks after units, people and settings and never has part in a case: the one role that
no standard defines."""


class Post(Turning):
    """An appointment. ``role`` is a role name of the standard, or ``administrator``.

    In force from ``from_on`` up to but not including ``until_on``, so that a post ended today is
    over with the next request. Posts are ended and never deleted: the list also answers who held
    what at the time.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="人员")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="机构")
    role = models.CharField("职责", max_length=40)
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True, blank=True)

    objects = TurningQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ("from_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="people_post_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}@{self.unit_id}:{self.role}"

    def in_force(self, on: date) -> bool:
        """Whether the post counts on this day."""
        return self.from_on <= on and (self.until_on is None or on < self.until_on)
