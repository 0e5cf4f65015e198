"""承办与回避: which units a case is placed with now, and from whom it is kept."""

from __future__ import annotations

from django.db import models

from bancheng.casework.case_row import CaseRow


class Placement(models.Model):
    """A unit that has the case now; a department reads by it, and stops reading with it."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="placements", db_index=False)
    unit = models.CharField(max_length=40)
    part = models.CharField(max_length=12)

    class Meta:
        app_label = "casework"
        constraints = (
            models.UniqueConstraint(fields=["case", "unit"], name="casework_placement_once"),
        )
        indexes = (models.Index(fields=["unit"], name="casework_placement_unit"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.unit} {self.part}"


class Wall(models.Model):
    """A unit or a person complained of: the case does not exist for them."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="walls")
    unit = models.CharField(max_length=40, null=True)
    user = models.CharField(max_length=150, null=True)

    class Meta:
        app_label = "casework"
        indexes = (
            models.Index(fields=["unit"], name="casework_wall_unit"),
            models.Index(fields=["user"], name="casework_wall_user"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.unit or self.user}"
