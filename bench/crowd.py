"""Two hundred petitioners at once, over HTTP on loopback, against an empty page in the same crowd.

The pages are served as `bancheng serve` serves them. Everybody presses again as soon as an answer
is there, so that two hundred always wait: what one waits is then mostly for the others, and the
floor is what an empty page takes in a crowd of that size, measured before and after.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import median

from bench.figure import Figure
from bench.petitioner import Petitioner, WentWrongError

AT_ONCE = 200
LOOKS, ASKED = 5, 5
"""How often each looks at an empty page before and after, and asks."""
ALLOWED = 10.0
STARTING = 60
Deed = Callable[[Petitioner], None]


def figures() -> Iterator[Figure]:
    """Submitting and asking; every one of them must be answered rightly. RuntimeError if not."""
    with _served() as port:
        crowd = [Petitioner(number, port) for number in range(AT_ONCE)]
        _all(crowd, [Petitioner.looks] * LOOKS)
        _all(crowd, [Petitioner.hands_in])
        _all(crowd, [Petitioner.asks] * ASKED)
        _all(crowd, [Petitioner.looks] * LOOKS)
    looks, handed, asks = (_times(crowd, what) for what in ("looks", "hands in", "asks"))
    floor = median(looks)
    many = f"{AT_ONCE} 人同时"
    yield Figure(f"查进度，{many}（第 99 百分位）", _slow(asks), "空白页，同样多人", floor, ALLOWED)
    yield Figure(f"查进度，{many}（中位）", median(asks), "空白页，同样多人", floor)
    yield Figure(f"网上反映，{many}（第 99 百分位）", _slow(handed), "空白页，同样多人", floor)
    yield Figure(f"网上反映，{many}（中位）", median(handed), "空白页，同样多人", floor)
    yield Figure(f"空白页，{many}（第 99 百分位）", _slow(looks), "空白页，同样多人", floor)


def _all(crowd: Sequence[Petitioner], deeds: Sequence[Deed]) -> None:
    """Everybody does all of it, all at once."""
    start, wrong = threading.Barrier(len(crowd)), list[str]()

    def act(one: Petitioner) -> None:
        start.wait()
        try:
            for deed in deeds:
                deed(one)
        except (OSError, WentWrongError) as error:
            wrong.append(f"{one.number}: {error!r}")

    threads = [threading.Thread(target=act, args=(one,)) for one in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{len(wrong)} of {len(crowd)} were not served, such as {wrong[0]}")


def _times(crowd: Sequence[Petitioner], what: str) -> list[float]:
    return [taken for one in crowd for taken in one.taken[what]]


def _slow(taken: Sequence[float]) -> float:
    return sorted(taken)[len(taken) * 99 // 100]


@contextmanager
def _served() -> Iterator[int]:
    """The program as people start it, with its clock, on a port of its own."""
    from django.db import connections

    connections.close_all()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "bancheng.cli.main", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(STARTING * 10):
        if server.poll() is not None:
            raise RuntimeError("the program did not start")
        try:
            link = HTTPConnection("127.0.0.1", port, timeout=5)
            link.request("GET", "/w/hall/empty")
            if link.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the program does not answer")
