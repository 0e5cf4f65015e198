"""台账有哪些栏: as the region's standard lays down, else the cells of its paper forms in order.

An old ledger was ruled after the registration form; so where a standard names no columns they are
the form's, cell by cell, and then what a ledger is kept for: source, kind, ground, limit,
extension, telling, callback, archive (XF-9.4, XF-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bancheng.core.acts import ACTS
from bancheng.core.ledger_values import ENTRY, done_here, heading_of, values_known
from bancheng.core.standard.form_values import VALUE
from bancheng.core.standard.ledgers import Ledger, LedgerName
from bancheng.core.standard.papers import Cell
from bancheng.core.standard.standard import Standard

TITLES: dict[LedgerName, str] = {
    "cases": "办件台账",
    "feedback": "反馈台账",
    "callback": "回访台账",
    "supervision": "督办台账",
    "extension": "延期台账",
}
ABOUT: dict[LedgerName, tuple[str, ...]] = {
    "feedback": ("inform", "explain"),
    "callback": ("call_back", "call_unanswered"),
    "supervision": ("remind", "supervise", "escalate", "settle"),
    "extension": ("extend", "explain_extension"),
}
"""The acts each of whose entries is a row."""
USUAL: dict[LedgerName, tuple[str, ...]] = {
    "cases": (
        *("case_no", "name", "phone", "matter", "accept.by", "accepted_at", "lead", "reply.text"),
        *("replied_on", "call_back.solved", "call_back.satisfaction"),
        *("channel", "kind", "ground", "transfer.at", "due", "extended_until", "timeliness"),
        *("inform.at", "inform.means", "call_back.at", "outcome", "stage"),
        *("ended_at", "archived_at", "archive.box"),
    ),
    "feedback": (
        *("case_no", "name", "phone", "matter", "lead", "replied_on", "entry.at", "entry.act"),
        *("entry.means", "entry.text", "entry.basis", "entry.said", "entry.by"),
        *("relay.at", "acknowledge.at"),
    ),
    "callback": (
        *("case_no", "name", "phone", "matter", "lead", "entry.at", "entry.act", "entry.solved"),
        *("entry.satisfaction", "entry.said", "entry.text", "entry.means", "entry.by"),
    ),
    "supervision": (
        *("case_no", "matter", "lead", "due", "timeliness", "entry.at", "entry.act", "entry.text"),
        *("entry.reason", "entry.tier", "entry.by", "replied_on", "stage", "outcome"),
    ),
    "extension": (
        *("case_no", "matter", "lead", "due", "entry.at", "entry.act", "entry.reason"),
        *("entry.until_on", "entry.means", "entry.said", "entry.by", "replied_on", "timeliness"),
    ),
}
DRAWN = {"options.solved": "call_back.solved", "options.scale": "call_back.satisfaction"}
UNCLEAR = frozenset({"签字", "日期"})
_EDGES = re.compile(r"^[\s\d　、．.]+|[\s：:　]+$")


def title_of(name: LedgerName, standard: Standard) -> str:
    """What the ledger is called here."""
    own = standard.ledgers.get(name)
    return own.title if own else TITLES[name]


def names_of(standard: Standard) -> list[LedgerName]:
    """The ledgers that a centre of this standard keeps: those with an act that it has."""
    return [n for n in TITLES if n == "cases" or any(a in standard.acts for a in ABOUT[n])]


def columns_of(name: LedgerName, standard: Standard) -> dict[str, str]:
    """Value → heading, in order."""
    own: Ledger | None = standard.ledgers.get(name)
    if own is not None:
        return dict(own.columns)
    found = dict(_of_forms(standard)) if name == "cases" else {}
    taken = set(found.values())
    for value in done_here(iter(USUAL[name]), standard):
        if value not in found and not _asked_nowhere(value, name, standard):
            heading = _of_entry(value, name) or heading_of(value, standard)
            found[value] = heading if heading not in taken else f"{heading}（二）"
            taken.add(heading)
    return found


def _of_entry(value: str, name: LedgerName) -> str:
    what = {"at": "时间", "by": "经办人员", "act": "事项"}.get(value.rpartition(".")[2], "")
    return f"{TITLES[name][:2]}{what}" if what and value.startswith(ENTRY) else ""


def _asked_nowhere(value: str, name: LedgerName, standard: Standard) -> bool:
    """Whether no act of this ledger has that field, so that the column would stay empty."""
    owner, _, field = value.partition(".")
    if owner != ENTRY or field in ("at", "by", "act"):
        return False
    acts = [act for act in ABOUT[name] if act in standard.acts or ACTS[act].is_housekeeping]
    return not any(field == ask.name for act in acts for ask in ACTS[act].fields)


def _of_forms(standard: Standard) -> Iterator[tuple[str, str]]:
    """The values of the forms' cells with their headings, each once."""
    known, headings, seen = values_known(standard), set[str](), set[str]()
    for form in standard.forms.values():
        for row in form.rows:
            for cell in row:
                for value, heading in _of_cell(cell, standard):
                    if value in known and value not in seen:
                        seen.add(value)
                        unclear = heading in headings | UNCLEAR
                        told = f"{_bare(cell.label)}：{heading}" if unclear else heading
                        headings.add(told)
                        yield value, told


def _of_cell(cell: Cell, standard: Standard) -> Iterator[tuple[str, str]]:
    """Value and heading: the cell's label where the value stands alone, else the words before."""
    alone = len(cell.lines) == 1 and VALUE.fullmatch(cell.lines[0])
    for line in cell.lines:
        end = 0
        for match in VALUE.finditer(line):
            value, before = match[1], _bare(line[end : match.start()])
            end = match.end()
            if value.startswith("kind."):
                yield "kind", _bare(cell.label) or heading_of("kind", standard)
                continue
            shown = DRAWN.get(value, value)
            # a form has room for the day alone; a ledger is asked for the time
            shown = f"{shown[:-2]}at" if shown.endswith(".on") else shown
            yield shown, (_bare(cell.label) if alone else before) or heading_of(shown, standard)


def _bare(text: str | None) -> str:
    return _EDGES.sub("", text or "")
