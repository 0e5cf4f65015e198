"""发件箱: what others are to be told, written in the same transaction as the act it tells of."""

from __future__ import annotations

from django.db import models


class Outgoing(models.Model):
    """One message to the holders of a role, the members of a unit, or one person by name.

    It names a case and nobody in it. A message ``to_user`` tells of something asked of that person
    alone, from whom the case may be kept: it names no case, and ``slip`` is the key under which
    they find what is asked of them.
    """

    case_no = models.CharField(max_length=60)
    position = models.PositiveBigIntegerField()
    chain = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    duty_id = models.CharField(max_length=160, blank=True)
    to_role = models.CharField(max_length=60, blank=True)
    to_unit = models.CharField(max_length=40, blank=True)
    to_user = models.CharField(max_length=150, blank=True)
    slip = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "casework"
        indexes = (models.Index(fields=["sent_at", "id"], name="casework_outgoing_waiting"),)

    def __str__(self) -> str:
        return f"{self.about} {self.case_no}"
