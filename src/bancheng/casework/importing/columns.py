"""Which column is what: by its title, in Chinese or by the field's own name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bancheng.core.ask import Ask
from bancheng.core.decider import FIELDS
from bancheng.core.given import term_of
from bancheng.core.standard.standard import Standard

SUBMITTED_AT, SUBJECT, REPLY, REPLIED_AT = "submitted_at", "subject", "reply", "replied_at"
REGISTERING = (
    *("matter", "name", "phone", "channel", "origin_no", "item", "traits"),
    *("petitioner_kind", "firm", "uscc", "agent", "contact", "contact_phone"),
)
ACCEPTING = ("ground", "kind")

# titles that ledgers use, beside the field's term in the standard
_OTHER_TITLES = {
    SUBMITTED_AT: ("时间", "反映时间", "受理时间", "登记时间", "来信时间", "提交时间"),
    SUBJECT: ("主题", "标题", "留言主题"),
    REPLY: ("答复", "答复意见", "回复", "处理结果"),
    REPLIED_AT: ("答复时间", "回复时间", "办结时间"),
    "matter": ("text", "内容", "反映内容", "反映事项", "诉求内容", "留言详情"),
    "name": ("姓名", "诉求人", "反映人"),
    "phone": ("电话", "联系方式", "手机", "手机号"),
    "channel": ("来源", "渠道"),
    "origin_no": ("id", "编号", "原编号", "来件编号", "留言编号"),
    "ground": ("情形",),
    "kind": ("类别", "问题分类"),
}


@dataclass(frozen=True)
class Columns:
    """Field → title of its column, and the titles that mean nothing to us."""

    titles: dict[str, str]
    unknown: tuple[str, ...]


def find_columns(header: Sequence[str], standard: Standard) -> Columns:
    """What each column of a header is. The first title that fits a field wins."""
    fields = [SUBMITTED_AT, SUBJECT, REPLY, REPLIED_AT, *REGISTERING, *ACCEPTING]
    fields += [name for name in standard.fields if name not in fields]
    titles: dict[str, str] = {}
    for field in fields:
        fitting = _titles_of(field, standard)
        found = next((title for title in header if title in fitting), None)
        if found is not None and found not in titles.values():
            titles[field] = found
    unknown = tuple(t for t in header if t and t not in titles.values())
    return Columns(titles, unknown)


def field_term(field: str, standard: Standard) -> str:
    """What a field is called in a message about a row."""
    if field in standard.fields:
        return standard.fields[field].label
    ask: Ask | None = FIELDS.get(field)
    return term_of(ask, standard) if ask else _OTHER_TITLES[field][0]


def _titles_of(field: str, standard: Standard) -> frozenset[str]:
    titles = {field, field_term(field, standard), *_OTHER_TITLES.get(field, ())}
    return frozenset(titles | _cells_of(field, standard))


def _cells_of(field: str, standard: Standard) -> set[str]:
    """How the standard's own paper forms title the cell: old ledgers were copied from them."""
    cells = (cell for form in standard.forms.values() for row in form.rows for cell in row)
    return {c.label.rstrip("：") for c in cells if c.label and c.lines == (f"{{{field}}}",)}
