"""单位统一身份: whose account here an identity of the organisation's own service belongs to.

Bound by a person, never guessed from a name or an address. What the service calls the person lies
here only as a keyed digest: nobody has to read it, and in some offices it is an identity number.
"""

from __future__ import annotations

from django.db import models

from bancheng.people.user import User

LONGEST_SUBJECT = 255
"""Characters that a service may call somebody by (OpenID Connect Core, 2)."""


class Link(models.Model):
    """``subject``: digest of issuer and subject. One of each at a time; ended, never deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=64)
    bound_by = models.CharField(max_length=150)
    bound_at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "identity"
        ordering = ("bound_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("user",), condition=models.Q(ended_at=None), name="identity_one_link"
            ),
            models.UniqueConstraint(
                fields=("subject",), condition=models.Q(ended_at=None), name="identity_one_subject"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.bound_at:%Y-%m-%d}"


def link_of(user: User) -> Link | None:
    """The identity bound to an account."""
    return Link.objects.filter(user=user, ended_at=None).first()
