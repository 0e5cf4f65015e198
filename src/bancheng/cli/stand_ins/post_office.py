"""邮局的替身: speaks enough SMTP to take letters, with TLS where it is to, and keeps them."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType


@dataclass
class PostOffice:
    """``letters`` that were taken; ``refusing``: a code instead of taking a receiver, ``unknown``:
    receivers that are refused by this name. ``told`` hears of each letter."""

    over: ssl.SSLContext | None = None
    at_once: bool = True
    refusing: int = 0
    letters: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    unknown: frozenset[str] = frozenset()
    told: Callable[[bytes], None] | None = None
    server: socketserver.ThreadingTCPServer | None = None

    def take(self, letter: bytes) -> None:
        """One letter more."""
        self.letters.append(letter)
        if self.told is not None:
            self.told(letter)

    def __enter__(self) -> PostOffice:
        office = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                office.connections += 1
                try:
                    _talk(self, office)
                except OSError:
                    return
                finally:
                    self.connection.close()

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Handler)
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


def _letter(handler: socketserver.StreamRequestHandler) -> bytes:
    found = b""
    while not found.endswith(b"\r\n.\r\n"):
        line = handler.rfile.readline()
        if not line:
            raise ConnectionAbortedError
        found += line
    return found.removesuffix(b".\r\n")


def _encrypted(handler: socketserver.StreamRequestHandler, office: PostOffice) -> None:
    if office.over is None:
        return
    handler.connection = office.over.wrap_socket(handler.connection, server_side=True)
    handler.rfile = handler.connection.makefile("rb")
    handler.wfile = handler.connection.makefile("wb", buffering=0)


def _talk(handler: socketserver.StreamRequestHandler, office: PostOffice) -> None:
    def say(line: str) -> None:
        handler.wfile.write(f"{line}\r\n".encode())

    if office.over and office.at_once:
        _encrypted(handler, office)
    say("220 here")
    while line := handler.rfile.readline().decode().strip():
        word = line.upper().split(" ")[0]
        if word == "EHLO":
            say("250-here")
            say("250 STARTTLS" if office.over and not office.at_once else "250 8BITMIME")
        elif word == "STARTTLS":
            say("220 go on")
            _encrypted(handler, office)
        elif word == "RCPT" and office.refusing:
            say(f"{office.refusing} no")
        elif word == "RCPT" and any(f"<{one}>" in line for one in office.unknown):
            say("550 no such mailbox")
        elif word == "DATA":
            say("354 go on")
            office.take(_letter(handler))
            say("250 taken")
        elif word == "QUIT":
            say("221 bye")
            return
        else:
            say("250 fine")
