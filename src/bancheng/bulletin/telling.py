"""成文: the figures of a period as whole sentences, section by section. No praise, no rank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bancheng.bulletin.frozen import Frozen
from bancheng.bulletin.issue_row import Issue
from bancheng.bulletin.point_words import point_words
from bancheng.bulletin.words import change, day_words, last_one, listed, share, this
from bancheng.core.standard.bulletins import Section
from bancheng.figures.naming import names_along
from bancheng.improvement.point_row import Point

MOST = 3
POINT_STAGES = {
    "proposed": "已提出，待定",
    "adopted": "已采纳，正在改",
    "not_adopted": "没有采纳",
    "done": "改了，待核对",
    "checked": "改了，已核对",
}
STEP_WORDS = {
    "proposed": "提出 {n} 个",
    "adopted": "采纳 {n} 个",
    "not_adopted": "没有采纳 {n} 个",
    "done": "改完报来 {n} 个",
    "checked": "核对改好 {n} 个",
}


@dataclass(frozen=True)
class Told:
    """What one section says: sentences, and short points below."""

    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()


def told(issue: Issue, found: Frozen) -> dict[Section, Told]:
    """Every section but the typical cases, which the office chooses."""
    return {name: make(issue, found) for name, make in SECTIONS.items()}


def _basics(issue: Issue, found: Frozen) -> Told:
    figures, period = found.figures, issue.period
    accepted, ended = figures.n("accepted"), figures.n("ended")
    declined = figures.n("declined")
    if not accepted and not ended and not declined:
        said = f"{this(period)}没有受理新的诉求，也没有办结的工单"
        said += f"（{last_one(period)}受理 {found.before.get('accepted', 0)} 件）。"
        if figures.in_hand:
            said += f"期末在办 {figures.in_hand} 件，都是以前受理的。"
        return Told((said, "没有工单不等于没有难题，窗口照常接待。"))
    said = f"{this(period)}共受理诉求 {accepted} 件，"
    said += f"{change(accepted, found.before.get('accepted', 0), period)}；"
    said += f"办结 {ended} 件，{change(ended, found.before.get('ended', 0), period)}；"
    said += f"不予受理 {declined} 件。期初在办 {figures.in_hand_before} 件，"
    said += f"期末在办 {figures.in_hand} 件。"
    parts = [said]
    along = []
    for axis, word in (("channel", "从来源看"), ("kind", "从类别看")):
        counted = figures.by(axis, "accepted")
        if counted:
            called = names_along(axis, counted, issue.centre)
            along.append(f"{word}，{listed({called[c]: counted[c] for c in called})}")
    if along:
        parts.append("；".join(along) + "。")
    return Told(tuple(parts))


def _handling(issue: Issue, found: Frozen) -> Told:
    figures, period = found.figures, issue.period
    parts = []
    if figures.n("ended"):
        outcomes = figures.by("outcome", "ended")
        called = names_along("outcome", outcomes, issue.centre)
        said = (
            f"办结的 {figures.n('ended')} 件中，{listed({called[c]: outcomes[c] for c in called})}"
        )
        parts.append(f"{said}；办成的{share(figures.share_done())}。")
    else:
        parts.append(f"{this(period)}没有办结的工单。")
    parts.append(_in_time(issue, found))
    parts.append(_called_back(issue, found))
    urged = f"督促、督办 {found.reminded} 次" if found.reminded else "没有发生督促、督办"
    praised = f"，表扬 {found.praised} 次" if found.praised else ""
    parts.append(f"{this(period)}{urged}{praised}。")
    return Told(tuple(parts))


def _in_time(issue: Issue, found: Frozen) -> str:
    figures = found.figures
    met, late, overdue = (figures.n(m) for m in ("met", "late", "overdue"))
    if not met + late + overdue:
        return f"{this(issue.period)}没有到期的答复。"
    said = f"{this(issue.period)}到期的答复 {met + late + overdue} 项，按期 {met} 项，"
    said += f"超时办完 {late} 项，到取数时超时未办 {overdue} 项；"
    said += f"按期的{share(figures.share_in_time())}。"
    if figures.n("extended"):
        said += f"其中经说明理由延期的 {figures.n('extended')} 项。"
    return said + ("超时的工单编号见附表。" if found.late else "")


def _called_back(issue: Issue, found: Frozen) -> str:
    solved = found.figures.by("solved", "called_back")
    if not solved:
        return f"{this(issue.period)}没有完成的回访。"
    said = f"回访 {sum(solved.values())} 件"
    for axis, word in (("solved", "问题解决情况"), ("satisfaction", "评价")):
        counted = found.figures.by(axis, "called_back")
        called = names_along(axis, counted, issue.centre)
        said += f"；{word}：{listed({called[c]: counted[c] for c in called})}"
    return f"{said}。"


def _hot(issue: Issue, found: Frozen) -> Told:
    figures, parts = found.figures, []
    for axis, word in (("item", "反映较多的事项"), ("cause", "办件里记下的原因")):
        counted = {c: n for c, n in figures.by(axis, "accepted").items() if c}
        most = sorted(counted, key=lambda code: (-counted[code], code))[:MOST]
        if most:
            called = names_along(axis, most, issue.centre)
            parts.append(f"{word}有：{listed({called[c]: counted[c] for c in most})}。")
    if not parts:
        parts.append(f"{this(issue.period)}受理的诉求里看不出集中的事项和原因。")
    steps = [words.format(n=found.steps[k]) for k, words in STEP_WORDS.items() if k in found.steps]
    if steps:
        parts.append(f"堵点方面，{this(issue.period)}{'，'.join(steps)}。")
    elif found.points:
        parts.append(f"堵点方面，{this(issue.period)}没有新的进展。")
    else:
        parts.append(f"{this(issue.period)}没有提出堵点。")
    return Told(tuple(parts), _points(issue, found))


def _points(issue: Issue, found: Frozen) -> tuple[str, ...]:
    stages = dict(found.points)
    rows = list(Point.objects.filter(pk__in=stages).order_by("pk").select_related("told_in"))
    titles = point_words(rows, issue.as_at)
    said = []
    for row in rows:
        title, proposal = titles[row.pk]
        text = f"{title.rstrip('。')}（{POINT_STAGES[stages[row.pk]]}）。"
        said.append(text + (f"建议：{proposal.rstrip('。')}。" if proposal else ""))
    return tuple(said)


def _problems(issue: Issue, found: Frozen) -> Told:
    figures, said = found.figures, []
    if figures.n("late") + figures.n("overdue"):
        lately = figures.n("late") + figures.n("overdue")
        said.append(
            f"有 {lately} 项答复超过时限，其中到取数时还没有办的 {figures.n('overdue')} 项。"
        )
    if figures.n("returned"):
        said.append(f"部门退单 {figures.n('returned')} 次，职责归属要在交办前弄清。")
    again = figures.n("accepted", "again", "matter")
    if again:
        said.append(f"有 {again} 件是同一个人一年内就同一个事项再次反映。")
    reopened = figures.n("accepted", "again", "reopened")
    if reopened:
        said.append(f"有 {reopened} 件办结后又重新办理。")
    if not said:
        said.append(f"从数字看，{this(issue.period)}没有超时、退单和重复反映。")
    return Told(tuple(said))


def _next(issue: Issue, found: Frozen) -> Told:
    figures, said = found.figures, []
    if figures.n("overdue"):
        said.append(f"超时未办的 {figures.n('overdue')} 项由承办单位尽快答复，办公室跟踪到办结。")
    if figures.in_hand:
        said.append(f"期末在办的 {figures.in_hand} 件，按各自的时限办理，办结后告知诉求人并回访。")
    adopted = sum(stage == "adopted" for _, stage in found.points)
    waiting = sum(stage == "proposed" for _, stage in found.points)
    if adopted:
        said.append(f"已采纳的 {adopted} 个堵点按定下的日子改完，改完另由人核对。")
    if waiting:
        said.append(f"待定的 {waiting} 个堵点，下期以前定下采纳不采纳，并写明理由。")
    if not said:
        said.append("期末没有在办的工单和待办的堵点，窗口照常接待。")
    return Told(tuple(said))


def as_at_words(issue: Issue) -> str:
    """How the figures came about, for the foot."""
    at = issue.as_at.astimezone()
    when = f"{day_words(at.date())} {at:%H:%M}"
    note = f"数字取自办件日志，截至 {when} 所知（第 {issue.position} 条）；以后补录、更正不改本期。"
    return note + "不含作风投诉；少于 5 件的不算比例；部门按机构次序排，不排名。"


SECTIONS: dict[Section, Callable[[Issue, Frozen], Told]] = {
    "basics": _basics,
    "handling": _handling,
    "hot": _hot,
    "problems": _problems,
    "next": _next,
}
