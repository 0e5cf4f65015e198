"""定稿: a named person fixes the score of a year; from then on it comes out the same for ever.

What was fixed is never changed. Who finds a mistake fixes the year once more and says why; the
earlier one stays and can be opened.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bancheng.casework.surroundings import calendar_of, standard_for
from bancheng.core.refusal import Refusal
from bancheng.figures import catching_up
from bancheng.figures.keeping import SETTLED
from bancheng.figures.period import ONE_DAY
from bancheng.improvement import kept_texts
from bancheng.journal.append import lock
from bancheng.journal.entry_row import Entry
from bancheng.people.user import User
from bancheng.scoring.authority import decider_at
from bancheng.scoring.exempting import exempt_in, last_step
from bancheng.scoring.score_row import Score, owner_of, year_of
from bancheng.scoring.sheets import as_known

SHORTEST, LONGEST = 2, 500
MOST_READ = 100_000


def standing_score(centre: str, year: int) -> Score | None:
    """The one that stands: the last that was fixed."""
    return Score.objects.filter(centre=centre, year=year).order_by("-pk").first()


def fixed_of(centre: str, year: int) -> list[tuple[Score, str]]:
    """All that were fixed of a year, the newest first, with why it was fixed again."""
    rows = list(Score.objects.filter(centre=centre, year=year).order_by("-pk"))
    texts = kept_texts.opened(rows, owner_of(centre, year))
    return [(row, said.get("reason", "")) for row, said in zip(rows, texts, strict=True)]


def may_fix_from(centre: str, year: int) -> datetime:
    """From when on a year can be fixed: over, and what was under way settled."""
    return calendar_of(centre).at(year_of(year).last + ONE_DAY, datetime.min.time()) + SETTLED


def fix(user: User, centre: str, year: int, reason: str, now: datetime) -> Score:
    """Fix it as it was known two minutes ago: an act under way now may still be recorded a little
    before now. Raises NotFound, Refusal."""
    decider_at(user, centre, now)
    if standard_for(centre).scoring is None:
        raise Refusal("not_scored", "本中心执行的规范没有评分办法，只有供评先评优的数。")
    if now < may_fix_from(centre, year):
        raise Refusal("not_yet", f"{year} 年还没有过完，现在的分只是预看，过完年再定稿。")
    if catching_up.catch_up(centre, MOST_READ).unread:
        raise Refusal("unread", "日志还没有全部统计进来，过几分钟再定稿。")
    as_at, step = now - SETTLED, last_step(centre, year)
    # counted before the lock: a year of a large centre takes its time, and nobody should wait
    told = as_known(centre, year_of(year), as_at, exempt_in(centre, year, step))
    with transaction.atomic():
        lock(centre)
        why = _why(standing_score(centre, year), reason)
        if last_step(centre, year) != step:
            raise Refusal("moved", "刚刚有人免予扣分或者收回了，请看过再定稿。")
        score = Score(
            centre=centre,
            year=year,
            standard=told.standard.id,
            edition=told.standard.edition,
            as_at=as_at,
            position=_position(centre, as_at),
            exemptions=step,
            fixed_by=user.username,
            fixed_at=now,
            digest=told.digest(),
        )
        kept_texts.shut(score, {"reason": why}, owner_of(centre, year))
        score.save()
        return score


def _position(centre: str, moment: datetime) -> int:
    """The last entry of the journal that was recorded by then; 0 where there was none."""
    rows = Entry.objects.filter(chain=centre, recorded_at__lte=moment).order_by("-position")
    return rows.values_list("position", flat=True).first() or 0


def _why(before: Score | None, reason: str) -> str:
    said = reason.replace("\r\n", "\n").replace("\x00", "").strip()
    if before is not None and len(said) < SHORTEST:
        raise Refusal("missing", "这一年已经定过稿。重新定稿，请写明为什么。", field="reason")
    if len(said) > LONGEST:
        sentence = f"理由最多 {LONGEST} 个字，现在有 {len(said)} 个。"
        raise Refusal("too_long", sentence, field="reason")
    return said
