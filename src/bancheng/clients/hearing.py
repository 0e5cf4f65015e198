"""听过一次: a signed request is taken once, and an idempotency key means one thing."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from bancheng.clients.models import Client, Key, Nonce, Once

NONCES_KEPT = timedelta(minutes=10)
"""Twice the five minutes: a request signed with a clock five minutes ahead is good for ten."""

KEYS_KEPT = timedelta(days=30)
USE_NOTED = timedelta(minutes=1)


def hear(key: Key, nonce: str, signed_at: int, now: datetime) -> bool:
    """Take note of a request whose signature is right; False where it was taken before, or would be
    forgotten by now."""
    if signed_at <= key.forgotten_at:
        return False
    try:
        with transaction.atomic():
            Nonce.objects.create(key=key, nonce=nonce, signed_at=signed_at, heard_at=now)
            if key.used_at is None or now - key.used_at >= USE_NOTED:
                Key.objects.filter(pk=key.pk).update(used_at=now)
    except IntegrityError:
        return False
    return True


def means_the_same(client: Client, key: str, asked: bytes, now: datetime) -> bool:
    """Whether an idempotency key is new, or came with these very words before."""
    secret = f"idempotency {settings.SECRET_KEY}".encode()
    mark = hmac.new(secret, asked, hashlib.sha256).hexdigest()
    known, _ = Once.objects.get_or_create(
        client=client, key=key, defaults={"mark": mark, "asked_at": now}
    )
    return hmac.compare_digest(known.mark, mark)


def forget_old(now: datetime) -> None:
    """With each tick: what can come no more. What was signed by then is refused from now on."""
    old = Nonce.objects.filter(heard_at__lt=now - NONCES_KEPT)
    latest = old.order_by().values("key").annotate(latest=Max("signed_at"))
    for row in list(latest.values_list("key", "latest")):
        key, signed_at = row
        with transaction.atomic():
            _forget(key, signed_at, now)
    Once.objects.filter(asked_at__lt=now - KEYS_KEPT).delete()


def _forget(key: int, signed_at: int, now: datetime) -> None:
    # a request may be signed up to five minutes ahead: what is still good stays known
    too_old = int((now - NONCES_KEPT / 2).timestamp()) - 1
    up_to = min(signed_at, too_old)
    Key.objects.filter(pk=key, forgotten_at__lt=up_to).update(forgotten_at=up_to)
    Nonce.objects.filter(key=key, heard_at__lt=now - NONCES_KEPT, signed_at__lte=up_to).delete()
