"""接口密钥: a key's public name and its secret, which stands here only as ciphertext."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from bancheng.clients.client_row import Client

ALGORITHMS = {"hmac-sha256": "HMAC-SHA256", "hmac-sm3": "HMAC-SM3（国密）"}
"""By which a key may sign, with what people call them."""


class Key(models.Model):
    """``forgotten_at``: up to this time of signing nonces are forgotten, so that nothing signed by
    then is taken any more, even should the clock be set back."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="keys")
    name = models.CharField("编号", max_length=16, unique=True)
    algorithm = models.CharField("算法", max_length=20)
    hidden = models.BinaryField()
    made_at = models.DateTimeField("发放时间")
    ended_at = models.DateTimeField("作废时间", null=True, blank=True)
    used_at = models.DateTimeField("最近使用", null=True, blank=True)
    forgotten_at = models.BigIntegerField(default=0)

    class Meta:
        app_label = "clients"
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return self.name

    def is_live(self, now: datetime) -> bool:
        """Whether requests may still be signed with it."""
        return self.ended_at is None or now < self.ended_at


class Nonce(models.Model):
    """A request that was taken once: ``signed_at`` in seconds, as the request says."""

    key = models.ForeignKey(Key, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=64)
    signed_at = models.BigIntegerField()
    heard_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "clients"
        constraints = (models.UniqueConstraint(fields=("key", "nonce"), name="clients_nonce_once"),)

    def __str__(self) -> str:
        return self.nonce
