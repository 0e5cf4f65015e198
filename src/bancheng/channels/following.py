"""跟着日志走: a channel reads what is new in its centre's chain and writes letters about it.

Letters and the mark are one transaction, so that a round cut off tells nothing twice. A channel
begins with what happened since it was switched on: nobody is told of old matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from bancheng.casework.facts import ERASED, event_of
from bancheng.channels.followed_row import Followed
from bancheng.channels.setup_row import Setup
from bancheng.core.event import Event
from bancheng.journal import read
from bancheng.journal.envelope import Recorded

A_DAY = timedelta(days=1)
AT_ONCE = 500
"""Entries of one transaction."""

Write = Callable[[], object]
Take = Callable[[Sequence[tuple[str, Event]]], list[Write]]
"""Gets case numbers with what was done on them, in order, and says what is to be written down of
it. It looks outside the transaction, so that nobody at a counter waits for it."""


def follow(setup: Setup, now: datetime, take: Take) -> None:
    """Everything new. Repeating it does no harm."""
    while _some(setup, now, take) == AT_ONCE:
        continue


def _some(setup: Setup, now: datetime, take: Take) -> int:
    chain = setup.centre.code
    mark = Followed.objects.filter(setup=setup).first()
    if mark is None:
        begins = _position_at(chain, setup.changed_at, now)
        mark, _ = Followed.objects.get_or_create(setup=setup, defaults={"position": begins})
    found = list(islice(read.chain(chain, mark.position), AT_ONCE))
    if not found:
        return 0
    writes = take([(entry.case_no, event_of(entry)) for entry in found if _is_an_act(entry)])
    with transaction.atomic():
        mine = Followed.objects.filter(setup=setup, position=mark.position)
        if mine.update(position=found[-1].position):  # else another round was quicker
            for write in writes:
                write()
    return len(found)


def _position_at(chain: str, since: datetime, now: datetime) -> int:
    """The last entry before the channel was switched on."""
    first = next(read.between(chain, since, now + A_DAY), None)
    return first.position - 1 if first else read.head(chain)[0]


def _is_an_act(entry: Recorded) -> bool:
    return entry.event != ERASED
