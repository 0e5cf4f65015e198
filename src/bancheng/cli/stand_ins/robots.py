"""群机器人的替身: answers as 企业微信 and 钉钉 do, always with 200; ``errcode`` says the rest."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field

from bancheng.cli.stand_ins.stand import Heard

MOST = 20


@dataclass
class Group:
    """What was said in the group. ``secret``: each message must be signed with it; ``refusing``:
    what is answered instead, one each."""

    said: list[str] = field(default_factory=list)
    secret: str = ""
    refusing: list[int] = field(default_factory=list)

    def answer(self, heard: Heard) -> tuple[int, object]:
        """POST anything: a text for the group."""
        if self.refusing:
            code = self.refusing.pop(0)
            return 200, {"errcode": code, "errmsg": "api freq out of limit"}
        if self.secret and not self._is_signed(heard):
            return 200, {"errcode": 310000, "errmsg": "sign not match"}
        text = heard.told.get("text")
        if heard.told.get("msgtype") != "text" or not isinstance(text, dict):
            return 200, {"errcode": 40008, "errmsg": "invalid message type"}
        self.said.append(str(text.get("content")))
        return 200, {"errcode": 0, "errmsg": "ok"}

    def _is_signed(self, heard: Heard) -> bool:
        words = f"{heard.query.get('timestamp')}\n{self.secret}".encode()
        right = base64.b64encode(hmac.new(self.secret.encode(), words, hashlib.sha256).digest())
        return hmac.compare_digest(right.decode(), heard.query.get("sign", ""))
