"""送信的一轮: takes out what may go by now, each lane for its own while, and notes what came of it.

A lane is a road, or one host of a road that leads to several.

A letter that is under way is held for some minutes. Should the program die between sending and
noting, it goes again after that under the same mark: told twice, never not at all.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

from bancheng.wire.letter_row import Letter
from bancheng.wire.letters import Carrier, NoLongerError, forget_old, told_by, waiting
from bancheng.wire.sending import NotSentError

log = logging.getLogger(__name__)

AGAIN = tuple(timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 120, 240, 480, 720))
"""How long to wait after each failure, a day and some in all; after the last it is stuck."""
AT_ONCE = 200
"""Letters looked at together."""
ROUND_SECONDS, LANE_SECONDS = 120.0, 40.0
"""For how long a round, and one lane in it, takes out another letter; the rest waits."""
HELD = timedelta(minutes=5)
"""How long a letter that is under way is nobody else's; then whoever had it is thought dead."""


def run(now: datetime) -> int:
    """Take out what may go by now; how many arrived. Called after each tick.

    Each lane has its own share of the round, so that one that leads nowhere stops no other.
    """
    arrived = 0
    ends = time.monotonic() + ROUND_SECONDS
    for lane in _lanes(now):
        if time.monotonic() > ends:
            break
        arrived += _run_lane(lane, now, min(ends, time.monotonic() + LANE_SECONDS))
    forget_old(now)
    return arrived


def carry(letter: Letter, now: datetime) -> bool:
    """Take one letter out, unless somebody else has it. Whether it arrived."""
    return _carried(letter, now) is _Went.ARRIVED


class _Went(Enum):
    """What became of one try."""

    ARRIVED = "arrived"
    NOT_OURS = "somebody else has it"
    FAILED = "failed"
    NOBODY_THERE = "nobody answered, or the line broke"
    ASKED_TO_WAIT = "the other side wants nothing more for a while"


def _may_go(now: datetime) -> QuerySet[Letter]:
    """Letters whose time has come and before which none of the same matter waits."""
    before = waiting().filter(road=OuterRef("road"), about=OuterRef("about"), pk__lt=OuterRef("pk"))
    free = waiting().filter(stuck=False, not_before__lte=now)
    return free.filter(Q(about="") | ~Exists(before))


def _lanes(now: datetime) -> list[tuple[str, str]]:
    """Road and host of what may go, the lane that waits longest first."""
    found = _may_go(now).order_by().values("road", "host").annotate(since=Min("not_before"))
    return [(row["road"], row["host"]) for row in found.order_by("since", "road", "host")]


def _run_lane(lane: tuple[str, str], now: datetime, ends: float) -> int:
    """Until nothing may go any more, or nobody is there: a line that just took a letter may break
    once, and is given up for this round when it breaks twice in a row. What has failed already
    goes after what has not, so that a few that never arrive do not stand before the rest."""
    road, host = lane
    arrived, broke = 0, True
    of_lane = _may_go(now).filter(road=road, host=host).order_by("tries", "pk")
    while found := list(of_lane.all()[:AT_ONCE]):
        went = {_Went.NOT_OURS}
        for letter in found:
            if time.monotonic() > ends:
                return arrived
            one = _carried(letter, now)
            if one is _Went.ASKED_TO_WAIT:
                return arrived
            if one is _Went.NOBODY_THERE and broke:
                _rest(lane, now, AGAIN[0])
                return arrived
            arrived += one is _Went.ARRIVED
            broke = one is _Went.NOBODY_THERE or (broke and one is not _Went.ARRIVED)
            went.add(one)
        if went == {_Went.NOT_OURS}:
            return arrived
    return arrived


def _carried(letter: Letter, now: datetime) -> _Went:
    held = now + HELD
    mine = waiting().filter(pk=letter.pk, not_before=letter.not_before, stuck=letter.stuck)
    if not mine.update(not_before=held):
        return _Went.NOT_OURS
    letter.not_before = held
    try:
        _carrier(letter.road)(letter, told_by(letter), now)
    except NoLongerError as over:
        dropped = {"dropped_at": now, "hidden": b"", "failure": str(over)[:300], "stuck": False}
        waiting().filter(pk=letter.pk).update(**dropped)
        return _Went.FAILED
    except NotSentError as error:
        return _failed(letter, error, now)
    except Exception:  # a fault in one carrier must not hold up every other letter
        log.exception("去信 %s 没有送成：程序出错", letter.pk)
        return _failed(letter, NotSentError("程序出错，详情见服务器日志。"), now)
    arrived = {"arrived_at": now, "hidden": b"", "failure": "", "stuck": False}
    Letter.objects.filter(pk=letter.pk).update(**arrived, tries=letter.tries + 1)
    return _Went.ARRIVED


def _failed(letter: Letter, error: NotSentError, now: datetime) -> _Went:
    tries = letter.tries + error.counts
    gave_up = not error.again or tries > len(AGAIN)
    asked = timedelta(seconds=error.after)
    wait = timedelta(0) if gave_up else max(AGAIN[max(tries, 1) - 1], asked)
    # unless a person decided about it meanwhile
    waiting().filter(pk=letter.pk, not_before=letter.not_before).update(
        tries=tries, failure=str(error)[:300], stuck=gave_up, not_before=now + wait
    )
    if not error.again or (error.status and not asked):
        return _Went.FAILED
    if not asked:
        return _Went.NOBODY_THERE
    _rest((letter.road, letter.host), now, max(AGAIN[0], asked))
    return _Went.ASKED_TO_WAIT


def _rest(lane: tuple[str, str], now: datetime, wait: timedelta) -> None:
    """What else may go on this lane waits too, and it counts as no try."""
    road, host = lane
    others = waiting().filter(road=road, host=host, stuck=False, not_before__lte=now)
    others.update(not_before=now + wait)


def _carrier(road: str) -> Carrier:
    """The carrier of a road by the word before its colon."""
    kind = road.partition(":")[0]
    named: Mapping[str, str] = settings.ROADS
    if kind not in named:
        raise NotSentError(f"没有“{kind}”这条路。", again=False)
    found: Carrier = import_string(named[kind])
    return found
