"""Pushes a hotline's orders through a bad line into a served centre that is killed midway.

    python -m tests.reliability.orders --orders 60 --kills 1 --seed 3

Needs a data folder and a database of its own (BANCHENG_DATA, DATABASE_URL). The other side, the
line in both directions, the server and its clock all run for real over HTTP on this machine. Prints
what was done and what is wrong as JSON; ends with 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any

import django

from bancheng.cli.stand_ins.hotline import Hotline
from bancheng.cli.stand_ins.line import Line
from bancheng.cli.stand_ins.orders import followed, invented
from bancheng.cli.stand_ins.photos import Photos
from bancheng.cli.stand_ins.pushing import Message, Pushing
from bancheng.cli.stand_ins.stand import Stand
from bancheng.wire.client import Client

CLOCK = (sys.executable, "-m", "bancheng.cli.main", "tick", "--every", "1")
SERVER = (sys.executable, "-m", "granian", "--interface", "wsgi", "--log-level", "error")
PAGES = ("--blocking-threads", "1", "--no-access-log", "bancheng.config.wsgi:application")
KEY, SECRET = "0123456789abcdef", "the-hotline-gave-this-to-the-centre-0000"


@dataclass
class Served:
    """The program as it is served, with a clock that ticks each second. Dies and is born again."""

    port: int
    workers: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Until it answers."""
        place = ("--port", str(self.port), "--workers", str(self.workers))
        for command in ((*SERVER, *place, *PAGES), CLOCK):
            nowhere = subprocess.DEVNULL
            self.running.append(
                subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True)
            )
        ends = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < ends, "the server did not start"
            time.sleep(0.1)

    def kill(self) -> None:
        """All of it at once, as a power cut would."""
        for process in self.running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.running.clear()

    def _answers(self) -> bool:
        link = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            link.request("GET", "/api/v1/openapi.json")
            return link.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            link.close()


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def messages_of(count: int, chance: random.Random, photos: Photos) -> list[Message]:
    """The orders and what follows them, so mixed that much comes before its order. Some have
    a photo each, which is fetched through the same bad line."""
    found: list[Message] = []
    for n, order in enumerate(invented(count, due="2026-12-31 18:00:00")):
        if n % 3 == 1:
            order["attachments"] = photos.invented(str(order["order_no"]), 1, "")
        found.append(order)
        if n % 3 == 0:
            found.append(followed(order, "add", f"补充-{order['order_no']}-完", 2))
        if n % 4 == 0:
            found.append(followed(order, "urge", "", 3))
        if n % 10 == 0:
            found.append({**order, "id": f"{order['order_no']}-4"})  # again, under another id
        if n % 15 == 0:
            found.append(followed(order, "withdraw", "市民撤诉", 5))
    chance.shuffle(found)
    return found


def establish(address: str, place: int) -> tuple[int, Client]:
    """A hall with the channel on, and the other side's key."""
    from django.utils import timezone

    from bancheng.channels import setups, speakers
    from bancheng.channels.adapter import adapters
    from bancheng.clients.keeping import Wanted, issue, new_client
    from bancheng.people.seats import unit_by_code
    from bancheng.wire.models import Place
    from tests.casework.hall import establish_hall

    establish_hall()
    now, hall = timezone.localtime(), unit_by_code("hall")
    made = {"inside": True, "plain": True, "added_by": "root", "added_at": now}
    Place.objects.create(host="127.0.0.1", port=place, **made)
    wanted = Wanted("api.hotline", "热线", hall, "window", ["channel"], ["127.0.0.1"])
    client = new_client(wanted, "root", now)
    issued = issue(client, "hmac-sha256", "root", None, now)
    adapter = adapters()["hotline"]
    setup = setups.add(adapter, hall, "热线", "root", now, channel="hotline")
    values = {"address": address, "key": KEY, "secret": SECRET}
    setups.keep(setup, adapter.settings.model_validate(values), "root", now)
    speakers.name(setup, [client], "root", now)
    setups.switch(setup, True, "root", now)
    return setup.pk, Client("", issued.key.name, issued.secret, timeout=10)


@dataclass
class Window:
    """A clerk who registers and accepts whatever came, while it goes on coming."""

    enough: threading.Event = field(default_factory=threading.Event)
    accepted: int = 0

    def work(self) -> None:
        """Until it is enough."""
        from django.db import OperationalError, connections

        while not self.enough.is_set():
            try:
                self.accepted += self.once()
            except OperationalError:
                continue
            self.enough.wait(0.2)
        connections.close_all()

    def once(self) -> int:
        """Everything that waits."""
        from django.utils import timezone

        from bancheng.casework.case_row import CaseRow
        from bancheng.casework.door import Order, handle
        from bancheng.core.refusal import Refusal
        from bancheng.people.user import User

        chen, done = User.objects.get(username="chen"), 0
        given = {"matter": "照单登记", "name": "秦桂芳", "phone": "13900005512"}
        kind = {"ground": "not_accepted", "kind": "general"}
        waiting = CaseRow.objects.filter(stage="submitted").order_by("pk")
        for number in list(waiting.values_list("case_no", flat=True)[:100]):
            orders = [Order("register", given), Order("accept", kind)]
            try:
                handle(chen, number, orders, f"window-{number}", None, timezone.localtime())
            except Refusal:
                continue  # taken back meanwhile
            done += 1
        return done


def wait_for_letters(seconds: float) -> None:
    """Until all have arrived. Nobody waits for the minutes between two tries: they are let pass."""
    from django.db import OperationalError
    from django.utils import timezone

    from bancheng.channels.models import Order
    from bancheng.wire import letters

    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            behind = Order.objects.filter(told=0).count()
            now, left = timezone.now(), letters.waiting().count()
            letters.waiting().filter(not_before__gt=now).update(not_before=now)
        except OperationalError:
            continue
        if not behind and not left:
            return
        time.sleep(0.7)


def wrong(side: Hotline, pushing: Pushing, sent: list[Message]) -> Iterator[str]:
    """Everything that is not once and only once."""
    from bancheng.casework import rebuild
    from bancheng.casework.case_row import CaseRow
    from bancheng.channels.models import Message as Row
    from bancheng.channels.models import Order
    from bancheng.journal import read
    from bancheng.journal.verify import verify
    from bancheng.wire import letters

    yield from (broken.sentence for broken in verify().breaks)
    yield from rebuild.compare()
    yield from (f"refused: {mark} {why}" for mark, why in pushing.refused.items())
    numbers = {str(message["order_no"]) for message in sent}
    rows = list(CaseRow.objects.values_list("case_no", flat=True))
    texts = read.details_of(rows)
    origins = Counter(text for (_, _, name), text in texts.items() if name == "origin_no")
    yield from (f"{number}: {origins[number]} cases" for number in numbers if origins[number] != 1)
    if len(rows) != len(numbers):
        yield f"{len(rows)} cases of {len(numbers)} orders"
    notes = Counter(text for (_, _, name), text in texts.items() if name == "text")
    for message in sent:
        times = notes[f"12345热线补充：{message.get('text')}"]
        if message["message"] == "add" and times != 1:
            yield f"{message['id']}: added {times} times"
    yield from _without_their_photo(sent)
    expected = _expected(Order.objects.values_list("number", "case_no"))
    got = {mark: (m["order_no"], m["message"]) for mark, m in side.got.items()}
    yield from (f"never told: {mark}" for mark in expected.keys() - got.keys())
    yield from (f"told for nothing: {mark}" for mark in got.keys() - expected.keys())
    yield from (f"told wrongly: {m}" for m, what in expected.items() if got.get(m, what) != what)
    if left := letters.waiting().count():
        yield f"{left} letters wait"
    if kept := Row.objects.filter(taken="kept").count():
        yield f"{kept} messages still wait for their order"
    if side.wrong:
        yield f"{side.wrong} messages were wrong"


def _without_their_photo(sent: list[Message]) -> Iterator[str]:
    """Orders whose case has not each photo once."""
    from bancheng.channels.models import Order
    from bancheng.journal import read

    listed = {str(m["order_no"]) for m in sent if m.get("attachments")}
    cases = dict(Order.objects.values_list("number", "case_no"))
    held = Counter(
        case_no
        for (case_no, _, name) in read.details_of(list(cases.values()))
        if name.startswith("file:")
    )
    for number, case_no in cases.items():
        if held[case_no] != (number in listed):
            yield f"{number}: {held[case_no]} photos"


def _expected(orders: Any) -> dict[str, tuple[str, str]]:
    """What the journal says that they must have been told."""
    from bancheng.journal import read

    numbers = {case_no: number for number, case_no in orders}
    return {
        f"{case_no}:{entry.version}": (numbers[case_no], "accepted")
        for case_no, entries in read.cases(list(numbers)).items()
        for entry in entries
        if entry.event == "accepted"
    }


def main() -> int:
    """Set up, push, kill, look, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, default=60)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ["BANCHENG_CALLS_TO_THIS_MACHINE"] = "1"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    side, served, window = Hotline(KEY, SECRET), Served(free_port(), asked.workers), Window()
    sent = messages_of(asked.orders, random.Random(asked.seed), side.photos)
    began = time.monotonic()
    with (
        Stand(side.answer) as stand,
        Line(f"127.0.0.1:{stand.port}", seed=asked.seed) as out,
        Line(f"127.0.0.1:{served.port}", seed=asked.seed + 1) as line,
    ):
        setup, client = establish(out.url, out.port)
        client.address = line.url
        pushing = Pushing(client, setup, anew=side.photos.signed_anew)
        served.start()
        clerk = threading.Thread(target=window.work)
        pusher = threading.Thread(target=pushing.push, args=(sent, 8))
        clerk.start()
        pusher.start()
        for kill in range(asked.kills):
            while len(pushing.taken) < len(sent) * (kill + 1) // (asked.kills + 1):
                time.sleep(0.02)
            served.kill()
            served.start()
        pusher.join()
        pushed = time.monotonic() - began
        window.enough.set()
        clerk.join()
        window.accepted += window.once()
        wait_for_letters(60 + asked.orders)
        served.kill()
    faults = list(wrong(side, pushing, sent))
    figures = {
        "orders": asked.orders,
        "messages": len(sent),
        "sent again": pushing.again,
        "accepted": window.accepted,
        "told": len(side.got),
        "told again": side.repeats,
        "photos": len(side.photos.given),
        "photos asked for": sum(side.photos.given.values()),
        "line in": dict(line.met),
        "line out": dict(out.met),
        "kills": asked.kills,
        "seconds pushing": round(pushed, 1),
        "seconds": round(time.monotonic() - began, 1),
        "wrong": faults[:20],
    }
    print(json.dumps(figures, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
