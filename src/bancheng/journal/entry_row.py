"""日志条目: the table of sealed entries.

``sealed`` is the entry. The other columns repeat what stands in it, so that it can be found, and
verification compares them with it. Triggers refuse every change and removal
(``bancheng.journal.guards``).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One sealed fact: the ``position``-th of its chain, the ``version``-th of its case."""

    pk = models.CompositePrimaryKey("chain", "position")
    chain = models.TextField()
    position = models.BigIntegerField()
    case_no = models.TextField()
    version = models.BigIntegerField()
    event = models.TextField()
    command_id = models.TextField()
    command_index = models.IntegerField()
    recorded_at = models.DateTimeField()
    algorithm = models.TextField()
    hash = models.TextField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_no", "version"], name="journal_case_version"),
            models.UniqueConstraint(
                fields=["command_id", "command_index"], name="journal_command_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.position}: {self.event} {self.case_no}"
