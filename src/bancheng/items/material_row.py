"""申请材料: what an item asks for, and who issues it — another item, or a body by name.

A material that another item issues is what makes one item wait for another (互为前置, XF-7.4).
"""

from __future__ import annotations

from django.db import models

from bancheng.items.version_row import ItemVersion


class Material(models.Model):
    """One material of one version. ``issued_by_item`` is the code of an item, looked for in the
    same list first and then in those above; ``issuer`` is a name where no item issues it."""

    version = models.ForeignKey(
        ItemVersion, models.CASCADE, related_name="materials", db_index=False
    )
    place = models.PositiveIntegerField("序号")
    name = models.CharField("材料名称", max_length=300)
    copies = models.CharField("份数", max_length=40, blank=True)
    issued_by_item = models.CharField("由哪个事项出具", max_length=100, blank=True)
    issuer = models.CharField("出具单位", max_length=200, blank=True)

    class Meta:
        app_label = "items"
        ordering = ("version_id", "place")
        constraints = (
            models.UniqueConstraint(fields=["version", "place"], name="items_material_once"),
        )
        indexes = (
            models.Index(
                fields=["issued_by_item"],
                name="items_material_issued",
                condition=~models.Q(issued_by_item=""),
            ),
        )

    def __str__(self) -> str:
        return self.name
