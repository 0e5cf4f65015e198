"""事项版本: what an item said from when on, who changed it and why (SC-4.2 动态调整).

A version is never changed. A case keeps the version that was in force when it found the item, and
what was cut since can be shown by laying two versions side by side.
"""

from __future__ import annotations

from django.db import models

from bancheng.items.item_row import ServiceItem


class Level(models.TextChoices):
    """行使层级: the level of government that exercises the item."""

    STATE = "state", "国家级"
    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    VILLAGE = "village", "村级"


class ItemVersion(models.Model):
    """One version. ``department`` is a unit's code where the name is that of a unit known when
    this was written; ``department_name`` always stands. ``steps`` and ``aliases`` stand one a
    line. ``current`` marks the one in force; one that is not ``active`` retired the item."""

    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField("版本")
    current = models.BooleanField(default=True)
    active = models.BooleanField("在用", default=True)
    name = models.CharField("事项名称", max_length=300)
    aliases = models.TextField("俗称", blank=True)
    kind = models.CharField("事项类型", max_length=40, blank=True)
    level = models.CharField("行使层级", max_length=10, choices=Level.choices, blank=True)
    department = models.CharField("主管部门代码", max_length=40, blank=True)
    department_name = models.CharField("主管部门", max_length=120, blank=True)
    accepted_by = models.CharField("谁受理", max_length=200, blank=True)
    decided_by = models.CharField("谁审批（决定）", max_length=200, blank=True)
    phone = models.CharField("咨询电话", max_length=100, blank=True)
    place = models.CharField("办理地点", max_length=300, blank=True)
    statutory_limit = models.CharField("法定时限", max_length=60, blank=True)
    promised_limit = models.CharField("承诺时限", max_length=60, blank=True)
    audience = models.CharField("服务对象", max_length=300, blank=True)
    conditions = models.TextField("受理条件", blank=True)
    steps = models.TextField("办理步骤", blank=True)
    made_by = models.CharField("谁改的", max_length=150)
    made_at = models.DateTimeField("何时")
    why = models.CharField("为什么", max_length=300)

    class Meta:
        app_label = "items"
        ordering = ("item_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["item", "number"], name="items_version_once"),
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(current=True), name="items_one_in_force"
            ),
        )
        indexes = (models.Index(fields=["department"], name="items_version_department"),)

    def __str__(self) -> str:
        return f"{self.item_id}@{self.number} {self.name}"
