"""坏线路: stands between two programs and does to their requests what bad lines do.

A request may be cut off before it arrives or after it was answered, come late, come twice, or be
overtaken by those sent after it. Drawn by chance from a seed, so that a bad day can be had again.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bancheng.cli.stand_ins.listening import Listener, cut, say

FAULTS = ("lost", "unanswered", "late", "twice", "overtaken", "broken")
"""Cut off before; cut off after; a little later; sent twice; held back for long; a 502."""
LATE, OVERTAKEN = 0.05, 0.4
DROPPED = ("connection", "keep-alive", "transfer-encoding", "content-length", "host")


@dataclass
class Line(Listener):
    """Leads to ``target`` (host:port) while it is open; ``rate`` of all requests meet a fault."""

    target: str
    rate: float = 0.3
    seed: int = 1
    faults: tuple[str, ...] = FAULTS
    port: int = 0
    met: Counter[str] = field(default_factory=Counter)
    server: ThreadingHTTPServer | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - faults, no secrets

    def _drawn(self) -> str:
        with self.lock:
            fault = self.chance.choice(self.faults) if self.chance.random() < self.rate else ""
            self.met[fault or "whole"] += 1
        return fault

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """On to the target, unless something befalls it."""
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        fault = self._drawn()
        if fault == "lost":
            return cut(handler)
        if fault == "broken":
            return say(handler, 502, "text/html", b"<h1>Bad Gateway</h1>")
        if fault in ("late", "overtaken"):
            time.sleep(LATE if fault == "late" else OVERTAKEN)
        try:
            if fault == "twice":
                self._forward(handler, body)
            status, kind, told = self._forward(handler, body)
        except (OSError, HTTPException):
            return cut(handler)
        if fault == "unanswered":
            return cut(handler)
        return say(handler, status, kind, told)

    def _forward(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, str, bytes]:
        link = HTTPConnection(self.target, timeout=30)
        headers = {n: v for n, v in handler.headers.items() if n.lower() not in DROPPED}
        try:
            link.request(handler.command, handler.path, body or None, headers)
            answer = link.getresponse()
            return answer.status, answer.getheader("Content-Type") or "", answer.read()
        finally:
            link.close()
