"""Kills a writer at random instants, again and again, and then looks what is left.

    python -m tests.reliability.kills --kills 500 --seed 7 [--ack-early]

Needs a data folder and a database of its own (BANCHENG_DATA, DATABASE_URL). Prints what was done
and what is wrong as JSON; ends with 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import django

LINES = 16  # a writer is let to say so many at most,
LONGEST = 0.008  # and then to live for so many seconds at most


@dataclass
class Heard:
    """What all writers have said, and what the last one left unanswered."""

    done: list[dict[str, Any]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    last: str = ""

    def take(self, said: bytes) -> None:
        """Reads a writer's lines; the last may have been cut off by its end."""
        for line in said.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                continue
            word = json.loads(line)
            what, command = word.pop("what"), word["command"]
            if what == "sent":
                self.sent[command], self.last = word, command
                continue
            self.last = ""
            if what == "done":
                self.done.append(word)
            else:
                self.refused.add(command)

    @property
    def unanswered(self) -> dict[str, Any] | None:
        """The command that was sent last and never answered."""
        return self.sent[self.last] if self.last else None


def warm_up(heard: Heard) -> None:
    """One case from this process, so that every writer is born with standard and calendar read."""
    from tests.reliability.writer import Clerk

    listening, saying = os.pipe()
    clerk = Clerk(saying, "warm", ack_early=False)
    clerk.send(clerk.next("warm-0", []))
    os.close(saying)
    heard.take(os.read(listening, 65536))
    os.close(listening)


def live_and_die(name: str, heard: Heard, cases: list[str], ack_early: bool) -> None:
    """One writer from its birth to its end by ``kill -9``."""
    from django.db import connections

    from tests.reliability.writer import Clerk, Sent

    connections.close_all()
    listening, saying = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(listening)
        left = heard.unanswered
        Clerk(saying, name, ack_early).work(Sent(**left) if left else None, cases)
    os.close(saying)
    chance, said = random.Random(name), b""
    wanted = chance.randint(1, LINES)
    while said.count(b"\n") < wanted:
        said += os.read(listening, 65536)
    time.sleep(chance.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(listening, 65536):
        said += more
    os.close(listening)
    heard.take(said)


def wrong(heard: Heard) -> Iterator[str]:
    """Everything that is not as it was acknowledged."""
    from bancheng.casework import file_check, rebuild
    from bancheng.casework.outbox_row import Outgoing
    from bancheng.journal import read
    from bancheng.journal.entry_row import Entry
    from bancheng.journal.verify import verify

    verdict = verify()
    yield from (broken.sentence for broken in verdict.breaks)
    yield from rebuild.compare()
    yield from file_check.check().faults.values()
    answers: dict[str, tuple[str, int]] = {}
    for word in heard.done:
        command, found = word["command"], read.of_command(word["command"])
        if not found:
            yield f"lost: {command} was acknowledged and is not in the journal"
            continue
        answer = (found[0].case_no, found[-1].version)
        if word["version"] and answer != (word["case_no"], word["version"]):
            yield f"other: {command} was acknowledged as {word} and stands as {answer}"
        if answers.setdefault(command, answer) != answer:
            yield f"twice: {command} was acknowledged for two different things"
    entries = Counter(Entry.objects.values_list("command_id", flat=True))
    for command, count in entries.items():
        if count != len(heard.sent[command]["acts"]):
            yield f"half: {command} has {count} of {len(heard.sent[command]['acts'])} entries"
        if command in heard.refused:
            yield f"half: {command} was refused and stands in the journal"
    numbers = sorted(int(no.rpartition("-")[2]) for no in rebuild.case_numbers())
    if numbers != list(range(1, len(numbers) + 1)):
        yield "half: a case number was used up without a case"
    astray = Outgoing.objects.exclude(position__in=Entry.objects.values("position"))
    if astray.exists():
        yield "half: a message tells of an act that did not happen"


def main() -> int:
    """Set up, kill, look, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ack-early", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command

    from bancheng.casework.case_row import CaseRow
    from bancheng.files.kept_row import Kept
    from bancheng.journal.entry_row import Entry
    from tests.casework.hall import establish_hall

    call_command("migrate", verbosity=0)
    establish_hall()
    heard = Heard()
    warm_up(heard)
    for number in range(asked.kills):
        cases = list(CaseRow.objects.order_by("pk").values_list("case_no", flat=True))
        live_and_die(f"w{asked.seed}-{number}", heard, cases, asked.ack_early)
    faults = list(wrong(heard))
    figures = {
        "kills": asked.kills,
        "acknowledged": len(heard.done),
        "answered again after a kill": sum(word["again"] for word in heard.done),
        "refused": len(heard.refused),
        "entries": Entry.objects.count(),
        "cases": CaseRow.objects.count(),
        "files": Kept.objects.count(),
        "acts": dict(Counter(act for s in heard.sent.values() for act, _ in s["acts"])),
        "wrong": faults,
    }
    print(json.dumps(figures, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
