"""可以连的地址: the hosts that this installation may call, each put on the list by a person."""

from __future__ import annotations

from django.db import models


class Place(models.Model):
    """A host and its port. ``inside``: it may stand in a private network, as most offices' do;
    ``plain``: it may be spoken to without TLS. Ended, never deleted."""

    host = models.CharField("主机", max_length=253)
    port = models.PositiveIntegerField("端口")
    inside = models.BooleanField("在内网", default=False)
    plain = models.BooleanField("不加密", default=False)
    added_by = models.CharField("谁加的", max_length=150)
    added_at = models.DateTimeField("什么时候加的")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "wire"
        ordering = ("host", "port")
        constraints = (
            models.UniqueConstraint(
                fields=("host", "port"),
                condition=models.Q(ended_at=None),
                name="wire_place_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"
