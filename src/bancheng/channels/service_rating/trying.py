"""试好差评: where the addresses lead, and whether what comes is called as it is written down here.

A platform that answers is not yet one that is understood: with a wrong name of a field every rating
would be passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bancheng.channels.adapter import Tried
from bancheng.channels.service_rating import platform
from bancheng.channels.service_rating.pulled_row import Pulled
from bancheng.channels.service_rating.pulling import fields_of, page, read
from bancheng.channels.service_rating.settings import RatingSettings
from bancheng.channels.template import at_path, mapping
from bancheng.wire.sending import NotSentError

LOOKED_BACK = timedelta(days=30)
LOOKED_AT = 5
WHEN = "at"
ONLY_SENT = "送出的地址连得到；送出去的收不回来，不能试送。请看第一件送得怎样。"
NOTHING_YET = "平台应答了，近一个月一条评价也没有：字段的名称核对不了，来了第一条再看往来记录。"


def tried(chosen: RatingSettings, now: datetime) -> Tried:
    """What came of it; nothing is taken, nothing sent."""
    for url in (chosen.service_url, chosen.rating_url):
        if url and (why := platform.leads_nowhere(chosen, url, now)):
            return Tried(False, f"送出的地址不行：{why}")
    if not chosen.pull_url:
        return Tried(False, ONLY_SENT)
    mark = Pulled(since=now - LOOKED_BACK, page=1)
    try:
        found = page(chosen.model_copy(update={"size": LOOKED_AT}), mark, now)
    except NotSentError as why:
        return Tried(False, str(why))
    return _judged(chosen, found) if found else Tried(True, NOTHING_YET)


def _judged(chosen: RatingSettings, found: Sequence[object]) -> Tried:
    unread = [why for one in found if isinstance(why := read(chosen, one), str)]
    if unread:
        return Tried(False, f"{len(found)} 条里有 {len(unread)} 条看不懂。{unread[0]}")
    named = mapping(chosen.theirs)
    lacks = [n for n, path in named.items() if all(at_path(one, path) is None for one in found)]
    said = f"看了 {len(found)} 条，一条也没有的：{'、'.join(f'“{named[n]}”' for n in lacks)}。"
    if WHEN in lacks and isinstance(found[0], Mapping):
        return Tried(False, f"{said}没有时间，每次都从头取，请核对。{fields_of(found[0])}")
    fine = f"平台应答了，看了 {len(found)} 条评价，都读得出。"
    return Tried(True, fine + (f"{said}要是该有，请核对。" if lacks else ""))
