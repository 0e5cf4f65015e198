"""去哪里办的单位: a body outside the hall that people are sent to, as it was known at a time."""

from __future__ import annotations

from django.db import models


class Place(models.Model):
    """One version of one ``entry``; changing it ends this row and begins another.

    ``refusals`` are the reasons of the standard for which people are sent there.
    """

    centre = models.CharField(max_length=40)
    entry = models.CharField(max_length=32)
    name = models.CharField("单位名称", max_length=100)
    what_for = models.CharField("办什么", max_length=200)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=60, blank=True)
    hours = models.CharField("时间", max_length=120, blank=True)
    refusals = models.JSONField(default=list)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "counter"
        constraints = (
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(ended_at=None), name="counter_place_in_force"
            ),
        )
        indexes = (models.Index(fields=["centre", "ended_at"], name="counter_place_of"),)

    def __str__(self) -> str:
        return self.name


class PlaceCheck(models.Model):
    """核对: somebody rang or looked, and the entry was still right."""

    entry = models.CharField(max_length=32)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        app_label = "counter"
        indexes = (models.Index(fields=["entry", "-at"], name="counter_place_check_of"),)

    def __str__(self) -> str:
        return f"{self.entry} {self.at:%F}"
