"""机构: places, halls, stations, departments and bodies, in one tree.

A region (county, city, township) is a place and acts through what stands in it: its centre, its
departments, its bodies. Whom a body or department serves follows from where it hangs in the tree
(``seats``), so that a county's supervision need not be entered again for each of its townships.
"""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models

from bancheng.people.turning import Turning, TurningQuerySet

UNIT_CODE = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", "机构代码只用小写字母、数字和连字符，例如 east-hall。"
)


class Form(models.TextChoices):
    """What a unit is."""

    REGION = "region", "地区"
    CENTRE = "centre", "政务服务中心（便民服务中心）"
    STATION = "station", "村（社区）便民服务站"
    DEPARTMENT = "department", "责任部门"
    BODY = "body", "领导、监督机构"


class Unit(Turning):
    """One unit. ``code`` never changes and is never used again: sealed entries name units by it.

    ``office_hours``, ``calendar_regions`` (names of regional calendars beside the national one),
    ``standard`` (id of the standard followed) and ``settings`` (the centre's own choices where the
    standard leaves one, 本中心定) mean something for a centre only.
    """

    code = models.CharField("代码", max_length=40, unique=True, validators=[UNIT_CODE])
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    form = models.CharField("类别", max_length=10, choices=Form.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    sort = models.PositiveIntegerField("排序", default=100)
    standard = models.CharField("执行的规范", max_length=60, blank=True)
    office_hours = models.JSONField("办公时间", default=list, blank=True)
    calendar_regions = models.JSONField("地方假期", default=list, blank=True)
    settings = models.JSONField("本中心定", default=dict, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    active = models.BooleanField("在用", default=True)

    objects = TurningQuerySet.as_manager()

    class Meta:
        app_label = "people"
        ordering = ("sort", "code")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(form__in=Form.values), name="people_unit_form_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        """The short name where there is one: lists are narrow."""
        return self.short_name or self.name
