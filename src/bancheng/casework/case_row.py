"""工单行: one row a case, worked out from the journal so that lists and searches are quick.

Nothing here is typed by anybody: ``rebuild`` makes every row anew from the facts. No name, phone
or free text stands here.
"""

from __future__ import annotations

from django.db import models


class CaseRow(models.Model):
    """A case as it stood after its last event."""

    case_no = models.CharField(max_length=60, unique=True)
    chain = models.CharField(max_length=40)
    standard = models.CharField(max_length=60)
    edition = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    stage = models.CharField(max_length=20)
    outcome = models.CharField(max_length=30, null=True)
    kind = models.CharField(max_length=60, null=True)
    ground = models.CharField(max_length=60, null=True)
    service_item = models.CharField(max_length=160, null=True)
    waiting = models.BooleanField(default=False)
    channel = models.CharField(max_length=60, null=True)
    refusal = models.CharField(max_length=60, null=True)
    way = models.CharField(max_length=20, null=True)
    answer = models.CharField(max_length=20, null=True)
    tier = models.CharField(max_length=60, null=True)
    traits = models.JSONField(default=list)
    round = models.PositiveIntegerField(default=1)
    returns = models.PositiveIntegerField(default=0)
    conduct = models.BooleanField(default=False)
    referred = models.BooleanField(default=False)
    green = models.BooleanField(default=False)
    solved = models.CharField(max_length=20, null=True)
    satisfaction = models.CharField(max_length=60, null=True)
    answerable = models.CharField(max_length=150, null=True)
    lead = models.CharField(max_length=40, null=True)
    registered_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    replied_at = models.DateTimeField(null=True)
    informed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()

    class Meta:
        app_label = "casework"
        indexes = (
            models.Index(fields=["chain", "-touched_at"], name="casework_case_recent"),
            models.Index(
                fields=["-touched_at"],
                name="casework_case_returned",
                condition=models.Q(returns__gt=0),
            ),
            models.Index(
                fields=["-touched_at"],
                name="casework_case_waiting",
                condition=models.Q(waiting=True),
            ),
            # few cases are either, and some see no others: an act on any other touches neither
            models.Index(
                fields=["chain"],
                name="casework_case_referred",
                condition=models.Q(referred=True),
            ),
            models.Index(
                fields=["chain"],
                name="casework_case_conduct",
                condition=models.Q(conduct=True),
            ),
        )

    def __str__(self) -> str:
        return self.case_no
