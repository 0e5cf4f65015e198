"""Another side in a test: a server on this machine that counts who connects, and answers by a
script of bytes."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Script = Callable[[socket.socket, "Station"], None]
FINE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"


class Station:
    """Counts connections, keeps the requests that came."""

    def __init__(self, script: Script, over: ssl.SSLContext | None = None) -> None:
        self.script, self.over = script, over
        self.connections = 0
        self.requests: list[bytes] = []
        self.closed = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self.listening.getsockname()[1]
        self.threads = [threading.Thread(target=self._accept, daemon=True)]
        self.threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                link, _ = self.listening.accept()
            except OSError:
                return
            if self.closed.is_set():
                link.close()
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(link,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def _serve(self, link: socket.socket) -> None:
        try:
            link.settimeout(15)
            if self.over is not None:
                link = self.over.wrap_socket(link, server_side=True)
            self.script(link, self)
        except OSError:
            pass
        finally:
            link.close()

    def close(self) -> None:
        """Nobody there any more."""
        self.closed.set()
        with suppress(OSError):  # wakes the one who waits
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self.listening.close()
        for thread in self.threads:
            thread.join(10)


@contextmanager
def station(script: Script | bytes = FINE, over: ssl.SSLContext | None = None) -> Iterator[Station]:
    """A station that answers so."""
    found = Station(saying(script) if isinstance(script, bytes) else script, over)
    try:
        yield found
    finally:
        found.close()


def saying(answer: bytes) -> Script:
    """Reads a request and gives this answer."""

    def script(link: socket.socket, where: Station) -> None:
        where.requests.append(read_request(link))
        link.sendall(answer)

    return script


def dripping(beginning: bytes, drop: bytes, every: float) -> Script:
    """Begins to answer, and goes on a little at a time for as long as anybody listens."""

    def script(link: socket.socket, where: Station) -> None:
        where.requests.append(read_request(link))
        link.sendall(beginning)
        while not where.closed.is_set():
            link.sendall(drop)
            time.sleep(every)

    return script


def read_request(link: socket.socket) -> bytes:
    """Head and body of one request."""
    found = b""
    while b"\r\n\r\n" not in found:
        piece = link.recv(65536)
        if not piece:
            return found
        found += piece
    head, _, body = found.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    while len(body) < length and (piece := link.recv(65536)):
        body += piece
    return head + b"\r\n\r\n" + body
