"""次数限制: against guessing and floods, so made that it cannot be turned against anybody else.

Whoever has code and digits right is let in, however many others guess at the same moment and from
wherever: only wrong tries are counted, and only wrong tries are sent away. One thing is barred for
a while even to the right answer, a single code that was tried again and again — and that code only
its holder, and whoever they showed it to, can have tried.

Handing in a matter is not barred by what others can name or bring about. A phone is not counted:
a neighbour knows it, and one helper hands in for a whole village. Where much comes, whoever comes
next is asked a small question and, having answered it, taken. One ceiling is left, far above that
and for a single address, so that the disk is not filled; it says how long it lasts.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.db import transaction

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
ASKED_PER_ADDRESS = 30
"""Matters an hour from one address from which on the next are asked the question. A hall, a town
behind one line or a carrier's phones share an address: they read one more line, no more."""
ASKED_PER_CENTRE = 300
"""The same for a centre, from wherever they come: above a crowd of two hundred at once, who are
taken as ever; five a minute for an hour are no longer a window's people."""
CEILING_PER_ADDRESS = 400
"""Matters an hour from one address beyond which it waits. More than people at one address can
write, few enough that a program that answers the question fills no disk within a night."""
KEPT_PER_ADDRESS = 60
"""Forms an hour from one address that were not taken, and whose files are kept for a day: two for
each matter that is taken unasked. Beyond them files are to be chosen again, the form is taken."""
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
    known = _read(address)
    if known is None:
        return "unknown"
    return str(known if known.version == 4 else ipaddress.ip_network(f"{known}/64", strict=False))


def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        known = ipaddress.ip_address(address.strip())
    except ValueError:
        return None
    return known if known.version == 4 else known.ipv4_mapped or known


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

    def one_more_of_code(self, is_given: bool) -> None:
        """A wrong try where so many came that no more is written down. Of a code that was given it
        still is: else whoever found a slip would first try rubbish, and then all digits at leisure.
        Of any other it is taken back at once, through the same statements."""
        with transaction.atomic():
            tried = Attempt.objects.create(key=self.of_code, at=self.now)
            Attempt.objects.filter(pk=0 if is_given else tried.pk).delete()


def asks(centre: str, address: str, now: datetime) -> bool:
    """Whether so much came within the hour that the next is asked the question."""
    return _within_an_hour(_sent_from(address), now) >= ASKED_PER_ADDRESS or (
        _within_an_hour(_sent_to(centre), now) >= ASKED_PER_CENTRE
    )


def wait(address: str, now: datetime) -> timedelta | None:
    """How long until another matter may come from this address; None where it may now.

    An address that tells nobody apart, of a proxy that was not declared, has no ceiling.
    """
    if is_everybodys(address):
        return None
    since = now - HOUR
    tries = Attempt.objects.filter(key=_sent_from(address), at__gt=since).order_by("-at")
    last = tries.values_list("at", flat=True)[CEILING_PER_ADDRESS - 1 : CEILING_PER_ADDRESS]
    return next((at - since for at in last), None)


def is_everybodys(address: str) -> bool:
    """Whether this is no address of the other side: none at all, or of this very machine."""
    known = _read(address)
    return known is None or known.is_loopback


def sent(centre: str, address: str, now: datetime) -> None:
    """A matter came."""
    Attempt.objects.bulk_create(
        Attempt(key=one, at=now) for one in (_sent_from(address), _sent_to(centre))
    )


def may_bring_files(address: str, now: datetime) -> bool:
    """Whether files of another form that was not taken from this address may be kept."""
    return _within_an_hour(_files_from(address), now) < KEPT_PER_ADDRESS


def brought_files(address: str, now: datetime) -> None:
    """A form was not taken, and its files are kept for when it is."""
    Attempt.objects.create(key=_files_from(address), at=now)


def is_used(once: str) -> bool:
    """Whether what counts once was used."""
    return Attempt.objects.filter(key=_used(once)).exists()


def use(once: str, now: datetime) -> bool:
    """Use what counts once; False where it was used. Called while the centre is locked."""
    if is_used(once):
        return False
    Attempt.objects.create(key=_used(once), at=now)
    return True


def _within_an_hour(counted: str, now: datetime) -> int:
    return Attempt.objects.filter(key=counted, at__gt=now - HOUR).count()


def _sent_from(address: str) -> str:
    return key("sent from", network(address))


def _sent_to(centre: str) -> str:
    return key("sent to", centre)


def _files_from(address: str) -> str:
    return key("files", network(address))


def _used(once: str) -> str:
    return key("used", once)


def forget_old(now: datetime) -> None:
    """Called after each tick."""
    Attempt.objects.filter(at__lt=now - KEPT).delete()
