"""派单的替身: pushes a hotline's messages to a centre until each was taken, as a hotline does.

A message whose answer was lost is sent again under its id, signed anew. What the centre refuses for
a reason of its own is kept and not sent again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from queue import Empty, Queue
from typing import Any

from bancheng.wire.client import Client, Refused

Message = Mapping[str, object]
WAIT, LONGEST_WAIT = 0.1, 2.0
AGAIN = frozenset({"heard_before", "not_in_time", "busy", "channel_off"})
"""What a repeat may put right: a line that sent it twice, a clock, a centre that is not there."""

MATTERS = (
    "食品经营许可证的材料交了三趟，窗口说系统里选不到这个地址",
    "加装电梯的意见，两个窗口互相要对方先出",
    "社保补缴的证明开不出来，原单位已经注销",
    "不动产登记的旧档案查不到，跑了两个中心",
    "公司注销卡在税务清税，说要等线下核对",
)
PEOPLE = ("秦桂芳", "韦明远", "莫小满", "廖长青", "蒙春燕", "石望津")


@dataclass
class Pushing:
    """``client`` speaks for the channel ``setup`` of a centre. ``anew``: what becomes of a message
    for its so-manieth sending, its links signed anew."""

    client: Client
    setup: int
    patience: float = 600.0
    taken: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    again: int = 0
    told: Callable[[Message, Mapping[str, Any]], None] | None = None
    anew: Callable[[Message, int], Message] | None = None

    def push(self, messages: Iterable[Message], hands: int = 1) -> None:
        """All of them, so many at once; in the order given where one hand does it."""
        waiting: Queue[Message] = Queue()
        for message in messages:
            waiting.put(message)
        workers = [threading.Thread(target=self._work, args=(waiting,)) for _ in range(hands)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def _work(self, waiting: Queue[Message]) -> None:
        while True:
            try:
                message = waiting.get_nowait()
            except Empty:
                return
            self.one(message)

    def one(self, message: Message) -> None:
        """One message, until it is taken or refused; given up when patience ends."""
        mark, wait, turn = str(message["id"]), WAIT, 0
        ends = time.monotonic() + self.patience
        while time.monotonic() < ends:
            sent = self.anew(message, turn) if self.anew is not None and turn else message
            turn += 1
            try:
                answer = self.client.request(
                    "POST", f"/channels/{self.setup}/messages", body=dict(sent)
                )
            except Refused as refused:
                if refused.status < 500 and refused.code not in AGAIN:
                    self.refused[mark] = str(refused)
                    return
            except (OSError, HTTPException, ValueError):
                pass  # nobody knows whether it arrived
            else:
                self.taken[mark] = answer.body
                if self.told is not None:
                    self.told(message, answer.body)
                return
            self.again += 1
            time.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        self.refused[mark] = "nobody answered"


Lists = Callable[[str], list[dict[str, str]]]
"""From the number of an order to what is attached to it."""


def invented(
    count: int, prefix: str = "H", due: str = "", lists: Lists | None = None
) -> Iterator[dict[str, object]]:
    """Work orders of nobody, in the default's fields, with their attachments."""
    for n in range(1, count + 1):
        told: dict[str, object] = {
            "id": f"{prefix}-{n:05}-1",
            "message": "create",
            "order_no": f"{prefix}-{n:05}",
            "matter": MATTERS[n % len(MATTERS)],
            "name": PEOPLE[n % len(PEOPLE)],
            "phone": f"1390000{n % 10000:04}",
        }
        told |= {"due_at": due} if due else {}
        yield told | ({"attachments": lists(f"{prefix}-{n:05}")} if lists else {})


def followed(order: Message, kind: str, text: str = "", turn: int = 2) -> dict[str, object]:
    """Another message about an order."""
    number = str(order["order_no"])
    return {"id": f"{number}-{turn}", "message": kind, "order_no": number, "text": text}
