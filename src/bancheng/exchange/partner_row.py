"""交换对方: another installation as one of our units meets it, and the keys it had.

``ours`` speaks and ``theirs`` stands for it in our own tree, where acts name it. A partner is
ended, never taken away: what was exchanged with it stays on record.
"""

from __future__ import annotations

from django.db import models

from bancheng.exchange.card import Card
from bancheng.exchange.envelope import Place
from bancheng.people.models import Unit

ABOVE, BELOW, REVISITS, REVISITED = "above", "below", "revisits", "revisited"
RELATIONS = {
    ABOVE: "上级中心，我们向它提交",
    BELOW: "下级中心，它向我们提交",
    REVISITS: "上级回访机构，它回访我们的办结件",
    REVISITED: "下级中心，我们回访它的办结件",
}


class Partner(models.Model):
    """``their_unit`` and ``their_name`` are what it calls itself over there."""

    ours = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    theirs = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    relation = models.CharField(max_length=10, choices=list(RELATIONS.items()))
    their_unit = models.CharField(max_length=40)
    their_name = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=150, default="", blank=True)

    class Meta:
        app_label = "exchange"
        ordering = ("ours__sort", "ours__code", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["ours", "theirs"],
                condition=models.Q(ended_at=None),
                name="exchange_partner_once",
            ),
            models.UniqueConstraint(
                fields=["ours", "their_unit"],
                condition=models.Q(ended_at=None),
                name="exchange_unit_there_once",
            ),
        )

    def __str__(self) -> str:
        return self.their_name

    @property
    def about(self) -> str:
        """What it is to us."""
        return RELATIONS[self.relation]


class PartnerKey(models.Model):
    """The public keys of a partner's card, in force until they are ended."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="keys")
    fingerprint = models.CharField(max_length=32)
    signs = models.CharField(max_length=64)
    opens = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=150, default="", blank=True)

    class Meta:
        app_label = "exchange"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["partner"], condition=models.Q(ended_at=None), name="exchange_key_in_force"
            ),
        )

    def __str__(self) -> str:
        return self.fingerprint

    def place(self, unit: str) -> Place:
        """As a file's head names it."""
        return Place(unit=unit, key=self.fingerprint)

    @classmethod
    def of(cls, partner: Partner, card: Card) -> PartnerKey:
        """Not kept yet."""
        return cls(
            partner=partner, fingerprint=card.fingerprint, signs=card.signs, opens=card.opens
        )
