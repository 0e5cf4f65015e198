"""“办不成事”反映窗口: a window in a hall, with its place, hours and phone (XF-5, SC-6.1.1)."""

from __future__ import annotations

from django.db import models

from bancheng.people.unit import Unit


class Window(models.Model):
    """A window. ``hours`` empty: the hall's own; ``place`` is what a visitor looks for."""

    centre = models.ForeignKey(Unit, models.PROTECT, related_name="windows", verbose_name="中心")
    name = models.CharField("名称", max_length=60)
    place = models.CharField("位置", max_length=100)
    hours = models.JSONField("开放时间", default=list, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    sort = models.PositiveIntegerField("排序", default=100)
    active = models.BooleanField("在用", default=True)

    class Meta:
        app_label = "people"
        ordering = ("sort", "id")
        constraints = (
            models.UniqueConstraint(fields=("centre", "name"), name="people_window_name_once"),
        )

    def __str__(self) -> str:
        return self.name
