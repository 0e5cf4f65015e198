"""通知的内容: which case, which event, when; never who, never what was said.

The receiver reads the case through the interface, where its rights are asked anew. What is told
must not teach a listener more than that something happened: neither must the name under which it
is told once, so that is a keyed digest.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from bancheng.core.acts import ACT_OF_EVENT
from bancheng.journal.envelope import Recorded

CASE, PING = "case", "ping"
Message = dict[str, Any]


def of_entry(road: str, entry: Recorded) -> Message:
    """What is told of one entry; the same however often it is asked."""
    named = f"{road}\n{entry.case_no}\n{entry.version}"
    secret = f"webhook {settings.SECRET_KEY}".encode()
    return {
        "id": hmac.new(secret, named.encode(), hashlib.sha256).hexdigest()[:32],
        "type": CASE,
        "case_no": entry.case_no,
        "event": entry.event,
        "act": ACT_OF_EVENT.get(entry.event),
        "version": entry.version,
        "at": _instant(entry.recorded_at),
    }


def ping(now: datetime) -> Message:
    """A message that tells of nothing."""
    return {"id": secrets.token_hex(16), "type": PING, "at": _instant(now)}


def _instant(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
