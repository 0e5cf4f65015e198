"""次数限制: against guessing and floods, so made that it cannot be turned against anybody else.

Whoever has code and digits right is let in, however many others guess at the same moment and from
wherever: only wrong tries are counted, and only wrong tries are sent away. One thing is barred for
a while even to the right answer, a single code that was tried again and again — and that code only
its holder, and whoever they showed it to, can have tried.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta

from bancheng.journal import engine
from bancheng.petitioner.attempt_row import Attempt
from bancheng.petitioner.keyed import digest

QUARTER, MINUTE, HOUR, DAY = (
    timedelta(minutes=15),
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
)
PER_CODE, PER_CODE_A_DAY = 5, 15
PER_ADDRESS = 20
ALL_A_MINUTE = 120
"""Wrong tries of the whole site: beyond them nothing more is written down."""
SENT_PER_ADDRESS, SENT_PER_PHONE, SENT_PER_CENTRE = 30, 5, 300
"""Matters handed in: an hour from one address (a hall has one), a day for one phone, an hour."""
REFUSED_WITH_FILES = 30
"""Forms from one address an hour that were not whole, and whose files are kept for a day."""
KEPT = DAY
COUNTED = """
    SELECT count(*) FILTER (WHERE "key" = %s AND "at" > %s),
           count(*) FILTER (WHERE "key" = %s AND "at" > %s),
           count(*) FILTER (WHERE "key" = %s AND "at" > %s),
           count(*) FILTER (WHERE "at" > %s)
      FROM petitioner_attempt
     WHERE "key" = %s AND "at" > %s OR "key" = %s AND "at" > %s OR "at" > %s"""
"""Tries for a code within a quarter and a day, from an address, and in all: written once, since
composing it took half the time of asking."""


def key(kind: str, what: str) -> str:
    """What is counted under, which nobody can read back."""
    return digest("attempts", kind, what)


def network(address: str) -> str:
    """An address as it is counted: of the newer kind the first half, which one line has."""
    try:
        known = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network(f"{known}/64", strict=False))


class WrongTries:
    """The wrong tries for one code and from one address, counted in one statement."""

    def __init__(self, code_digest: str, address: str, now: datetime) -> None:
        self.of_code, self.of_address = key("code", code_digest), key("address", network(address))
        self.now = now
        recent, minute = engine.moment(now - QUARTER), engine.moment(now - MINUTE)
        of_day = (self.of_code, engine.moment(now - DAY))
        of_code, of_address = (self.of_code, recent), (self.of_address, recent)
        asked = (*of_code, *of_day, *of_address, minute, *of_day, *of_address, minute)
        counted = engine.row(COUNTED, *asked)
        code, code_a_day, address_, all_ = counted if counted is not None else (0, 0, 0, 0)
        self.code_is_barred = code >= PER_CODE or code_a_day >= PER_CODE_A_DAY
        self.too_many = address_ >= PER_ADDRESS or all_ >= 2 * ALL_A_MINUTE

    def one_more(self) -> None:
        """A wrong try, for the code and for the address."""
        Attempt.objects.bulk_create(
            Attempt(key=one, at=self.now) for one in (self.of_code, self.of_address)
        )


def may_send(centre: str, address: str, phone: str, now: datetime) -> bool:
    """Whether another matter may come from this address and for this phone now."""
    for one, most, within in _sent_under(centre, address, phone):
        if Attempt.objects.filter(key=one, at__gt=now - within).count() >= most:
            return False
    return True


def sent(centre: str, address: str, phone: str, now: datetime) -> None:
    """A matter came."""
    Attempt.objects.bulk_create(
        Attempt(key=one, at=now) for one, _, _ in _sent_under(centre, address, phone)
    )


def may_bring_files(address: str, now: datetime) -> bool:
    """Whether files of another unfinished form from this address may be kept."""
    tried = Attempt.objects.filter(key=key("files", network(address)), at__gt=now - HOUR)
    return tried.count() < REFUSED_WITH_FILES


def brought_files(address: str, now: datetime) -> None:
    """A form was not whole, and its files are kept for when it is."""
    Attempt.objects.create(key=key("files", network(address)), at=now)


def _sent_under(centre: str, address: str, phone: str) -> Sequence[tuple[str, int, timedelta]]:
    return (
        (key("sent from", network(address)), SENT_PER_ADDRESS, HOUR),
        (key("sent for", phone), SENT_PER_PHONE, DAY),
        (key("sent to", centre), SENT_PER_CENTRE, HOUR),
    )


def forget_old(now: datetime) -> None:
    """Called after each tick."""
    Attempt.objects.filter(at__lt=now - KEPT).delete()
