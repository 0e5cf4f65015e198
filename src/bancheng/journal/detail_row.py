"""可清除的个人信息和文字: the table of what people said and who they are, kept beside the seal.

The entry holds a salted commitment to each of these; here is the text itself, under the key of
its case. Rows may be removed, and only removed (``bancheng.journal.erase``).
"""

from __future__ import annotations

from django.db import models


class Detail(models.Model):
    """One text, encrypted: ``field`` of the entry at ``position`` of the chain of the case.

    A case belongs to one chain, so case and position say which entry it is.
    """

    pk = models.CompositePrimaryKey("case_no", "position", "field")
    case_no = models.TextField()
    position = models.BigIntegerField()
    field = models.TextField()
    algorithm = models.TextField()
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.case_no} {self.position} {self.field}"
