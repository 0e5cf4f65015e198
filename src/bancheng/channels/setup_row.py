"""渠道设置: one adapter as a centre uses it. Off until a person switches it on."""

from __future__ import annotations

from django.db import models

from bancheng.people.models import Unit


class Setup(models.Model):
    """``kind`` names the adapter, ``channel`` the standard's 受理渠道 by which its matters arrive
    (empty where none do). ``hidden``: what was set, secrets among it, encrypted."""

    centre = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=40)
    name = models.CharField("名称", max_length=60)
    channel = models.CharField("受理渠道", max_length=60, blank=True)
    on = models.BooleanField("开着", default=False)
    hidden = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "channels"
        ordering = ("centre__code", "kind", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def road(self) -> str:
        """The road of its letters."""
        return f"channel:{self.pk}"

    @property
    def file_road(self) -> str:
        """The road on which attachments are fetched."""
        return f"files:{self.pk}"

    @property
    def roads(self) -> tuple[str, str]:
        """All that waits on behalf of this channel."""
        return self.road, self.file_road
