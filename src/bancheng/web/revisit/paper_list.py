"""纸上的回访名单: its columns and cells, with room to write by hand what somebody answers.

The window's own answer stands there only once the caller has theirs, as on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bancheng.core.calendar import CHINA
from bancheng.core.glossary import OPTION_TERMS
from bancheng.ledgers.sheet import Column, Sheet, Shown
from bancheng.ledgers.values import Value
from bancheng.ledgers.watermark import Watermark
from bancheng.library import standards
from bancheng.people import directory
from bancheng.people.user import User
from bancheng.revisit.campaign_row import Campaign
from bancheng.revisit.entry_row import STATES
from bancheng.revisit.list_export_row import ListExport
from bancheng.revisit.taking_out import Taken
from bancheng.web.revisit.listed import row_of

NAMED = 6  # journals named in the file; of more, the record has them all
NOBODY = "没有登记联系人，或者已依法删除"


@dataclass(frozen=True, slots=True)
class PaperColumn(Column):
    """As wide as its words need, so that a sheet of A4 can still be read."""

    wide: float

    @property
    def width(self) -> float:
        """In characters of the sheet's font."""
        return self.wide


def sheet_of(campaign: Campaign) -> Sheet:
    """The columns; those to be filled say what may be written, in the words of the standards."""
    pinned = campaign.entries.order_by("standard", "edition").values_list("standard", "edition")
    callbacks = [standards.standard(*one).callback for one in pinned.distinct()]
    solved = _either(label for one in callbacks for label in one.solved.values())
    grades = _either(grade.label for one in callbacks for grade in one.scale.values())
    whom = _either(OPTION_TERMS["answered_by"].values())
    columns: tuple[tuple[str, float, Shown, str], ...] = (
        ("工单", 13, "text", ""),
        ("窗口", 11, "text", ""),
        ("办结日期", 10, "day", ""),
        ("反映的事", 36, "long", ""),
        ("诉求人", 8, "text", "name"),
        ("电话", 13, "text", "phone"),
        ("代办人、其他联系人", 13, "text", "name"),
        ("谁打", 8, "text", ""),
        ("现在", 11, "text", ""),
        (f"是否解决{solved}", 10, "text", ""),
        (f"满意程度{grades}", 10, "text", ""),
        (f"谁答的{whom}", 9, "text", ""),
        ("说的话、没问到的原因", 36, "long", ""),
        ("窗口问到的", 11, "text", ""),
    )
    told = tuple(
        PaperColumn("", head, "", "", how, mask, wide) for head, wide, how, mask in columns
    )
    return Sheet("revisit", "全量回访名单", told, ())


def cells_of(taken: Taken) -> tuple[Value, ...]:
    """One line, in the order of the columns."""
    entry = taken.entry
    row = row_of(entry, taken.glimpse)
    scale = standards.standard(entry.standard, entry.edition).callback
    solved = {str(key): label for key, label in scale.solved.items()}
    grade = scale.scale.get(entry.satisfaction)
    people = {who: (name, phone) for who, name, phone in taken.people}
    name, phone = people.pop("petitioner", ("", ""))
    whom = OPTION_TERMS["answered_by"]
    others = [f"{whom[who]} {one[0]} {one[1]}".strip() for who, one in people.items()]
    done = taken.done
    return (
        entry.case_no,
        row.centre,
        entry.ended_at.astimezone(CHINA).date(),
        row.line or None,
        name or (None if others else NOBODY),
        phone or None,
        "；".join(others) or None,
        row.caller or None,
        _now(taken, row.standing),
        solved.get(entry.solved) if done else None,
        grade.label if done and grade else None,
        whom.get(taken.answered_by) if done else None,
        None,
        f"{row.window}{'（不一致）' if row.differs else ''}" if done else None,
    )


def watermark_of(user: User, campaign: Campaign, export: ListExport, conditions: str) -> Watermark:
    """What the file says of itself."""
    days = f"{campaign.first_on:%Y-%m-%d} 至 {campaign.last_on:%Y-%m-%d} 办结"
    title = f"{directory.unit_name(campaign.unit)}全量回访名单（{days}）"
    who = f"{user.name}（{user.username}）"
    return Watermark(
        title, who, export.at, conditions, positions(export), export.number, export.revealed
    )


def positions(export: ListExport) -> str:
    """As at which entry of which journal."""
    told = [f"{directory.unit_name(c)}第 {n} 条" for c, n in list(export.until.items())[:NAMED]]
    left = len(export.until) - NAMED
    return "、".join(told) + (f"等 {len(export.until)} 个窗口" if left > 0 else "")


def _now(taken: Taken, standing: str) -> str:
    tried = f"打过 {taken.tries} 次" if taken.tries and not taken.done else ""
    return "，".join(part for part in (STATES[taken.state], tried, standing) if part)


def _either(labels: Iterable[str]) -> str:
    told = "／".join(dict.fromkeys(labels))
    return f"（{told}）" if told else ""
