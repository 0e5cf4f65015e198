"""A clerk who never stops: picks a case, does its next act through the write door, and says so.

Said on a pipe, one line each: what is about to be sent, and what the door has answered. Whoever
listens kills the clerk at some instant and looks whether what was answered is there.
"""

from __future__ import annotations

import json
import os
import random
from dataclasses import asdict, dataclass
from typing import Any

from bancheng.casework.door import Doer, Done, Order, Outside, handle, open_case
from bancheng.core.refusal import Refusal
from bancheng.files import uploads
from bancheng.journal import read
from bancheng.people.user import User
from tests.casework.hall import at

NOW = at("2026-11-23 09:00")
KNOWN = {"matter": "装电梯的材料交了四趟", "name": "秦桂芳", "phone": "13900005512"}
OPENING = (
    ("register", KNOWN | {"channel": "counter"}),
    ("accept", {"ground": "not_accepted", "kind": "general"}),
)
ROAD: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("jiang", "screen", {}),
    ("gu", "transfer", {"lead": "housing", "opinion": "请办理", "signature": "顾清和"}),
    ("mo", "claim", {}),
    ("mo", "reply", {"answer": "result", "text": "已办好", "signature": "莫海涛"}),
    ("chen", "inform", {"means": "phone"}),
    ("chen", "complete", {"outcome": "done"}),
    ("petitioner", "confirm", {"signing": "here"}),
    ("chen", "call_back", {"solved": "solved", "satisfaction": "satisfied"}),
    ("chen", "archive", {}),
)
BESIDE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("chen", "note", {"text": "问过一次"}),
    ("chen", "remind", {}),
)
PAPER: tuple[str, str, dict[str, Any]] = ("chen", "attach", {})


@dataclass(frozen=True)
class Sent:
    """One command as it is sent; ``case_no`` is empty where it opens a case."""

    command: str
    who: str
    case_no: str
    acts: list[tuple[str, dict[str, Any]]]


class Clerk:
    """Acts without end. ``ack_early`` is the planted fault: answers before anything is done."""

    def __init__(self, pipe: int, name: str, ack_early: bool) -> None:
        self.pipe, self.name, self.ack_early = pipe, name, ack_early
        self.people = {user.username: user for user in User.objects.all()}
        self.chance = random.Random(name)

    def work(self, unanswered: Sent | None, cases: list[str]) -> None:
        """First what nobody answered last time, once more; then on and on."""
        if unanswered is not None:
            self.send(unanswered)
        for number in range(1_000_000):
            sent = self.next(f"{self.name}-{number}", cases)
            done = self.send(sent)
            if done is not None and not sent.case_no:
                cases.append(done.case_no)

    def next(self, command: str, cases: list[str]) -> Sent:
        """A new case now and then, else the next act of one that is under way."""
        if len(cases) < 3 or self.chance.random() < 0.15:
            return Sent(command, "chen", "", list(OPENING))
        case_no = self.chance.choice(cases[-12:])
        done = [r.body["act"] for r in read.case(case_no)]
        ahead = [step for step in ROAD if step[1] not in done]
        who, act, given = self.chance.choice([*ahead[:1] * 4, *BESIDE, PAPER])
        if act == "attach":
            given = {"files": [uploads.send(who, "材料.txt", command.encode(), NOW).attachment.id]}
        return Sent(command, who, case_no, [(act, given)])

    def send(self, sent: Sent) -> Done | None:
        """Through the door, with a word before and a word after."""
        self.say("sent", **asdict(sent))
        if self.ack_early:
            self.say("done", command=sent.command, case_no=sent.case_no, version=0, again=False)
        doer: Doer = self.people.get(sent.who) or Outside(sent.who)
        orders = [Order(act, given) for act, given in sent.acts]
        try:
            if sent.case_no:
                done = handle(doer, sent.case_no, orders, sent.command, None, NOW)
            else:
                done = open_case(doer, "hall", orders, sent.command, NOW)
        except Refusal:
            self.say("refused", command=sent.command)
            return None
        answer = {"case_no": done.case_no, "version": done.version, "again": done.repeated}
        if not self.ack_early:
            self.say("done", command=sent.command, **answer)
        return done

    def say(self, what: str, **said: Any) -> None:
        """One line, written whole or not at all (it is shorter than a pipe's buffer)."""
        line = json.dumps({"what": what, **said}, ensure_ascii=False).encode() + b"\n"
        os.write(self.pipe, line)
