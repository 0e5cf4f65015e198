"""本中心制度: the centre's own rules on file, dated, so that one can say what held when (XF-5)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models, transaction

from bancheng.people.checked import save_checked
from bancheng.people.errors import PeopleError
from bancheng.people.unit import Unit
from bancheng.people.user import User


class CentreRule(models.Model):
    """One rule as it was issued. In force from ``in_force_on`` until ``ended_on`` (not included),
    when it was replaced or withdrawn. ``body`` is its text, ``reference`` where the paper lies."""

    centre = models.ForeignKey(Unit, models.PROTECT, related_name="rules", verbose_name="中心")
    title = models.CharField("名称", max_length=100)
    issued_on = models.DateField("印发日期")
    in_force_on = models.DateField("施行日期")
    reference = models.CharField("文号或存放处", max_length=100, blank=True)
    body = models.TextField("正文", blank=True, max_length=100_000)
    replaces = models.ForeignKey(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        app_label = "people"
        ordering = ("-in_force_on", "-id")

    def __str__(self) -> str:
        return self.title

    def holds(self, on: date) -> bool:
        """Whether it is in force on this day."""
        return self.in_force_on <= on and (self.ended_on is None or on < self.ended_on)


def file_rule(
    centre: Unit,
    title: str,
    issued_on: date,
    in_force_on: date,
    body: str,
    reference: str,
    by: User,
    at: datetime,
    replaces: CentreRule | None = None,
) -> CentreRule:
    """Put a rule on file; one it replaces ends the day it comes into force.

    ``PeopleError`` where it says nothing and lies nowhere, or comes into force before it is issued.
    """
    if in_force_on < issued_on:
        raise PeopleError("施行日期早于印发日期，请核对。", "in_force_on")
    if not body.strip() and not reference.strip():
        raise PeopleError("请写正文，或者写明文号、存放处，大家才找得到。", "body")
    with transaction.atomic():
        if replaces is not None:
            _end(replaces, in_force_on, by)
        return save_checked(
            CentreRule(
                centre=centre,
                title=title.strip(),
                issued_on=issued_on,
                in_force_on=in_force_on,
                body=body.strip(),
                reference=reference.strip(),
                replaces=replaces,
                filed_by=by,
                filed_at=at,
            )
        )


def withdraw_rule(rule: CentreRule, on: date, by: User) -> None:
    """End a rule without another in its place."""
    with transaction.atomic():
        _end(rule, on, by)


def _end(rule: CentreRule, on: date, by: User) -> None:
    kept = CentreRule.objects.select_for_update().get(pk=rule.pk)
    if kept.ended_on is not None:
        raise PeopleError(f"“{kept.title}”已于 {kept.ended_on:%Y-%m-%d} 停止施行。", "replaces")
    if on < kept.in_force_on:
        raise PeopleError(f"不能早于“{kept.title}”的施行日期 {kept.in_force_on:%Y-%m-%d}。", "on")
    kept.ended_on, kept.ended_by = on, by
    kept.save(update_fields=["ended_on", "ended_by"])
