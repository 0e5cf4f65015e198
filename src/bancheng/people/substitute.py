"""AB角: who steps in for a post as a rule. It gives no right by itself; an absence does
(``absence``), which takes its stand-ins from here unless somebody else is named that time.
"""

from __future__ import annotations

from django.db import models

from bancheng.people.post import Post
from bancheng.people.user import User


class Substitute(models.Model):
    """The B of an A: one at a time for each post. Replaced ones stay on the list, ended."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="substitutes", verbose_name="岗位")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="B角")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "people"
        ordering = ("made_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("post",),
                condition=models.Q(ended_at=None),
                name="people_one_substitute_a_post",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} for {self.post_id}"
