"""坏线路: stands between two programs and does to their requests what bad lines do.

A request may be cut off before it arrives or after it was answered, come late, come twice, or be
overtaken by those sent after it. Drawn by chance from a seed, so that a bad day can be had again.
"""

from __future__ import annotations

import random
import socket
import struct
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

FAULTS = ("lost", "unanswered", "late", "twice", "overtaken", "broken")
"""Cut off before; cut off after; a little later; sent twice; held back for long; a 502."""
LATE, OVERTAKEN = 0.05, 0.4
DROPPED = ("connection", "keep-alive", "transfer-encoding", "content-length", "host")


@dataclass
class Line:
    """Leads to ``target`` (host:port) while it is open; ``rate`` of all requests meet a fault."""

    target: str
    rate: float = 0.3
    seed: int = 1
    faults: tuple[str, ...] = FAULTS
    port: int = 0
    met: Counter[str] = field(default_factory=Counter)
    server: ThreadingHTTPServer | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Line:
        line, self.chance = self, random.Random(self.seed)  # noqa: S311 - faults, no secrets

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                line._pass(self)

            def do_POST(self) -> None:
                line._pass(self)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: what is sent may name people."""

        self.server = _Server(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()

    def _drawn(self) -> str:
        with self.lock:
            fault = self.chance.choice(self.faults) if self.chance.random() < self.rate else ""
            self.met[fault or "whole"] += 1
        return fault

    def _pass(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        fault = self._drawn()
        if fault == "lost":
            return _cut(handler)
        if fault == "broken":
            return _say(handler, 502, "text/html", b"<h1>Bad Gateway</h1>")
        if fault in ("late", "overtaken"):
            time.sleep(LATE if fault == "late" else OVERTAKEN)
        try:
            if fault == "twice":
                self._forward(handler, body)
            status, kind, told = self._forward(handler, body)
        except (OSError, HTTPException):
            return _cut(handler)
        if fault == "unanswered":
            return _cut(handler)
        return _say(handler, status, kind, told)

    def _forward(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, str, bytes]:
        link = HTTPConnection(self.target, timeout=30)
        headers = {n: v for n, v in handler.headers.items() if n.lower() not in DROPPED}
        try:
            link.request(handler.command, handler.path, body or None, headers)
            answer = link.getresponse()
            return answer.status, answer.getheader("Content-Type") or "", answer.read()
        finally:
            link.close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever is gone before the answer was no mistake of the line's."""


def _say(handler: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def _cut(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True
