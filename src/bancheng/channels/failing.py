"""一直不成的: what a channel fetches or sends of itself, and has failed at for a while.

Read off the log: each failing leaves a line there, and the first that goes well afterwards does too
(``is_over``). A single failure may be a moment's; one that lasted, or came twice, is told of.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bancheng.channels import setups
from bancheng.channels.passage_row import CAME, Passage
from bancheng.channels.setup_row import Setup
from bancheng.core.calendar import CHINA

RATINGS, REPORTS, FOR_STAFF = "取评价", "送达报告", "给工作人员的通知"
SAID = {RATINGS: "取不到评价", REPORTS: "取不到送达报告", FOR_STAFF: "发不出给工作人员的通知"}
PATIENCE = timedelta(minutes=15)
LATELY = timedelta(days=3)
"""From an evening before days off to the morning after."""
TWICE = 2
NAMED_AT_MOST = 3
MEND = "到“渠道”里看往来记录写的原因，改好设置再“试一下”；是对方的事，请找对方。"


def failing(found: Iterable[Setup], now: datetime) -> dict[int, str]:
    """Of these channels, those that fail at something, in a few words: since when, at what."""
    going = [setup.pk for setup in found if setup.on and setup.ended_at is None]
    lines = Passage.objects.filter(setup__in=going, what__in=SAID, ref="", at__gt=now - LATELY)
    failed: dict[tuple[int, str], list[datetime]] = {}
    told = lines.order_by("at", "pk").values_list("setup_id", "what", "at", "fine")
    for pk, what, at, fine in told:
        failed[pk, what] = [] if fine else [*failed.get((pk, what), []), at]
    said: dict[int, list[str]] = {}
    for (pk, what), since in failed.items():
        if since and (len(since) >= TWICE or now - since[0] >= PATIENCE):
            said.setdefault(pk, []).append(f"{_moment(since[0])} 起{SAID[what]}")
    return {pk: "，".join(parts) for pk, parts in said.items()}


def is_over(setup: Setup, what: str, now: datetime) -> None:
    """It went well: where it failed last, the log says that it does no longer."""
    last = setup.passages.filter(what=what, ref="").first()
    if last is not None and not last.fine:
        setups.log(setup, CAME, what, now, said="又通了。")


def health(now: datetime) -> tuple[str, str, str]:
    """The line on the page of whoever looks after the whole: name, how it stands, what to do."""
    in_use = setups.in_use()
    why = failing(in_use, now)
    said = [
        f"{setup.centre.shown}“{setup.name}”{why[setup.pk]}" for setup in in_use if setup.pk in why
    ]
    if not said:
        return "渠道的往来", "没有一直不成的", ""
    more = f"，还有 {len(said) - NAMED_AT_MOST} 条" if len(said) > NAMED_AT_MOST else ""
    return "渠道的往来", "；".join(said[:NAMED_AT_MOST]) + more, MEND


def _moment(at: datetime) -> str:
    local = at.astimezone(CHINA)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
