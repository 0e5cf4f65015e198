"""草稿: what somebody was typing into a form and has not handed in yet."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """One unfinished form of one person. ``content`` is encrypted: under the key of the case the
    form belongs to, or under its owner's where there is no case yet.

    ``revision`` grows by savings, so that two tabs do not overwrite each other; ``version`` is
    that of the case as the form showed it; by ``command_id`` the journal tells whether the form was
    handed in after all.
    """

    name = models.CharField(max_length=32, unique=True)
    username = models.CharField(max_length=150)
    form = models.CharField(max_length=60)
    case_no = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)
    command_id = models.CharField(max_length=80, blank=True)
    saved_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        app_label = "workbench"
        indexes = (
            models.Index(fields=["username", "form", "case_no"], name="workbench_draft_of"),
            models.Index(fields=["case_no"], name="workbench_draft_case"),
            models.Index(fields=["saved_at"], name="workbench_draft_saved"),
        )

    def __str__(self) -> str:
        return f"{self.username} {self.form} {self.case_no}"
