"""取评价: page after page from where it stopped; a bad one opens a case, each rating once.

The same rating comes again and again, because the time from which is asked overlaps; the command of
what it brings about is made of its number, so that it happens once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bancheng.casework.case_row import CaseRow
from bancheng.casework.door import Order, Outside, handle, open_case
from bancheng.casework.look import look_from_outside
from bancheng.channels import failing
from bancheng.channels.service_rating import platform
from bancheng.channels.service_rating.pulled_row import Pulled
from bancheng.channels.service_rating.scale import grade_of
from bancheng.channels.service_rating.settings import RatingSettings
from bancheng.channels.setup_row import Setup
from bancheng.channels.setups import log
from bancheng.channels.template import at_path, mapping
from bancheng.core.calendar import CHINA
from bancheng.core.refusal import Refusal
from bancheng.journal.keyed import digest
from bancheng.wire.sending import NotSentError

NO_LIST = "应答里找不到评价的列表，请核对“评价在应答的哪里”。"
UNREAD = "看不懂的评价"
TOLD_ONCE_IN = timedelta(days=1)
OVERLAP = timedelta(minutes=10)
"""What was written down over there a little late is still found."""
PAGES = 20
"""Of one round; a longer one goes on with the next."""
LONGEST, NAMED_AT_MOST = 5000, 12


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating as the platform tells it."""

    id: str
    number: str
    level: int
    text: str
    at: datetime | None
    item: str


def pull(setup: Setup, chosen: RatingSettings, now: datetime) -> None:
    """Everything new, as far as one round goes. Never raises for what the other side does."""
    mark, _ = Pulled.objects.get_or_create(setup=setup, defaults={"since": setup.changed_at})
    waits = mark.asked_at is not None and now < mark.asked_at + timedelta(minutes=chosen.every)
    if waits and not mark.page:
        return
    taken = 0
    try:
        for _ in range(PAGES):
            told = page(chosen, mark, now)
            taken += sum(_take(setup, chosen, one, mark, now) for one in told)
            if len(told) < chosen.size:
                _done(mark, now)
                failing.is_over(setup, failing.RATINGS, now)
                break
            mark.page += 1
            mark.save()
    except NotSentError as why:
        mark.asked_at, mark.page = now, 0
        mark.save()
        log(setup, "came", failing.RATINGS, now, fine=False, said=str(why))
    if taken:
        log(setup, "came", failing.RATINGS, now, said=f"新的评价 {taken} 条。")


def page(chosen: RatingSettings, mark: Pulled, now: datetime) -> list[object]:
    """What stands on the page the mark is at. Raises NotSentError."""
    since = (mark.since - OVERLAP).astimezone(CHINA)
    mark.page = mark.page or 1
    asked = {
        "since": f"{since:%Y-%m-%d %H:%M:%S}",
        "page": str(mark.page),
        "size": str(chosen.size),
    }
    found = at_path(platform.ask(chosen, asked, now), chosen.pull_path)
    if not isinstance(found, list):
        raise NotSentError(NO_LIST, again=False)
    return found


def _done(mark: Pulled, now: datetime) -> None:
    """A round went through: the next one asks from the latest that was seen."""
    mark.since = max(mark.since, min(mark.latest or mark.since, now))
    mark.asked_at, mark.page, mark.latest = now, 0, None
    mark.save()


def _take(setup: Setup, chosen: RatingSettings, told: object, mark: Pulled, now: datetime) -> int:
    rating = read(chosen, told)
    if isinstance(rating, str):
        _tell_unread(setup, rating, now)
        return 0
    if rating.at is not None:
        mark.latest = max(mark.latest or rating.at, rating.at)
    try:
        return _brought_about(setup, chosen, rating, now)
    except Refusal as refusal:
        said = f"这条评价没有收进来：{refusal.sentence}"
        if not setup.passages.filter(ref=rating.id, fine=False).exists():
            log(setup, "came", "评价", now, ref=rating.id, fine=False, said=said)
        return 0


def _tell_unread(setup: Setup, why: str, now: datetime) -> None:
    """One line a day for each reason: the same rating comes again with every round."""
    known = setup.passages.filter(what=UNREAD, said=why, at__gt=now - TOLD_ONCE_IN)
    if not known.exists():
        log(setup, "came", UNREAD, now, fine=False, said=why)


def _brought_about(
    setup: Setup, chosen: RatingSettings, rating: Rating, now: datetime
) -> int:  # fmt: skip
    command = f"rating-{digest('rating', str(setup.pk), rating.id)[:40]}"
    ours = CaseRow.objects.filter(case_no=rating.number, chain=setup.centre.code).first()
    if ours is not None:
        look = look_from_outside("petitioner", ours.case_no, now)
        if any(past.act == "rate" and past.round == look.case.round for past in look.case.past):
            return 0  # they said so here themselves; what we sent comes back to us
        grade = grade_of(rating.level, look.standard, chosen.scale)
        if grade is not None and ours.ended_at is not None:
            given = {"satisfaction": grade, **({"said": rating.text} if rating.text else {})}
            doer = Outside("petitioner")
            done = handle(doer, ours.case_no, [Order("rate", given)], command, None, now)
            return 0 if done.repeated else 1
    if str(rating.level) not in [level.strip() for level in chosen.opens.split(",")]:
        return 0
    order = Order("submit", _given(setup, rating))
    done = open_case(Outside("origin"), setup.centre.code, [order], command, now)
    if done.repeated:
        return 0
    log(setup, "came", "差评", now, ref=rating.id, case_no=done.case_no, said="立了一件工单。")
    return 1


def _given(setup: Setup, rating: Rating) -> dict[str, object]:
    """What was written is the matter; everything else about it is said beside."""
    about = [f"“好差评”上评了 {rating.level} 级（最高 5 级）"]
    about += [f"办件编号 {rating.number}"] if rating.number else []
    about += [f"事项：{rating.item}"] if rating.item else []
    about += [f"评价时间 {rating.at.astimezone(CHINA):%Y-%m-%d %H:%M}"] if rating.at else []
    matter = rating.text or f"在“好差评”上评了 {rating.level} 级，没有写文字。"
    return {
        "channel": setup.channel,
        "matter": matter,
        "origin_no": rating.id,
        "reason": "；".join(about),
    }


def read(chosen: RatingSettings, told: object) -> Rating | str:
    """A rating, or why it is none, by the names of its fields and without what stands in them."""
    if not isinstance(told, Mapping):
        return "评价不是一个对象，没有字段。"
    named = mapping(chosen.theirs)
    texts = {
        name: str(at_path(told, path) if at_path(told, path) is not None else "").strip()
        for name, path in named.items()
    }
    for name, term in (("id", "编号"), ("level", "等级")):
        if not texts.get(name):
            return f"没有{term}：找的是“{named.get(name, '')}”。{fields_of(told)}"
    if texts["level"] not in ("1", "2", "3", "4", "5"):
        return f"“{named['level']}”写的不是 1 到 5，看不出是哪一级。"
    return Rating(
        texts["id"][:80],
        texts.get("number", "")[:80],
        int(texts["level"]),
        texts.get("text", "")[:LONGEST],
        _moment(texts.get("at", "")),
        texts.get("item", "")[:200],
    )


def fields_of(told: Mapping[str, object]) -> str:
    """What the other side calls its fields; nothing of what they hold."""
    names = "、".join(str(name)[:30] for name in list(told)[:NAMED_AT_MOST])
    return f"对方给的有：{names}。" if names else "对方什么也没有给。"


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=CHINA)
