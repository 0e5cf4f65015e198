"""热线的替身: takes a centre's messages with their signatures looked at, each once however often it
comes, and keeps what it got."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from bancheng.cli.stand_ins.photos import PLACE, Photos
from bancheng.cli.stand_ins.stand import Heard
from bancheng.wire import signing
from bancheng.wire.signing import Asked


@dataclass
class Hotline:
    """``key`` and ``secret``: what the centre signs with. ``got``: each message once, by its id, in
    the order in which it first came."""

    key: str
    secret: str = field(repr=False)
    algorithm: str = "hmac-sha256"
    order: str = "order_no"
    """Under which name a message carries the number of its order."""
    clock: Callable[[], float] = time.time
    told: Callable[[Mapping[str, object]], None] | None = None
    got: dict[str, Mapping[str, object]] = field(default_factory=dict)
    repeats: int = 0
    wrong: int = 0
    photos: Photos = field(default_factory=Photos)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, heard: Heard) -> tuple[int, object]:
        """GET /status, GET /files/…, POST /messages; everything signed."""
        if not self.is_signed(heard):
            self.wrong += 1
            return 401, {"code": 401, "message": "signature does not match"}
        if heard.method == "GET" and heard.path == "/status":
            return 200, {"code": 0, "messages": len(self.got)}
        if heard.method == "GET" and heard.path.startswith(PLACE):
            return self.photos.answer(unquote(heard.path))
        if heard.method != "POST" or heard.path != "/messages":
            return 404, {"code": 404}
        message = heard.told
        if not message.get("id") or not message.get(self.order):
            self.wrong += 1
            return 422, {"code": 422, "message": f"id and {self.order} are needed"}
        return self._take(str(message["id"]), message)

    def _take(self, mark: str, message: Mapping[str, object]) -> tuple[int, object]:
        with self.lock:
            known = self.got.setdefault(mark, message)
            if known is not message:
                self.repeats += 1
        if known != message:
            self.wrong += 1
            return 409, {"code": 409, "message": "this id meant something else"}
        if known is message and self.told is not None:
            self.told(message)
        return 200, {"code": 0}

    def is_signed(self, heard: Heard) -> bool:
        """Whether it is the centre's, and of these five minutes. Sent again, it does no harm: a
        message is known by its id."""
        plain = {name.title(): value for name, value in heard.headers.items()}
        seal = signing.seal_of(plain)
        if seal is None or seal.key != self.key or not signing.is_in_time(seal, self.clock()):
            return False
        asked = Asked(heard.method, unquote(heard.path), heard.written, heard.body, plain)
        return signing.is_signed(self.secret, asked, self.algorithm, seal)

    def of_order(self, number: str) -> list[str]:
        """Which messages came about one order."""
        return [str(m["message"]) for m in self.got.values() if m.get(self.order) == number]

    def as_text(self) -> str:
        """What was got, one message a line."""
        return "\n".join(json.dumps(m, ensure_ascii=False) for m in self.got.values())
