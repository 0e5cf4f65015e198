"""怎么说: points, how an indicator counts, and why one is not scored, in plain words."""

from __future__ import annotations

from bancheng.core.permission import duty_term
from bancheng.core.scoring.points import IN_A_POINT, Part, points_words
from bancheng.core.scoring.sheet import Sheet
from bancheng.core.standard.scoring import SUBJECTS, Indicator
from bancheng.core.standard.standard import Standard

MEASURES = {
    "late": "超时的",
    "satisfied": "满意的",
    "dissatisfied": "不满意的",
    "unsolved": "说没有解决的",
    "reopened": "重新办理的",
    "returned": "退单的",
    "done": "办成的",
}
AMONG = {
    "late": "到期的答复",
    "satisfied": "回访、评价过的",
    "dissatisfied": "回访、评价过的",
    "unsolved": "回访、评价过的",
    "reopened": "办结的",
    "returned": "交办的",
    "done": "办结的",
}


def total_words(sheet: Sheet) -> str:
    """«88.69 / 100»; that nothing was scored where nothing was."""
    if not sheet.possible:
        return "件数少，不评" if any(part.n for part in sheet.parts) else "没有件，不评"
    return f"{points_words(sheet.got)} / {points_words(sheet.possible)}"


def extra_words(sheet: Sheet) -> str:
    """«5», empty for nothing on top."""
    return points_words(sheet.extra) if sheet.extra else ""


def band_of(sheet: Sheet) -> str:
    """The band, or that too little was scored for one."""
    return sheet.band or ("可评的少，不分档" if sheet.possible else "")


def counts_words(part: Part, standard: Standard) -> str:
    """Of what it counts which: «7 项到期的，超时 1 次»."""
    rule = part.rule
    measure = rule.takes or rule.gives or ""
    if measure == "late":
        what = "、".join(duty_term(standard, name) for name in rule.duties) or "答复诉求"
        return f"到期的 {part.n} 项（{what}），超时 {part.hits} 项"
    return f"{AMONG[measure]} {part.n} 件，{MEASURES[measure].removesuffix('的')} {part.hits} 件"


def how_words(part: Part) -> str:
    """How it turns into points."""
    rule = part.rule
    if not part.scored:
        few = f"只有 {part.n}，少于 {part.fewest}" if part.n else "一件也没有"
        return f"{few}，这一项不评，也不算在可评的分里。"
    if rule.gives:
        return f"每件加 {rule.each} 分，最多 {rule.points} 分。"
    if rule.each:
        return f"每件扣 {rule.each} 分，扣完 {rule.points} 分为止。"
    unit = "项" if rule.takes == "late" else "件"
    each = _equal(rule, part.n)
    uneven = rule.points * IN_A_POINT % part.n
    rest = "除不尽的零头轮着记，加起来正好。" if uneven and part.hits else ""
    told = f"{rule.points} 分平摊到这 {part.n} {unit}，每{unit} {each} 分，出了问题的扣掉。"
    return told + rest


def _equal(rule: Indicator, n: int) -> str:
    return f"{rule.points / n:.3f}".rstrip("0").rstrip(".")


def subject_words(sheet: Sheet, name: str) -> str:
    """«某区政务服务中心（中心）»; a department by its name alone."""
    return name if sheet.subject == "department" else f"{name}（{SUBJECTS[sheet.subject]}）"
