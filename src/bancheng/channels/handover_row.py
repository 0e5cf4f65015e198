"""交接凭据: which filled-in form of another platform was opened here already. Kept is a keyed
digest of it, until it would have run out anyway."""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup


class Handover(models.Model):
    """One token that was opened."""

    setup = models.ForeignKey(Setup, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    opened_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "channels"
        constraints = (
            models.UniqueConstraint(fields=("setup", "mark"), name="channels_handover_once"),
        )

    def __str__(self) -> str:
        return f"{self.setup_id} {self.mark[:8]}"
