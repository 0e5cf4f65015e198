"""表格导入: orders out of the other side's own table, where there is no interface.

Each row is a work order in the fields that the mapping names its columns by. What it would become
is tried first, row by row, and then either all of it is taken or nothing. A row is known by what it
says: the same file twice does no harm, a row that was changed is an addition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from bancheng.casework.importing.encoded_text import UnreadableFileError
from bancheng.casework.importing.table_file import Row, Table
from bancheng.channels import setups
from bancheng.channels.adapter import NotTakenError
from bancheng.channels.hotline.arriving import Arrived, arrived
from bancheng.channels.hotline.mapping import Mapping
from bancheng.channels.hotline.taking import SAID, take
from bancheng.channels.setup_row import Setup
from bancheng.core.refusal import Refusal
from bancheng.journal.keyed import digest
from bancheng.people.user import User

MOST_ROWS = 500
NEEDED = {"order": "工单编号", "matter": "诉求内容"}
SAME = "以前导入过，没有变"


@dataclass(frozen=True, slots=True)
class Fate:
    """What a row would become, or what is wrong with it. ``new``: something is done for it."""

    line: int
    number: str
    said: str
    wrong: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as it was tried or taken."""

    fates: tuple[Fate, ...]
    taken: bool

    @property
    def wrong(self) -> int:
        """How many rows are wrong; then none is taken."""
        return sum(fate.wrong for fate in self.fates)

    @property
    def new(self) -> int:
        """For how many rows something is done."""
        return sum(fate.new for fate in self.fates)


def drop(
    setup: Setup, term: str, mapping: Mapping, table: Table, by: User, now: datetime, *, dry: bool
) -> Dropped:
    """Try it, or take it whole. Raises UnreadableFileError where a column lacks."""
    by_title = _columns(table, mapping)
    with transaction.atomic():
        fates = tuple(
            _fate(setup, term, row, by_title, mapping, by, now) for row in _limited(table)
        )
        taken = not dry and not any(fate.wrong for fate in fates)
        if not taken:
            transaction.set_rollback(True)
    if taken:
        new = sum(fate.new for fate in fates)
        said = f"{by.name}导入 {len(fates)} 行，办了 {new} 行。"
        setups.log(setup, "came", "表格导入", now, said=said)
    return Dropped(fates, taken)


def _limited(table: Table) -> tuple[Row, ...]:
    if len(table.rows) > MOST_ROWS:
        said = f"表里有 {len(table.rows)} 行，一次最多 {MOST_ROWS} 行，请分成几份。"
        raise UnreadableFileError(said)
    return table.rows


def _columns(table: Table, mapping: Mapping) -> dict[str, str]:
    """Our names, and the title of the column in which each stands."""
    columns = {str(name): titles for name, titles in mapping.columns.items()}
    found = {
        name: title
        for name, titles in columns.items()
        if (title := next((t for t in titles if t in table.header), None)) is not None
    }
    for name, what in NEEDED.items():
        if name not in found:
            titles = "、".join(columns.get(name, []))
            said = f"表里没有{what}这一栏，表头可以叫：{titles}。别的叫法请管理员加到栏目对照里。"
            raise UnreadableFileError(said)
    return found


def _fate(
    setup: Setup,
    term: str,
    row: Row,
    by_title: dict[str, str],
    mapping: Mapping,
    by: User,
    now: datetime,
) -> Fate:
    number = _cell(row.cells.get(by_title["order"]))
    try:
        message = _message(row, by_title, mapping)
        taken = take(setup, message, by.username, term, now)
    except NotTakenError as wrong:
        where = f"“{wrong.field}”栏：" if wrong.field else ""
        return Fate(row.line, number[:40], f"{where}{wrong}", wrong=True)
    except Refusal as refusal:
        title = by_title.get(refusal.field or "", "")
        where = f"“{title}”栏：" if title else ""
        return Fate(row.line, number[:40], f"{where}{refusal.sentence}", wrong=True)
    if taken.repeated:
        return Fate(row.line, number, SAME)
    new = taken.became not in ("known", "over")
    said = "新工单，等窗口登记。" if taken.became == "created" else SAID[taken.became]
    return Fate(row.line, number, said, new=new)


def _message(row: Row, by_title: dict[str, str], mapping: Mapping) -> Arrived:
    """The row as a message, read as any other, so that what is wrong is told by its column."""
    plain = {name: title.replace(".", "·") for name, title in by_title.items()}
    told = {plain[name]: _cell(row.cells.get(title)) for name, title in by_title.items()}
    fields = {name: title for name, title in plain.items() if name not in ("order", "due")}
    said = "；".join(f"{name}={told[title]}" for name, title in sorted(plain.items()))
    told |= {"\x00id": f"file-{digest('row of a file', said)[:40]}", "\x00kind": "create"}
    takes = mapping.takes.model_copy(
        update={
            "id": "\x00id",
            "kind": "\x00kind",
            "kinds": {"create": "create"},
            "order": plain["order"],
            "due": plain.get("due", ""),
            "fields": fields,
            "files": None,
        }
    )
    return arrived(told, mapping.model_copy(update={"takes": takes}))


def _cell(value: object) -> str:
    """A cell as text: numbers without a point, moments as they are written."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime) and value.time() == time(0):  # a cell that shows only a day
        return value.date().isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()


def titles(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """What may stand in a table, for whoever makes one: our word and the titles it may have."""
    words = {**NEEDED, "name": "姓名", "phone": "电话", "item": "办理事项", "reason": "备注"}
    words |= {"due": "对方的期限", "firm": "企业名称", "uscc": "统一社会信用代码"}
    for name, found in mapping.columns.items():
        if name in words and found:
            yield words[name], "、".join(found)
