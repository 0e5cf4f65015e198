"""动态码: one set-up of a second step, which a person's phone reckons codes from.

The secret lies here as ciphertext under a key of its person, and goes when the set-up ends; the row
stays, so that it can be told from when to when somebody had a second step and who ended it.
"""

from __future__ import annotations

from django.db import models

from bancheng.people.user import User


class Factor(models.Model):
    """``confirmed_at``: None until the first right code shows that the phone has the secret.

    ``last_step``: the time step of the last code taken, so that none is taken twice;
    ``wrong``: wrong codes after a right password since the last right one; ``told_at``: when the
    person was told that somebody else ended it.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    hidden = models.BinaryField()
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "identity"
        ordering = ("begun_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("user",), condition=models.Q(ended_at=None), name="identity_one_factor"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.begun_at:%Y-%m-%d}"


def factor_of(user: User) -> Factor | None:
    """The second step that somebody has, set up to the end."""
    return Factor.objects.filter(user=user, ended_at=None).exclude(confirmed_at=None).first()
