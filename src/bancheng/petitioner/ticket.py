"""提交凭条: what a form to hand in carries, so that two taps on a bad line make one case.

Command and query code are drawn when the form is opened and travel with it, shut: whoever sends the
form again, because no answer came, gets the same case and the same receipt.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from bancheng.journal.cipher import (
    DEFAULT_CIPHER,
    NONCE_BYTES,
    CannotOpenError,
    hide_file,
    reveal_file,
)
from bancheng.petitioner import code as codes
from bancheng.petitioner.keyed import digest, key_for

LASTS = timedelta(days=3)
LONGEST = 1600
_PURPOSE = "ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """The command, the code, for which centre, and when it was drawn. ``via``, ``channel`` and
    ``number``: by which of the centre's channels a form came that another platform filled in, the
    standard's word for it, and the number there."""

    command: str
    code: str
    centre: str
    at: datetime
    via: int = 0
    channel: str = ""
    number: str = ""

    @property
    def owner(self) -> str:
        """Under which name the files of this form wait."""
        return f"petitioner {self.command}"


def draw(centre: str, now: datetime) -> Ticket:
    """A new one."""
    return Ticket(uuid4().hex, codes.draw(), centre, now)


def draw_for(centre: str, via: int, channel: str, number: str, now: datetime) -> Ticket:
    """One for a form that another platform filled in: one command for each number there, so that
    what is handed in twice under it is one case."""
    command = f"handed-over-{digest('handed over', str(via), number)[:40]}"
    return Ticket(command, codes.draw(), centre, now, via, channel, number)


def shut(ticket: Ticket) -> str:
    """As the form carries it."""
    came = [ticket.via, ticket.channel, ticket.number] if ticket.via else []
    told = [ticket.command, ticket.code, ticket.centre, ticket.at.timestamp(), *came]
    hidden = hide_file(key_for(_PURPOSE), (_PURPOSE, ""), json.dumps(told).encode())
    return base64.urlsafe_b64encode(hidden).decode()


def opened(text: str, centre: str, now: datetime) -> Ticket | None:
    """The ticket again; None where it is none, another centre's, or too old."""
    try:
        hidden = base64.urlsafe_b64decode(text[:LONGEST].encode())
        if len(hidden) <= NONCE_BYTES:
            return None
        told = json.loads(reveal_file(key_for(_PURPOSE), (_PURPOSE, ""), hidden, DEFAULT_CIPHER))
        command, code, at_centre, stamp, *came = told
    except (CannotOpenError, ValueError):
        return None
    at = datetime.fromtimestamp(stamp, now.tzinfo)
    if at_centre != centre or not now - LASTS < at <= now + timedelta(minutes=1):
        return None
    return Ticket(command, code, centre, at, *came)
