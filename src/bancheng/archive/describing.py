"""著录: what the metadata says of a case, taken from the look of whoever makes the package."""

from __future__ import annotations

from datetime import datetime

from bancheng.archive.catalogue import doer
from bancheng.archive.gathering import Gathered
from bancheng.archive.metadata import ATTACHED, Described, Step
from bancheng.archive.retention import Keeping
from bancheng.casework.look import Look
from bancheng.core.glossary import OUTCOME_TERMS
from bancheng.core.permission import act_term
from bancheng.counter.slips import saying

LONGEST_TITLE = 60
PEOPLE = ("name", "agent", "firm")


def description(look: Look, number: str, made: int, keeping: Keeping, has: Gathered) -> Described:
    """All of it. ``made``: the how-manieth package of this case."""
    head = look.standard.standard
    attached = [one for one in has.materials if one.sort == ATTACHED]
    people = "、".join(text for name in PEOPLE if (text := look.text(name)))
    return Described(
        title=_title(look),
        number=(
            ("档号", number),
            ("年度", number.partition("-")[0]),
            ("保管期限", keeping.term),
            ("件号", number.rpartition("-")[2]),
        ),
        source=(("立档单位名称", look.centre.name), ("立档单位代码", look.centre.code)),
        content=(
            ("题名", _title(look)),
            ("人名", people),
            ("文件编号", look.row.case_no),
            ("责任者", look.centre.name),
            ("日期", _day(look, look.case.archived_at)),
            ("文种", "办件"),
        ),
        form=(
            ("文件组合类型", "组合文件"),
            ("件数", str(len(has.materials))),
            ("附件数", str(len(attached))),
            ("语种", "汉语"),
        ),
        keeping=(
            ("保管期限", keeping.term),
            ("起算日", f"{_year(look) + 1}-01-01"),
            ("到期日", keeping.due_on.isoformat() if keeping.due_on else "不到期"),
            ("依据", keeping.because),
            ("第几次制作", str(made)),
        ),
        case=(
            ("工单编号", look.row.case_no),
            ("规范", f"{head.title}（{head.edition_term}）"),
            ("类别", _label(look)),
            ("结果", _outcome(look)),
            ("登记时间", _moment(look, look.case.registered_at)),
            ("受理时间", _moment(look, look.case.accepted_at)),
            ("回复时间", _moment(look, look.case.replied_at)),
            ("办结时间", _moment(look, look.case.ended_at)),
            ("归档时间", _moment(look, look.case.archived_at)),
            ("原件盒号", look.text("box") or ""),
        ),
        materials=tuple(has.materials),
        left_out=tuple(has.left_out),
        steps=_steps(look),
    )


def _steps(look: Look) -> tuple[Step, ...]:
    return tuple(
        Step(
            act=act_term(look.standard, entry.event.act),
            at=_moment(look, entry.event.done_at),
            by=doer(look, entry),
            office=look.names.unit(entry.event.by.unit) if entry.event.by.unit else "",
            because="、".join(saying.refs(look, entry.event.cites)),
            position=entry.position,
        )
        for entry in look.entries
    )


def _title(look: Look) -> str:
    words = " ".join((look.text("matter") or look.row.case_no).split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"


def _label(look: Look) -> str:
    kind = look.standard.kinds.get(look.case.kind or "")
    return kind.label if kind else ""


def _outcome(look: Look) -> str:
    outcome = look.case.outcome
    if not outcome:
        return ""
    return look.standard.words.get(f"outcome.{outcome}", OUTCOME_TERMS[outcome])


def _year(look: Look) -> int:
    return look.calendar.local(look.case.archived_at or look.now).year


def _moment(look: Look, at: datetime | None) -> str:
    return look.calendar.local(at).isoformat(timespec="minutes") if at else ""


def _day(look: Look, at: datetime | None) -> str:
    return _moment(look, at)[:10]
