"""堵点: a place where things get stuck again and again, and every step that was taken about it.

A point's row says where it stands now and can be worked out from its steps, which are never
overwritten: who proposed, adopted or did not, did, checked, and when.
"""

from __future__ import annotations

import secrets

from django.db import models

from bancheng.improvement.kept_texts import KeptTexts

PROPOSED, NOT_ADOPTED, ADOPTED = "proposed", "not_adopted", "adopted"
DONE, CHECKED = "done", "checked"
STAGES = {
    PROPOSED: "待定",
    ADOPTED: "已采纳，在改",
    DONE: "改了，待核对",
    CHECKED: "已核对",
    NOT_ADOPTED: "没有采纳",
}


def new_key() -> str:
    """What a point is called in addresses; running numbers would tell of those one may not see."""
    return secrets.token_hex(6)


class Point(models.Model):
    """``owner_unit`` or ``owner_user`` has to do it by ``due_on``. ``circle``: the items that wait
    for one another, as «list/code». ``told_in`` is the step whose title stands."""

    key = models.CharField(max_length=20, unique=True, default=new_key)
    centre = models.CharField(max_length=40)
    cause = models.CharField(max_length=60)
    stage = models.CharField(max_length=20, default=PROPOSED)
    circle = models.JSONField(default=list)
    owner_unit = models.CharField(max_length=40, blank=True)
    owner_user = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    told_in = models.ForeignKey("PointStep", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    class Meta:
        app_label = "improvement"
        indexes = (models.Index(fields=["centre", "stage"], name="improvement_point_stage"),)

    def __str__(self) -> str:
        return self.key


class PointStep(KeptTexts):
    """One step: ``kind`` is what was done, ``data`` holds codes and dates, the words lie hidden."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    by = models.CharField(max_length=150)
    unit = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    command = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "improvement"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.point_id} {self.kind}"


class PointCase(models.Model):
    """A case that showed the point; one taken off again ends (``until``) and stays on record."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="cases")
    case_no = models.CharField(max_length=60)
    since = models.ForeignKey(PointStep, models.PROTECT, related_name="+")
    until = models.ForeignKey(PointStep, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "improvement"
        constraints = (
            models.UniqueConstraint(
                fields=["point", "case_no"],
                name="improvement_case_once",
                condition=models.Q(until=None),
            ),
        )
        indexes = (models.Index(fields=["case_no"], name="improvement_case"),)

    def __str__(self) -> str:
        return f"{self.point_id} {self.case_no}"
