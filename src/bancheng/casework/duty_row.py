"""应办行: one row a duty, open or closed, so that «what must I do now» is one query."""

from __future__ import annotations

from django.db import models
from django.db.models.expressions import RawSQL

from bancheng.casework.case_row import CaseRow

# «open» written out in a query and not handed to it: SQLite would prepare a statement anew each
# time it runs, to see whether the value handed to it lets it use the index on what is open
OPEN = RawSQL("'open'", (), output_field=models.CharField())


class DutyRow(models.Model):
    """A duty as it stands. ``by``: the role that holds it; ``unit``: the department, if any;
    ``person``: the one who alone owes it, if it was put to somebody by name."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="duties", db_index=False)
    duty_id = models.CharField(max_length=160)
    chain = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    by = models.CharField(max_length=60)
    unit = models.CharField(max_length=40, null=True)
    person = models.CharField(max_length=150, null=True)
    owed = models.JSONField()
    means = models.CharField(max_length=20)
    before = models.CharField(max_length=10)
    limit = models.CharField(max_length=40)
    state = models.CharField(max_length=10)
    start = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    because = models.TextField(null=True)
    cites = models.JSONField(default=list)
    arose = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "casework"
        constraints = (
            models.UniqueConstraint(fields=["case", "duty_id"], name="casework_duty_once"),
        )
        # lists ask for what is open at a centre, which is little; a duty closed leaves this index
        # for good, so that it stays small, and every further index would cost each act a page more
        indexes = (
            models.Index(
                fields=["chain", "due"],
                name="casework_open_at_centre",
                condition=models.Q(state="open"),
            ),
            models.Index(
                fields=["person"],
                name="casework_duty_of_person",
                condition=models.Q(person__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.duty_id}"
