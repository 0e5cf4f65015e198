"""常见答复: an answer that was given once and may be given again, in versions, each checked.

The words are encrypted under the centre's key until somebody else has checked that they name
nobody, and stay so: one rule for every text is easier to keep than two.
"""

from __future__ import annotations

from django.db import models


class Answer(models.Model):
    """One answer. ``current`` is the number of the version in force, 0 where none was checked yet;
    ``from_case`` the closed case it was made of, while that may be named."""

    uid = models.CharField(max_length=32, unique=True)
    centre = models.CharField(max_length=40)
    from_case = models.CharField(max_length=60, blank=True)
    current = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=150, null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "counter"
        indexes = (
            models.Index(fields=["centre", "withdrawn_at"], name="counter_answer_of"),
            models.Index(fields=["from_case"], name="counter_answer_from"),
        )

    def __str__(self) -> str:
        return self.uid


class State(models.TextChoices):
    """What became of a version."""

    WAITING = "waiting", "待核对"
    CHECKED = "checked", "核对过"
    REJECTED = "rejected", "没有通过"
    REPLACED = "replaced", "已被新的代替"


class AnswerVersion(models.Model):
    """One wording. ``words`` hold title, item, question, text and basis; ``valid_until`` is the
    day on which its basis must have been looked at again."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    words = models.BinaryField(default=b"")
    tokens = models.TextField(default="")
    valid_until = models.DateField(null=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "counter"
        constraints = (
            models.UniqueConstraint(fields=["answer", "number"], name="counter_answer_version"),
            models.UniqueConstraint(
                fields=["answer"], condition=models.Q(state="waiting"), name="counter_answer_waits"
            ),
        )

    def __str__(self) -> str:
        return f"{self.answer_id}.{self.number} {self.state}"


class AnswerUse(models.Model):
    """Once that it was put into an answer: by whom, when, at the log or in a case. Which case it
    was stands in the case and nowhere here."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="uses")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    where = models.CharField(max_length=10)

    class Meta:
        app_label = "counter"

    def __str__(self) -> str:
        return f"{self.answer_id} {self.at:%F}"
