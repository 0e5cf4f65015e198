"""在部门的一段: a case that lay with a unit, from being placed there until it left."""

from __future__ import annotations

from django.db import models


class Stay(models.Model):
    """``left_by``: the act that ended it (reply, contribute, object for 退单, recall …); empty
    while it lasts. ``band``: how long it lasted (``bands.py``)."""

    chain = models.CharField(max_length=40)
    case_no = models.CharField(max_length=60)
    conduct = models.BooleanField(default=False)
    unit = models.CharField(max_length=40)
    part = models.CharField(max_length=12)
    came_on = models.CharField(max_length=10)
    known_from = models.DateTimeField()
    left_on = models.CharField(max_length=10, null=True)
    left_by = models.CharField(max_length=40, default="")
    left_known = models.DateTimeField(null=True)
    band = models.CharField(max_length=4, default="")

    class Meta:
        app_label = "figures"
        indexes = (
            models.Index(fields=["chain", "came_on"], name="figures_came"),
            models.Index(
                fields=["chain", "left_on"],
                name="figures_left",
                condition=models.Q(left_on__isnull=False),
            ),
            models.Index(fields=["case_no"], name="figures_stay_case"),
        )

    def __str__(self) -> str:
        return f"{self.case_no} {self.unit} {self.came_on}"
