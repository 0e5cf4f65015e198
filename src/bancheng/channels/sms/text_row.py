"""发给诉求人的短信: which act was told of in which case, and whether it came through.

Neither the phone nor the words stand here: both are put together when the text leaves.
"""

from __future__ import annotations

from django.db import models

from bancheng.channels.setup_row import Setup

WAITING, GONE, ARRIVED, FAILED = "waiting", "gone", "arrived", "failed"


class Text(models.Model):
    """``ref``: the gateway's own number for it; ``why``: what it said of a failure, without any
    long number."""

    setup = models.ForeignKey(Setup, models.CASCADE, related_name="+")
    case_no = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=10,
        default=WAITING,
        choices=(
            (WAITING, "等着发"),
            (GONE, "发出了，还不知道到没到"),
            (ARRIVED, "送到了"),
            (FAILED, "没有送到"),
        ),
    )
    state_at = models.DateTimeField()
    ref = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=100, blank=True)

    class Meta:
        app_label = "channels"
        constraints = (
            models.UniqueConstraint(fields=("setup", "case_no", "seq"), name="channels_text_once"),
        )
        indexes = (
            models.Index(fields=("case_no", "-made_at"), name="channels_text_case"),
            models.Index(fields=("setup", "ref"), name="channels_text_ref"),
        )

    def __str__(self) -> str:
        return f"{self.case_no} {self.act} {self.state}"
