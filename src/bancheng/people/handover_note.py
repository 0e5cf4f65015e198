"""交接班记录: what one shift leaves to the next (SC-8.2), taken over by name."""

from __future__ import annotations

from django.db import models

from bancheng.people.kept_words import KeptWords
from bancheng.people.user import User
from bancheng.people.window import Window


class HandoverNote(models.Model):
    """Written once by whoever goes, taken over once by whoever comes; never changed. A mistake is
    put right by another note."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="+", verbose_name="窗口")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="交班")
    written_at = models.DateTimeField("交班时间")
    to_user = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="交给"
    )
    taken_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="接班"
    )
    taken_at = models.DateTimeField("接班时间", null=True, blank=True)

    class Meta:
        app_label = "people"
        ordering = ("-written_at", "-id")
        indexes = (models.Index(fields=("window", "-written_at"), name="people_note_recent"),)

    def __str__(self) -> str:
        return f"{self.window_id} {self.written_at:%F %R}"


class HandoverLine(KeptWords):
    """One thing that was open then, as a reference (``about``, ``what``), with a remark; or the
    remark about everything (``about`` empty). ``sort`` keeps the order of the note."""

    note = models.ForeignKey(HandoverNote, models.CASCADE, related_name="lines")
    what = models.CharField(max_length=160, blank=True)
    group = models.CharField(max_length=12, blank=True)
    due = models.DateTimeField(null=True, blank=True)
    sort = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "people"
        ordering = ("sort", "id")
        indexes = (models.Index(fields=("about",), name="people_note_line_about"),)

    def __str__(self) -> str:
        return f"{self.note_id} {self.about}"
