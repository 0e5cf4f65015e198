"""听着: an HTTP server on this machine while it is open; what it does with a request is for others.

The stand-ins of other systems and the bad line between them are such servers.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


class Listener:
    """Listens on ``port`` (0: any free one, told once it is open) and serves each request."""

    port: int
    server: ThreadingHTTPServer | None

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """What becomes of one request."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        here = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                here.serve(self)

            def do_POST(self) -> None:
                here.serve(self)

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


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever is gone before the answer was no mistake of ours."""


def say(
    handler: BaseHTTPRequestHandler,
    status: int,
    kind: str,
    body: bytes,
    more: Mapping[str, str] | None = None,
    breaks_after: int | None = None,
) -> None:
    """An answer as it is, with ``more`` headers; the line breaks after so many bytes of it."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in (more or {}).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body[:breaks_after])
    if breaks_after is not None:
        handler.wfile.flush()
        cut(handler)


def cut(handler: BaseHTTPRequestHandler) -> None:
    """The connection ends as a broken line ends it."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True
