"""交换记录: every file that was made and taken, by whom, and which cases were in it; for ever.

Of the files themselves only those that are not acknowledged are kept, encrypted as they are for
the other side, so that one that was lost can be given again to the byte.
"""

from __future__ import annotations

from django.db import models

from bancheng.exchange.partner_row import Partner


class SentFile(models.Model):
    """A file we made. ``content`` is empty once it was acknowledged, or given up (``void_at``);
    ``receipt`` is the number of the partner's last file that we had taken by then."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="sent")
    serial = models.PositiveIntegerField()
    digest = models.CharField(max_length=80)
    key = models.CharField(max_length=32)
    size = models.PositiveIntegerField()
    content = models.BinaryField(default=b"")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    command_id = models.CharField(max_length=80, unique=True)
    receipt = models.PositiveIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)
    void_by = models.CharField(max_length=150, default="")

    class Meta:
        app_label = "exchange"
        ordering = ("-serial",)
        constraints = (
            models.UniqueConstraint(fields=["partner", "serial"], name="exchange_sent_once"),
        )

    def __str__(self) -> str:
        return f"{self.partner_id} → {self.serial}"

    @property
    def awaited(self) -> bool:
        """Whether nobody knows yet that it arrived."""
        return self.acknowledged_at is None and self.void_at is None


class TakenFile(models.Model):
    """A file of theirs that was taken. ``made_at`` as it says itself."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="taken")
    serial = models.PositiveIntegerField()
    digest = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=150)

    class Meta:
        app_label = "exchange"
        ordering = ("-serial",)
        constraints = (
            models.UniqueConstraint(fields=["partner", "serial"], name="exchange_taken_once"),
        )

    def __str__(self) -> str:
        return f"{self.partner_id} ← {self.serial}"


class Line(models.Model):
    """One telling of a file: which case of ours, what, from which entry, and what came of it.

    ``before``: up to which entry the other side had been told, so that giving the file up tells it
    again. ``said`` is a sentence of ours and holds nobody's words.
    """

    sent = models.ForeignKey(SentFile, models.PROTECT, null=True, related_name="lines")
    taken = models.ForeignKey(TakenFile, models.PROTECT, null=True, related_name="lines")
    case_no = models.CharField(max_length=100, blank=True, db_index=True)
    what = models.CharField(max_length=20)
    seq = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)
    matter = models.PositiveIntegerField(null=True)
    fine = models.BooleanField(default=True)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "exchange"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.what} {self.case_no}"
