"""派单的替身: pushes a hotline's messages to a centre until each was taken, as a hotline does.

A message whose answer was lost is sent again under its id, signed anew. What the centre refuses for
a reason of its own is kept and not sent again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from queue import Empty, Queue
from typing import Any

from bancheng.wire.client import Client, Refused

Message = Mapping[str, object]
WAIT, LONGEST_WAIT = 0.1, 2.0
AGAIN = frozenset({"heard_before", "not_in_time", "busy", "channel_off"})
"""What a repeat may put right: a line that sent it twice, a clock, a centre that is not there."""


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
