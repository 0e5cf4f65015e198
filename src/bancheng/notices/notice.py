"""通知: one thing somebody should know — a new duty, a moved due time, a warning.

It names a case and a duty and nobody in it; what it says is put together when it is read, through
the read door, so that a notice about what one may no longer see has vanished.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q, QuerySet

from bancheng.casework import access
from bancheng.people.user import User


class Notice(models.Model):
    """``slip`` instead of a case number where something was asked of this person alone."""

    username = models.CharField(max_length=150)
    about = models.CharField(max_length=60)
    case_no = models.CharField(max_length=60, blank=True)
    duty_id = models.CharField(max_length=160, blank=True)
    slip = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "notices"
        indexes = (
            models.Index(fields=("username", "-made_at"), name="notices_of_person"),
            models.Index(
                fields=("username",), name="notices_unread", condition=models.Q(read_at=None)
            ),
            models.Index(fields=("case_no",), name="notices_of_case"),
        )

    def __str__(self) -> str:
        return f"{self.username} {self.about} {self.case_no}{self.slip}"


def mine(user: User) -> QuerySet[Notice]:
    """A person's notices about what they may see, newest first."""
    seen = access.visible(user).filter(case_no=models.OuterRef("case_no"))
    asked = Q(case_no="") & ~Q(slip="")
    own = Notice.objects.filter(username=user.username)
    return own.filter(asked | Q(models.Exists(seen))).order_by("-made_at", "-pk")


def unread(user: User) -> int:
    """How many of them were not read yet."""
    return mine(user).filter(read_at=None).count()


def mark_read(user: User, now: datetime, number: int | None = None) -> int:
    """One, or all of them; only one's own. Returns how many that were."""
    found = Notice.objects.filter(username=user.username, read_at=None)
    if number is not None:
        found = found.filter(pk=number)
    return found.update(read_at=now)


def forget_case(case_no: str) -> None:
    """Nothing is told of a case whose details are erased."""
    Notice.objects.filter(case_no=case_no).delete()
