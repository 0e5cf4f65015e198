"""转来表单的平台的替身: seals a form by docs/channels.md alone, not by how it is opened."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>演示平台</title>
<h1>演示平台</h1><form method="post" action="{address}">
<input type="hidden" name="form" value="{form}"><button>办不成事</button></form></html>
"""


def sealed(
    secret: str, centre: str, channel: int, told: Mapping[str, object], nonce: bytes = b""
) -> str:
    """The field ``form``: the text under the key that both sides have, for this channel alone."""
    key = hashlib.sha256(secret.encode()).digest()
    bound = f"bancheng-handover-1\n{centre}\n{channel}".encode()
    nonce = nonce or os.urandom(12)
    hidden = AESGCM(key).encrypt(nonce, json.dumps(told, ensure_ascii=False).encode(), bound)
    return base64.urlsafe_b64encode(nonce + hidden).decode()


def page(centre: str, code: str, channel: int, form: str) -> str:
    """A page with one button, which a browser sends to the centre."""
    address = f"{centre.rstrip('/')}/w/{code}/from/{channel}"
    return PAGE.format(address=html.escape(address), form=html.escape(form))
