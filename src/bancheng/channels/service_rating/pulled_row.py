"""取到哪里: from which moment on ratings are fetched next, so that none is missed and none is
fetched for ever."""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup


class Pulled(models.Model):
    """``since``: the time of the latest rating that was taken; ``asked_at``: when last asked;
    ``page``: where a long round stopped and goes on, 0 where none is under way; ``latest``: the
    time of the latest rating seen in that round."""

    setup = models.OneToOneField(Setup, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    page = models.PositiveIntegerField(default=0)
    latest = models.DateTimeField(null=True)

    class Meta:
        app_label = "channels"

    def __str__(self) -> str:
        return f"{self.setup_id} {self.since:%F %R}"
