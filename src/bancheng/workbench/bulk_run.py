"""批量办理: one act on many cases, each through the write door on a command of its own.

Nothing is bypassed: the door asks of each case what it asks of one. The command of each is worked
out from that of the whole and its number, so that a repeat finds it done and does nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bancheng.casework import access
from bancheng.casework.door import Order, handle
from bancheng.casework.surroundings import setting_of
from bancheng.core.decider import Command, decide
from bancheng.core.refusal import Refusal
from bancheng.people.user import User
from bancheng.workbench.bulk_choice import Candidate, Marked

Given = Mapping[str, object]
OUT_OF_SIGHT = "没有这件工单，或者不在您能查看的范围内。"


@dataclass(frozen=True)
class Result:
    """What became of one case: done, or not done and why. ``repeated``: it had been done before by
    this very submission."""

    case_no: str
    done: bool
    repeated: bool = False
    refusal: Refusal | None = None


def try_first(candidate: Candidate, act: str, given: Given, now: datetime) -> None:
    """Decide on one case without doing anything, so that a wrong field is told before the first
    case is done. Raises Refusal."""
    setting = setting_of(candidate.row.chain, candidate.line.standard)
    command = Command(act, candidate.question.actor, given, now, now)
    decide(candidate.question.case.copied(), command, setting)


def run(
    user: User,
    marked: Sequence[Marked],
    act: str,
    given: Given,
    command_id: str,
    now: datetime,
) -> list[Result]:
    """The act on each of them, in order; one that is refused stops none of the others."""
    return [_one(user, one, Order(act, given), command_id, now) for one in marked]


def _one(user: User, one: Marked, order: Order, command_id: str, now: datetime) -> Result:
    own_id = command_of(command_id, one.case_no)
    try:
        done = handle(user, one.case_no, [order], own_id, one.version, now)
    except Refusal as refusal:
        return Result(one.case_no, False, refusal=refusal)
    except access.NotFound:
        unseen = Refusal("not_found", OUT_OF_SIGHT)
        return Result(one.case_no, False, refusal=unseen)
    return Result(one.case_no, True, done.repeated)


def command_of(command_id: str, case_no: str) -> str:
    """The command of one case within the whole."""
    told = f"{command_id}\0{case_no}".encode()
    return "bulk-" + hashlib.sha256(told).hexdigest()[:40]
