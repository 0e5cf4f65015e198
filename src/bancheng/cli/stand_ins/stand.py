"""替身的架子: a small HTTP server on this machine that keeps what it was asked, and fails on
purpose where it is told to."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from bancheng.cli.stand_ins.listening import Listener, cut, say

FAULTS = ("reset", "late_reset", "busy", "broken", "nonsense", "slow")
"""Cut off before or after it was taken; 503; 500; an answer that is none; two seconds too late."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came; ``written``: its query as it is signed."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    written: str = ""

    @property
    def told(self) -> dict[str, object]:
        """Its body as JSON; empty where it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no JSON: a file, or what goes wrong with one."""

    body: bytes
    kind: str = "application/octet-stream"
    more: Mapping[str, str] = field(default_factory=dict)
    waits: float = 0.0
    breaks_after: int | None = None


Answer = Callable[[Heard], tuple[int, object]]
"""From a request to a status and what is sent back: ``Raw`` as it is, else as JSON."""


@dataclass
class Stand(Listener):
    """Listens while it is open. ``faults`` are used up one a request, ``heard`` keeps all."""

    answer: Answer
    port: int = 0
    faults: deque[str] = field(default_factory=deque)
    heard: list[Heard] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Kept, and answered unless a fault is due."""
        length = int(handler.headers.get("Content-Length") or 0)
        parts = urlsplit(handler.path)
        heard = Heard(
            handler.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            dict(handler.headers.items()),
            handler.rfile.read(length),
            parts.query,
        )
        fault = self.faults.popleft() if self.faults else ""
        if fault == "reset":
            return cut(handler)
        self.heard.append(heard)
        if fault in ("busy", "broken"):
            return _say(handler, 503 if fault == "busy" else 500, {})
        status, told = self.answer(heard)
        if fault == "late_reset":
            return cut(handler)
        if fault == "slow":
            time.sleep(2)
        _say(handler, status, "<html>" if fault == "nonsense" else told)
        return None


def _say(handler: BaseHTTPRequestHandler, status: int, told: object) -> None:
    if isinstance(told, Raw):
        time.sleep(told.waits)
        say(handler, status, told.kind, told.body, told.more, told.breaks_after)
        return
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    say(handler, status, "application/json; charset=utf-8", text.encode())
