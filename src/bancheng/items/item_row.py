"""政务服务事项: one service item of the library of a place, whatever its wording at the time.

A county's items serve its townships too (县乡两级联合办理事项库, SC-8.3.2): which lists serve whom
follows from the tree of units (``lists``).
"""

from __future__ import annotations

from django.db import models


class ServiceItem(models.Model):
    """An item by code. ``unit`` is the code of the unit in whose list it stands: a region, or a
    centre that keeps a list of its own. What it says stands in its versions (``ItemVersion``)."""

    unit = models.CharField("事项库", max_length=40)
    code = models.CharField("事项编码", max_length=100)

    class Meta:
        app_label = "items"
        constraints = (
            models.UniqueConstraint(fields=["unit", "code"], name="items_code_once_in_a_list"),
        )

    def __str__(self) -> str:
        return f"{self.unit}/{self.code}"
