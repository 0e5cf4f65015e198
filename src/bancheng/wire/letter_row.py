"""去信: what is to be told to another system, kept until it has been taken there."""

from __future__ import annotations

from django.db import models


class Letter(models.Model):
    """``road`` says by which way it goes and to whom (``webhook:3``), ``host`` at which host of it,
    where it leads to several. ``mark`` is the letter's own name there, under which it is told
    once however often it is sent. Letters of one ``road`` about one ``about`` go in the order they
    were made. ``hidden`` is the text, encrypted; it is taken away once the letter has arrived.
    ``not_before``: after quiet hours or a failure.
    """

    road = models.CharField(max_length=60)
    host = models.CharField(max_length=260, blank=True)
    about = models.CharField(max_length=80, blank=True)
    case_no = models.CharField(max_length=60, blank=True, db_index=True)
    mark = models.CharField(max_length=120)
    what = models.CharField(max_length=80)
    hidden = models.BinaryField()
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    stuck = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.CharField(max_length=150, blank=True)

    class Meta:
        app_label = "wire"
        constraints = (models.UniqueConstraint(fields=("road", "mark"), name="wire_letter_once"),)
        indexes = (
            models.Index(
                fields=("road", "about", "id"),
                name="wire_letter_waiting",
                condition=models.Q(arrived_at=None, dropped_at=None),
            ),
            models.Index(fields=("road", "-id"), name="wire_letter_latest"),
            models.Index(fields=("arrived_at",), name="wire_letter_arrived"),
            models.Index(fields=("dropped_at",), name="wire_letter_dropped"),
        )

    def __str__(self) -> str:
        return f"{self.road} {self.mark}"
