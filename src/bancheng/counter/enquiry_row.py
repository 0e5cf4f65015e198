"""咨询登记: one plain enquiry at the counter, answered on the spot and no case.

The row counts for ever; its words are encrypted under the centre's key and are deleted when the
centre's time of keeping is over, or when they have gone into a case.
"""

from __future__ import annotations

from django.db import models

from bancheng.people.window import Window


class Enquiry(models.Model):
    """``asked_on`` is the day at the hall. ``words`` is empty once they were deleted; ``tokens``
    are the keyed digests by which they are found, and go with them."""

    uid = models.CharField(max_length=40, unique=True)
    centre = models.CharField(max_length=40)
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    asked_on = models.DateField()
    words = models.BinaryField(default=b"")
    tokens = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)
    case_no = models.CharField(max_length=60, null=True)
    became_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "counter"
        indexes = (
            models.Index(fields=["centre", "asked_on"], name="counter_enquiry_day"),
            models.Index(
                fields=["at"], name="counter_enquiry_kept", condition=models.Q(cleared_at=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.centre} {self.at:%F %R}"


class EnquiryBefore(models.Model):
    """What an enquiry said before its clerk corrected it, until ``ended_at``."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="before")
    number = models.PositiveIntegerField()
    words = models.BinaryField()
    ended_at = models.DateTimeField()

    class Meta:
        app_label = "counter"
        constraints = (
            models.UniqueConstraint(fields=["enquiry", "number"], name="counter_enquiry_before"),
        )

    def __str__(self) -> str:
        return f"{self.enquiry_id}.{self.number}"
