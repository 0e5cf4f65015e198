"""台账的栏目: every value that a ledger's column can show, and what it is called where nobody says.

Values are named as on the paper forms (``case_no``, ``transfer.opinion``, ``reply.by``); a few of
the case's own come besides, and ``entry.…`` for the act that a row is about.
"""

from __future__ import annotations

from collections.abc import Iterator

from bancheng.core.acts import ACTS
from bancheng.core.ask import Ask
from bancheng.core.decider import FIELDS
from bancheng.core.given import ask_of_field, term_of
from bancheng.core.permission import act_term
from bancheng.core.standard.form_values import OF_AN_ACT, known_values
from bancheng.core.standard.standard import Standard

OF_THE_CASE = {
    "case_no": "工单编号",
    "registered_by": "登记人员",
    "registered_at": "登记时间",
    "accepted_at": "受理时间",
    "lead": "承办部门",
    "supporting": "协办部门",
    "replied_on": "办结时间",
    "stage": "阶段",
    "outcome": "办理结局",
    "kind": "问题类别",
    "ground": "受理情形",
    "channel": "来源渠道",
    "traits": "特殊群体",
    "service_item": "政务服务事项",
    "due": "办理时限",
    "extended_until": "延期到",
    "timeliness": "是否按时",
    "ended_at": "结案时间",
    "archived_at": "归档时间",
    "solved": "是否解决",
    "satisfaction": "满意度",
}
"""Values that are worked out of the whole case."""
TEXTS = (
    *("name", "phone", "matter", "item", "origin_no", "petitioner_kind", "firm", "uscc"),
    *("agent", "agent_phone", "contact", "contact_phone"),
)
"""What was registered about the petitioner and the matter; a later correction counts."""
SUFFIXES = {"by": "人员", "on": "日期", "at": "时间", "unit": "单位", "done": "是否作过"}
CLEAR = frozenset({"means", "box", "solved", "satisfaction"})  # said of one act only
ENTRY = "entry"
TIMES = frozenset({"registered_at", "accepted_at", "ended_at", "archived_at", "due"})
DAYS = frozenset({"replied_on", "extended_until"})
NEVER = frozenset({"files", "signature_drawn", "late_reason", "late_allowed_by"})


def values_known(standard: Standard, of_entries: bool = False) -> frozenset[str]:
    """Every value that a column of this standard can show."""
    drawn = {v for v in known_values(standard) if v.startswith(("options.", "kind."))}
    names = (set(known_values(standard)) - drawn) | set(OF_THE_CASE) | set(TEXTS)
    if of_entries:
        fields = {a.name for act in ACTS.values() for a in act.fields} | set(standard.fields)
        names |= {f"{ENTRY}.{one}" for one in (*OF_AN_ACT, "act", "for_person", *fields)}
    return frozenset(n for n in names if n.rpartition(".")[2] not in NEVER)


def ask_named(name: str, standard: Standard) -> Ask | None:
    """The field of that name, the core's or this region's."""
    if name in standard.fields:
        return ask_of_field(name, standard)
    return FIELDS.get(name)


def heading_of(value: str, standard: Standard) -> str:
    """What a column is called where nobody says."""
    owner, _, field = value.rpartition(".")
    if not owner and value in OF_THE_CASE:
        return OF_THE_CASE[value]
    if field in SUFFIXES:
        return f"{act_term(standard, owner) if owner in ACTS else ''}{SUFFIXES[field]}"
    ask = ask_named(field, standard)
    term = term_of(ask, standard) if ask else field
    return f"{act_term(standard, owner)}：{term}" if owner in ACTS and field not in CLEAR else term


def done_here(values: Iterator[str], standard: Standard) -> Iterator[str]:
    """Those whose act this standard has."""
    for value in values:
        owner = value.partition(".")[0]
        if owner not in ACTS or owner in standard.acts or ACTS[owner].is_housekeeping:
            yield value
